"""Which arrivals the letters are shown with while developing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.arrivals.models import Arrival, ClosedRecord, Proposal, ProposalState
from app.arrivals.queries import UNSETTLED, open_pair_of
from app.core.db import session
from app.core.mail_previews import preview
from app.pairings.models import Ending, Pairing


def _proposal(*states: ProposalState) -> dict[str, Any] | None:
    found = select(Proposal).where(Proposal.state.in_(states)).order_by(Proposal.id.desc()).limit(1)
    proposal = session().scalar(found)
    return {"proposal_id": proposal.id} if proposal else None


def _arrival() -> Arrival | None:
    found = select(Arrival).where(Arrival.opted_out_at.is_(None), Arrival.stepped_back_at.is_(None))
    return session().scalar(found.order_by(Arrival.starts_on.desc(), Arrival.id.desc()).limit(1))


def _newcomer() -> dict[str, Any] | None:
    arrival = _arrival()
    return {"arrival_id": arrival.id} if arrival else None


preview("arrival_welcome")(_newcomer)
preview("arrival_ahead_of_day")(_newcomer)


@preview("arrival_ahead")
def ahead() -> dict[str, Any] | None:
    return _proposal(*UNSETTLED)


@preview("arrival_not_now")
def not_now() -> dict[str, Any] | None:
    return _proposal(ProposalState.DROPPED)


@preview("arrival_moved")
def moved() -> dict[str, Any] | None:
    arrival = _arrival()
    pair = open_pair_of(arrival.enrolment_id) if arrival else None
    return {"arrival_id": arrival.id, "pairing_id": pair.id} if arrival and pair else None


@preview("record_closed")
def closed() -> dict[str, Any] | None:
    record = session().scalar(select(ClosedRecord).order_by(ClosedRecord.closed_on.desc()).limit(1))
    return {"mentee_id": record.mentee_id} if record else None


@preview("record_closed_mentor")
def closed_for_mentor() -> dict[str, Any] | None:
    ended = select(Pairing.id).where(Pairing.ending == Ending.COMPLETED).order_by(Pairing.id.desc())
    pairing_id = session().scalar(ended.limit(1))
    return {"pairing_id": pairing_id} if pairing_id else None
