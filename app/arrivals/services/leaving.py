"""Somebody who was taken in leaves again, or comes back, by the button behind their letter. The caller commits."""

from __future__ import annotations

from sqlalchemy import select

from app.arrivals.models import Arrival, Proposal
from app.arrivals.queries import open_pairs_of, unsettled
from app.arrivals.services.settling import drop, forget_dropped
from app.cohorts.models import EnrolmentState
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Ending
from app.pairings.services import end_pairings


def opt_out(arrival: Arrival) -> None:
    """Take them out at once: a proposal is taken back, pairs end kindly. Pressing twice changes nothing."""
    locked(arrival.cohort)
    _lock(arrival)
    if arrival.is_out:
        return
    arrival.opted_out_at = now()
    arrival.enrolment.state, arrival.enrolment.withdrawn_at = EnrolmentState.WITHDRAWN, now()
    for proposal in session().scalars(unsettled(arrival.cohort).where(Proposal.mentee_id == arrival.enrolment_id)):
        drop(proposal, actor=arrival.person)
    end_pairings(open_pairs_of(arrival.enrolment_id), Ending.ENDED, actor=arrival.person)
    session().flush()
    record(arrival.person, "arrival.opted_out", arrival)


def come_back(arrival: Arrival) -> None:
    """Take them in again, or when their first day comes near. Raises RuleBroken in a cohort that is over."""
    refuse_when_over(locked(arrival.cohort))
    _lock(arrival)
    if not arrival.is_out:
        return
    forget_dropped(arrival.enrolment_id)
    arrival.opted_out_at = None
    if arrival.stepped_back_at is None:
        arrival.enrolment.state, arrival.enrolment.withdrawn_at = EnrolmentState.SIGNED_UP, None
    session().flush()
    record(arrival.person, "arrival.came_back", arrival)


def _lock(arrival: Arrival) -> None:
    same = select(Arrival).where(Arrival.id == arrival.id).with_for_update()
    session().scalars(same.execution_options(populate_existing=True)).one()
