"""Requests whose days are over end, all alike; mentors are reminded once before. The caller commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select

from app.choices.models import MentorRequest, RequestState
from app.choices.opening import may_ask
from app.choices.queries import with_people
from app.choices.reaching import taken_by
from app.cohorts.models import Cohort, EnrolmentState
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.organisation import organisation
from app.core.outbox import send

AT_ONCE = 500
REMINDED_BEFORE = timedelta(days=2)


def end_unanswered() -> int:
    """End the requests whose last day is over and tell the askers; how many were told.

    Whoever has found a mentor meanwhile, or takes no part any more, is not written to.
    """
    late = _due(MentorRequest.answer_by < _today())
    taken = taken_by({each.mentee_id for each in late})
    told = 0
    for each in late:
        is_waiting = _is_waiting(each, taken.get(each.mentee_id, 0))
        each.state, each.declined_at = RequestState.OVER if is_waiting else RequestState.WITHDRAWN, None
        each.ended_at = now()
        record(None, "request.over", each)
        if is_waiting and each.mentee.person.email:
            send("request_not_possible", to=each.mentee.person.email, request_id=each.id)
            told += 1
    session().flush()
    return told


def end_all(cohort: Cohort) -> None:
    """End every open request of a cohort at once, whatever the mentor has said; no letter says so.

    Whoever is just answering one of them is waited for.
    """
    still = select(MentorRequest).where(MentorRequest.cohort_id == cohort.id, MentorRequest.state == RequestState.OPEN)
    rows = still.order_by(MentorRequest.id).with_for_update().execution_options(populate_existing=True)
    for each in session().scalars(rows).all():
        each.state, each.ended_at, each.declined_at = RequestState.OVER, now(), None
        record(None, "request.over", each)
    session().flush()


def remind_mentors() -> int:
    """Write to mentors who have not answered two days before the last day, once for each request; how many."""
    soon = _today() + REMINDED_BEFORE
    silent = MentorRequest.reminded_at.is_(None) & MentorRequest.declined_at.is_(None)
    # A request that came a moment ago has had its letter.
    not_new = MentorRequest.asked_at < now() - timedelta(days=1)
    late = _due(MentorRequest.answer_by.between(_today(), soon), silent, not_new)
    for each in late:
        each.reminded_at = now()
        if each.mentor.person.email:
            send("request_reminder", to=each.mentor.person.email, request_id=each.id)
    session().flush()
    return len(late)


def _due(*conditions: ColumnElement[bool]) -> Sequence[MentorRequest]:
    """Whoever is just answering one of them keeps it: it is due again in the next round."""
    found = select(MentorRequest).where(MentorRequest.state == RequestState.OPEN, *conditions)
    found = found.order_by(MentorRequest.id).limit(AT_ONCE).with_for_update(skip_locked=True, of=MentorRequest)
    return session().scalars(with_people(found).execution_options(populate_existing=True)).all()


def _is_waiting(request: MentorRequest, taken: int) -> bool:
    mentee = request.mentee
    takes_part = mentee.state is EnrolmentState.SIGNED_UP and mentee.person.is_active
    return takes_part and taken < mentee.needs and may_ask(request.cohort)


def _today() -> date:
    return today(organisation().time_zone)
