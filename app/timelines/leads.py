"""Where the mentee goes for a milestone that another area serves; areas that stand above this one hand theirs in.

A finder is a function ``(name of the milestone, cohort) → Lead | None``; its page takes ``enrolment_id``, the
mentee’s own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.cohorts.models import Cohort


@dataclass(frozen=True, slots=True)
class Lead:
    """The endpoint of a page of the mentee’s own, and what a link to it says."""

    endpoint: str
    label: str


Finder = Callable[[str, Cohort], Lead | None]
_FINDERS: list[Finder] = []


def lead_finder(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def lead_of(milestone: str, cohort: Cohort) -> Lead | None:
    """Where it leads; None where it is done outside Ithaca."""
    found = (finder(milestone, cohort) for finder in _FINDERS)
    return next((each for each in found if each is not None), None)
