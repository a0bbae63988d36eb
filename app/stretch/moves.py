"""What the end of a cohort does to its stretch tasks."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.moves import follows_moves
from app.people.models import Person
from app.stretch.policy import has_tasks
from app.stretch.services import take_back_proposals
from app.stretch.services.proposing import OVER


@follows_moves
def no_new_tasks(cohort: Cohort, actor: Person | None) -> None:
    """Whoever was asked and has not answered need not any more; what was agreed is looked back on as planned."""
    if has_tasks(cohort) and cohort.phase in OVER:
        take_back_proposals(cohort, actor)
