"""How the page of a cohort opens: a finding, two sentences and up to five figures.

By itself it tells who has signed up; an area that stands above this one says it for the phases that it knows more of.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.core.sections import Section
from programs.phases import Phase


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact count, with a small word beside it where it needs one."""

    name: str
    value: str
    small: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What stands on top of the page; ``section`` follows it, made of what was counted for the figures."""

    finding: str
    lead: str
    figures: list[Figure]
    section: Section | None = None


Opener = Callable[[Cohort, Counts], Opening]
_OPENERS: dict[Phase, Opener] = {}


def opens(*phases: Phase) -> Callable[[Opener], Opener]:
    """Register the function below for these phases."""

    def register(opener: Opener) -> Opener:
        _OPENERS.update(dict.fromkeys(phases, opener))
        return opener

    return register


def opening_of(cohort: Cohort, counts: Counts, *, otherwise: Opener) -> Opening:
    """How the page opens in the phase of the cohort."""
    return _OPENERS.get(cohort.phase, otherwise)(cohort, counts)
