"""Whoever arrives is told: on the first day, or before it at an address that HR gave for this. The caller commits."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from app.arrivals.models import Arrival
from app.arrivals.queries import arrivals_in, day_here, open_cohorts, open_pair_of
from app.cohorts.models import EnrolmentState
from app.core.clock import now
from app.core.db import session
from app.core.outbox import MailState, OutboxMail, send
from app.people_import.models import ArrivalAddress

PRIVATELY = "arrival_ahead_of_day"
AT_THE_LATEST = timedelta(days=2)
"""Before the first day: whoever has no mentor by then is written to without a name."""


def tell_newcomers() -> int:
    """Write to whoever’s first day it is, and once before it to those with an address for that; how many letters.

    A letter to such an address leaves when the mentor is known, two days before at the latest. Then the address is
    forgotten, in the outbox too once the letter is out.
    """
    _forget_addresses()
    told = 0
    for arrival in arrivals_in(open_cohorts()):
        if not arrival.person.is_active or arrival.enrolment.state is not EnrolmentState.SIGNED_UP:
            continue
        if arrival.told_at is None:
            told += _on_the_day(arrival) if arrival.starts_on <= day_here() else _before_it(arrival)
    session().flush()
    return told


def _on_the_day(arrival: Arrival) -> bool:
    if not arrival.person.email:
        return False
    send("arrival_welcome", to=arrival.person.email, arrival_id=arrival.id)
    arrival.told_at = now()
    return True


def _before_it(arrival: Arrival) -> bool:
    if arrival.told_privately_at is not None:
        return False
    found = select(ArrivalAddress).where(ArrivalAddress.person_id == arrival.person_id)
    given = session().scalar(found.where(ArrivalAddress.address.is_not(None)))
    is_late = arrival.starts_on - day_here() <= AT_THE_LATEST
    if given is None or given.address is None or not (is_late or open_pair_of(arrival.enrolment_id)):
        return False
    send(PRIVATELY, to=given.address, arrival_id=arrival.id)
    given.address, arrival.told_privately_at = None, now()
    return True


def _forget_addresses() -> None:
    """Take the letters to lent addresses out of the outbox once they have left, or never will."""
    settled = (MailState.SENT, MailState.WITHDRAWN, MailState.PARKED)
    session().execute(delete(OutboxMail).where(OutboxMail.kind == PRIVATELY, OutboxMail.state.in_(settled)))
