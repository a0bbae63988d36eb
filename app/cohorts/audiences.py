"""Whom an administrator may write to in a cohort; areas that stand above this one add their groups.

An audience is a function ``cohort → Select[int]``, the ids of people; of those, the ones are written to who have not
left and have an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Select, func, select

from app.cohorts.models import Cohort
from app.cohorts.queries import can_be_written_to
from app.people.models import Person, PersonState

Finder = Callable[[Cohort], Select[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group of people in a cohort, in the words that an administrator chooses by."""

    name: str
    label: str
    order: int
    finder: Finder

    def people(self, cohort: Cohort) -> Select[Person]:
        """Who is in it now and can be written to, by name."""
        reachable = Person.state != PersonState.LEFT, Person.email.is_not(None)
        people = select(Person).where(Person.id.in_(self.finder(cohort)), *reachable)
        return people.order_by(Person.search_text, Person.id)

    def size(self, cohort: Cohort) -> ScalarSelect[int]:
        """How many that are, each of them once; the few who cannot be written to are looked up."""
        found = self.finder(cohort).subquery()
        person_id = found.c[0]
        return select(func.count(person_id.distinct())).where(can_be_written_to(person_id)).scalar_subquery()


_AUDIENCES: dict[str, Audience] = {}


def audience(name: str, label: str, *, order: int) -> Callable[[Finder], Finder]:
    """Register the function below as the finder of an audience."""

    def register(finder: Finder) -> Finder:
        _AUDIENCES[name] = Audience(name=name, label=label, order=order, finder=finder)
        return finder

    return register


def audiences() -> list[Audience]:
    """All groups, in their order."""
    return sorted(_AUDIENCES.values(), key=lambda each: each.order)


def audience_named(name: str) -> Audience | None:
    """The group of this name."""
    return _AUDIENCES.get(name)
