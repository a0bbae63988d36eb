"""What has to be so before a cohort goes to another phase, and what follows; areas above this one hand theirs in.

A condition is a function ``(cohort, then) → None`` that raises RuleBroken, with what to do instead. Which phase may
follow which at all, ``programs.phases`` says. Some moves are the work of a page of their own, which shows first what
it would bring about: ``leads_through`` names it. What follows is a function ``(cohort, actor) → None``, called in the
transaction of the move, with the cohort in its new phase.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.cohorts.models import Cohort
from app.people.models import Person
from programs.phases import Phase

Condition = Callable[[Cohort, Phase], None]
Follower = Callable[[Cohort, Person | None], None]


@dataclass(frozen=True, slots=True)
class Passage:
    """The page that a move goes through: its endpoint takes ``cohort_id``."""

    endpoint: str
    label: str


_CONDITIONS: list[Condition] = []
_FOLLOWERS: list[Follower] = []
_PASSAGES: dict[tuple[Phase, Phase], Passage] = {}


def condition(check: Condition) -> Condition:
    """Register the function below."""
    _CONDITIONS.append(check)
    return check


def check_conditions(cohort: Cohort, then: Phase) -> None:
    """Raise the first RuleBroken that stands in the way."""
    for check in _CONDITIONS:
        check(cohort, then)


def follows_moves(follower: Follower) -> Follower:
    """Register the function below."""
    _FOLLOWERS.append(follower)
    return follower


def tell_followers(cohort: Cohort, actor: Person | None) -> None:
    """Let every area do its part."""
    for follower in _FOLLOWERS:
        follower(cohort, actor)


def leads_through(now: Phase, then: Phase, endpoint: str, label: str) -> None:
    """Register that a button alone does not make this move: a page does, under this label."""
    _PASSAGES[now, then] = Passage(endpoint, label)


def passage(now: Phase, then: Phase) -> Passage | None:
    """The page that this move goes through, None where a button is enough."""
    return _PASSAGES.get((now, then))
