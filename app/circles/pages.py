"""What the page shows on which circles are made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.circles.models import PeerCircle
from app.circles.queries import (
    SHOWN,
    is_told,
    number_without_a_circle,
    page_of_circles,
    people_in,
    placed_without_a_circle,
)
from app.cohorts.models import Cohort, Enrolment
from app.core.pages import Page
from programs.catalogue import PROGRAM_TYPES
from programs.circles import Circles, sizes_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranging:
    """The circles with their people, who is in none, and what would be made of them. ``kind``: None, there are none."""

    kind: Circles | None
    page: Page[PeerCircle]
    circles: Sequence[tuple[PeerCircle, Sequence[Enrolment]]]
    without: Sequence[Enrolment]
    more_without: int
    sizes: Sequence[int]
    is_told: bool

    @property
    def is_odd(self) -> bool:
        """Whether the number of people leaves no other way than a circle smaller or larger than meant."""
        there = [len(people) for _circle, people in self.circles] or self.sizes
        kind = self.kind
        return kind is not None and any(not kind.fewest <= size <= kind.most for size in there)


def arranging(cohort: Cohort, number: int) -> Arranging:
    """The page of this number, with the first of those who are in no circle."""
    kind = PROGRAM_TYPES[cohort.program_type].circles
    page, left = page_of_circles(cohort, number), number_without_a_circle(cohort)
    without = placed_without_a_circle(cohort, SHOWN) if page.total and left else ()
    return Arranging(
        kind=kind,
        page=page,
        circles=[(each, people_in(each)) for each in page.rows],
        without=without,
        more_without=left - len(without),
        sizes=sizes_for(left, kind) if kind and not page.total else (),
        is_told=is_told(cohort),
    )
