"""The page of a cohort is made of sections; areas that stand above this one hand theirs in.

An area registers a function ``(person, cohort, counts) → Section | None``; None: nothing to say about this cohort.
``own_section`` is for the page of those who take part, with functions ``(person, cohort) → Section | None``.
"""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.core.sections import Section, Sections
from app.people.models import Person

__all__ = ["Section", "own_section", "own_sections_of", "section", "sections_of"]

_PAGE: Sections[Person, Cohort, Counts] = Sections()
section = _PAGE.section
sections_of = _PAGE.of
_OWN_PAGE: Sections[Person, Cohort] = Sections()
own_section = _OWN_PAGE.section
own_sections_of = _OWN_PAGE.of
