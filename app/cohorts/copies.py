"""What goes over when a cohort is made again from another one; areas that stand above this one hand theirs in.

A follower is a function ``(cohort, copy) → None``. Settings go over, people never do.
"""

from __future__ import annotations

from collections.abc import Callable

from app.cohorts.models import Cohort

Follower = Callable[[Cohort, Cohort], None]
_FOLLOWERS: list[Follower] = []


def copied(follower: Follower) -> Follower:
    """Register the function below."""
    _FOLLOWERS.append(follower)
    return follower


def copy_the_rest(cohort: Cohort, copy: Cohort) -> None:
    """Let every area copy its settings."""
    for follower in _FOLLOWERS:
        follower(cohort, copy)
