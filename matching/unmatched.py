"""Somebody with an unfilled need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Unmatched"]


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A mentee with an unfilled need, why, and the numbers that a sentence about it needs.

    ``reason`` is one of

    ``no_mentors``
        Nobody has a seat. Facts: mentors.
    ``no_allowed_mentor``
        Rules exclude every mentor. Facts: mentors; excluded, by rule how many mentors it excludes;
        alone, by rule how many mentors only it excludes; rule, the one that excludes most alone, or most.
    ``nobody_offers``
        As before, and nobody covers a wanted skill. Facts also: wanted.
    ``below_floor``
        Every allowed mentor scores below the floor. Facts: allowed, best, floor.
    ``no_seat_left``
        Every allowed mentor's seats are taken. Facts: allowed, seats.
    ``group_full``
        Some have a seat left, and their groups have as many pairs as their ceilings allow. Facts: allowed; groups,
        each by column and value.
    ``no_other_mentor``
        Some of the needs are filled and no further allowed mentor exists. Facts: allowed.

    Facts always hold ``needs`` and ``filled``.
    """

    id: Any
    reason: str
    facts: Mapping[str, Any] = field(default_factory=dict)
