"""Handing a cohort, as it was at one moment, to the engine: the one place, so that every page asks it the same."""

from __future__ import annotations

from collections.abc import Callable

from app.matching_runs.snapshot import Snapshot
from matching import Match, Policy, match


def solved(
    given: Snapshot, policy: Policy, salt: int, progress: Callable[[str, int, int], object] | None = None
) -> Match:
    """The match of both sides under a policy. Raises matching.InputError; ``progress`` as in `matching.match`."""
    return match(
        given.mentees,
        given.mentors,
        policy,
        locked=given.kept,
        forbidden=given.excluded,
        keep=given.stay,
        salt=salt,
        progress=progress,
    )
