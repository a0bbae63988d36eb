"""What the launch of a cohort does to its milestones."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.cohorts.policy import UNTOLD
from app.people.models import Person
from app.timelines.services.milestones import settle_milestones


@follows_moves
def settle(cohort: Cohort, _actor: Person | None) -> None:
    """Whoever signs up finds the way that they were told of, whatever its type is given later."""
    if cohort.phase is not UNTOLD:
        settle_milestones(cohort)
