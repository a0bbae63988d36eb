"""What keeps somebody from changing or withdrawing a sign-up; areas that stand above this one hand theirs in.

A check is a function ``enrolment → sentence or None``, such as that a pair is open.
"""

from __future__ import annotations

from collections.abc import Callable

from app.cohorts.models import Enrolment
from app.core.errors import RuleBroken

Check = Callable[[Enrolment], str | None]
_CHECKS: list[Check] = []


def settles(check: Check) -> Check:
    """Register the function below."""
    _CHECKS.append(check)
    return check


def why_settled(enrolment: Enrolment | None) -> str | None:
    """The first sentence that stands in the way, with what to do instead."""
    if enrolment is None:
        return None
    return next((sentence for check in _CHECKS if (sentence := check(enrolment)) is not None), None)


def refuse_settled(enrolment: Enrolment | None) -> None:
    """Raise RuleBroken with that sentence."""
    sentence = why_settled(enrolment)
    if sentence is not None:
        raise RuleBroken(sentence)
