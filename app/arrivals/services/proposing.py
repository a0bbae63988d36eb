"""What a run that began by itself has found becomes proposals. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select

from app.arrivals.models import Proposal
from app.arrivals.queries import UNSETTLED, locked_cohorts, waiting
from app.cohorts.models import Cohort, Enrolment
from app.core.audit import record
from app.core.db import session
from app.core.outbox import send
from app.matching_runs.models import MatchPair, MatchRun, RunState


def propose() -> int:
    """Make proposals of the newest result of each cohort, where it began by itself; how many."""
    return sum(_propose(pair, cohort) for cohort in locked_cohorts() for pair in _found(cohort))


def _found(cohort: Cohort) -> Sequence[MatchPair]:
    """The pairs of whoever still waits, neither proposed before by this run nor to be looked at by whom started it."""
    newest = select(func.max(MatchRun.id)).where(MatchRun.cohort_id == cohort.id, MatchRun.state == RunState.DONE)
    by_itself = select(MatchRun.id).where(MatchRun.id == newest.scalar_subquery(), MatchRun.started_by_id.is_(None))
    wait = waiting(cohort).with_only_columns(Enrolment.id).order_by(None)
    before = exists().where(
        Proposal.run_id == MatchPair.run_id,
        Proposal.mentee_id == MatchPair.mentee_id,
        Proposal.mentor_id == MatchPair.mentor_id,
    )
    pairs = select(MatchPair).where(MatchPair.run_id.in_(by_itself), MatchPair.mentee_id.in_(wait), ~before)
    return session().scalars(pairs.order_by(MatchPair.mentee_id, MatchPair.mentor_id)).all()


def _propose(pair: MatchPair, cohort: Cohort) -> bool:
    taken = select(Proposal.id).where(Proposal.mentee_id == pair.mentee_id, Proposal.state.in_(UNSETTLED))
    if session().scalar(taken.limit(1)) is not None:
        return False
    made = Proposal(
        cohort=cohort, run_id=pair.run_id, mentee_id=pair.mentee_id, mentor_id=pair.mentor_id, parts=pair.parts
    )
    session().add(made)
    session().flush()
    record(None, "proposal.made", made)
    mentor = made.mentor.person
    if mentor.is_active and mentor.email:
        send("arrival_ahead", to=mentor.email, proposal_id=made.id)
    return True
