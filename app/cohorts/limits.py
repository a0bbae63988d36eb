"""How many mentees a cohort may have; areas that stand above this one hand in what limits it.

A limit is a function ``(cohort) → None``, called once people were added as mentees, or asked to become one, in the
transaction that did it; it raises RuleBroken, with what to do instead, where they are too many by now.
"""

from __future__ import annotations

from collections.abc import Callable

from app.cohorts.models import Cohort

Limit = Callable[[Cohort], None]
_LIMITS: list[Limit] = []


def limit(check: Limit) -> Limit:
    """Register the function below."""
    _LIMITS.append(check)
    return check


def refuse_too_many(cohort: Cohort) -> None:
    """Raise the first RuleBroken that stands against so many mentees."""
    for check in _LIMITS:
        check(cohort)
