"""The page of a pair is made of sections; areas that stand above this one hand theirs in, such as the meetings.

An area registers a function ``(viewer, pairing) → Section | None``; the viewer is one of the two. The template of a
section finds its values in ``section_context``. The most urgent one becomes the one next thing to do; the first words
of a pair have an urgency of 20 at most, see ``pair_sections``. For whose turn it is on the home page, see ``turns``.
"""

from __future__ import annotations

from app.core.sections import Section, Sections
from app.pairings.models import Pairing
from app.people.models import Person

__all__ = ["Section", "section", "sections_of"]

_PAGE: Sections[Person, Pairing] = Sections()
section = _PAGE.section
sections_of = _PAGE.of
