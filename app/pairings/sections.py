"""The page of a pair is made of sections; areas that stand above this one hand theirs in, such as the meetings.

An area registers a function ``(viewer, pairing) → Section | None``; the viewer is one of the two.
"""

from __future__ import annotations

from app.core.sections import Section, Sections
from app.pairings.models import Pairing
from app.people.models import Person

__all__ = ["Section", "section", "sections_of"]

_PAGE: Sections[Person, Pairing] = Sections()
section = _PAGE.section
sections_of = _PAGE.of
