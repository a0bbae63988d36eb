"""Pairs that are promised and not made yet: a run treats them like those there are. Areas that know of some hand in.

A finder is a function ``cohort → pairs of enrolments``, mentee first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.cohorts.models import Cohort

Two = tuple[int, int]
Finder = Callable[[Cohort], Iterable[Two]]
_FINDERS: list[Finder] = []


def reserves(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def reserved_in(cohort: Cohort) -> frozenset[Two]:
    """All of them."""
    return frozenset(pair for finder in _FINDERS for pair in finder(cohort))
