"""A proposal keeps its mentee and the mentor’s seat from later runs until it is settled."""

from __future__ import annotations

from sqlalchemy import select

from app.arrivals.models import Proposal
from app.arrivals.policy import takes_in
from app.arrivals.queries import UNSETTLED
from app.cohorts.models import Cohort
from app.core.db import session
from app.matching_runs.reserved import Two, reserves


@reserves
def proposed_pairs(cohort: Cohort) -> list[Two]:
    """The two of each; one query, none where nobody arrives."""
    if not takes_in(cohort):
        return []
    found = select(Proposal.mentee_id, Proposal.mentor_id).where(Proposal.cohort_id == cohort.id)
    rows = session().execute(found.where(Proposal.state.in_(UNSETTLED)))
    return [(mentee_id, mentor_id) for mentee_id, mentor_id in rows]
