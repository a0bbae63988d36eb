"""What has to be so before a cohort goes to another phase; areas that stand above this one hand theirs in.

A condition is a function ``(cohort, then) → None`` that raises RuleBroken, with what to do instead. Which phase may
follow which at all, ``programs.phases`` says.
"""

from __future__ import annotations

from collections.abc import Callable

from app.cohorts.models import Cohort
from programs.phases import Phase

Condition = Callable[[Cohort, Phase], None]
_CONDITIONS: list[Condition] = []


def condition(check: Condition) -> Condition:
    """Register the function below."""
    _CONDITIONS.append(check)
    return check


def check_conditions(cohort: Cohort, then: Phase) -> None:
    """Raise the first RuleBroken that stands in the way."""
    for check in _CONDITIONS:
        check(cohort, then)
