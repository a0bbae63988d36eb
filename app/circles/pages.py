"""What the page shows on which circles are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.circles.models import PeerCircle
from app.circles.queries import circles_of, people_in, placed_without_a_circle
from app.cohorts.models import Cohort, Enrolment
from programs.catalogue import PROGRAM_TYPES
from programs.circles import Circles, sizes_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranging:
    """The circles with their people, who is in none, and what would be made of them. ``kind``: None, there are none."""

    kind: Circles | None
    circles: Sequence[tuple[PeerCircle, Sequence[Enrolment]]]
    without: Sequence[Enrolment]
    sizes: Sequence[int]
    is_told: bool

    @property
    def is_odd(self) -> bool:
        """Whether the number of people leaves no other way than a circle smaller or larger than meant."""
        there = [len(people) for _circle, people in self.circles] or self.sizes
        kind = self.kind
        return kind is not None and any(not kind.fewest <= size <= kind.most for size in there)


def arranging(cohort: Cohort) -> Arranging:
    """The page today."""
    kind = PROGRAM_TYPES[cohort.program_type].circles
    circles, without = circles_of(cohort), placed_without_a_circle(cohort)
    return Arranging(
        kind=kind,
        circles=[(each, people_in(each)) for each in circles],
        without=without,
        sizes=sizes_for(len(without), kind) if kind and not circles else (),
        is_told=any(each.told_at for each in circles),
    )
