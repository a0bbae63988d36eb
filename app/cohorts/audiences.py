"""Whom an administrator may write to in a cohort; areas that stand above this one add their groups.

An audience is a function ``cohort → Select[Person]``: people who have not left and have an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Select

from app.cohorts.models import Cohort
from app.people.models import Person, PersonState

Finder = Callable[[Cohort], Select[Person]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A group of people in a cohort, in the words that an administrator chooses by."""

    name: str
    label: str
    order: int
    finder: Finder

    def people(self, cohort: Cohort) -> Select[Person]:
        """Who is in it now and can be written to, by name."""
        reachable = self.finder(cohort).where(Person.state != PersonState.LEFT, Person.email.is_not(None))
        return reachable.order_by(Person.search_text, Person.id)


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
