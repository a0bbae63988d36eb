"""What the manager’s page says of somebody who reports to them, beside what it says of everybody.

An area registers a function ``(manager, report) → Section | None``; the manager is the one of the solid line.
"""

from __future__ import annotations

from app.core.sections import Section, Sections
from app.people.models import Person

__all__ = ["Section", "section", "sections_of"]

_PAGE: Sections[Person, Person] = Sections()
section = _PAGE.section
sections_of = _PAGE.of
