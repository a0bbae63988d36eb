"""A mentor answers: yes makes the pair at once; a no needs no reason and is told when the days are over.

The caller commits. The cohort is kept, then the two enrolments are locked before the request, as everywhere that pairs
are made.
"""

from __future__ import annotations

from sqlalchemy import update

from app.choices.models import MentorRequest, RequestState
from app.choices.reaching import taken_by
from app.choices.services.asking import choice_of, locked_request
from app.cohorts.models import Enrolment
from app.cohorts.services import kept
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.outbox import send
from app.matching_runs.few import parts_for, rules_against, stored_parts
from app.matching_runs.services.publishing import TIME_TO_OBJECT
from app.pairings.letters import send_placed
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person
from programs.working_days import add_working_days


def accept_request(request: MentorRequest, *, actor: Person) -> Pairing:
    """Say yes: the two are a pair, the seat is taken, both are told, and what else the mentee asked is withdrawn.

    Raises Conflict where the request has ended, the mentee or the seat has been taken, or a rule stands against it;
    RuleBroken where nobody asks any more.
    """
    kept(request.cohort)
    locked_enrolments([request.mentee_id, request.mentor_id])
    row = _open_row(request)
    mentee, mentor, cohort = row.mentee, row.mentor, row.cohort
    choice_of(cohort)
    if rules_against(mentee, mentor):
        raise Conflict(_("These two can no longer be put together. Nothing was done."))
    parts = stored_parts(parts_for(mentee, [mentor])[mentor.public_id])
    last = add_working_days(today(organisation().time_zone), TIME_TO_OBJECT)
    new = NewPair(mentee_id=mentee.id, mentor_id=mentor.id, reasons=parts)
    (made,) = make_pairings(cohort, [new], origin=Origin.REQUEST, actor=actor, objection_until=last)
    row.state, row.ended_at, row.declined_at = RequestState.ACCEPTED, now(), None
    session().flush()
    withdraw_others(mentee)
    record(actor, "request.answered", row)
    send_placed([made])
    return made


def decline_request(request: MentorRequest, *, actor: Person) -> None:
    """Say no, without a reason: it is told when the days for an answer are over, as a silence is.

    Until then the mentor may still say yes. Raises Conflict where the request has ended.
    """
    row = _open_row(request)
    row.declined_at = row.declined_at or now()
    session().flush()
    record(actor, "request.answered", row)


def offer_talk(request: MentorRequest, *, actor: Person) -> None:
    """Offer a talk before answering; from then on there are as many days for the answer as at first.

    Raises RuleBroken where the type has no such talk or it was offered before, Conflict where the request has ended.
    """
    row = _open_row(request)
    choice = choice_of(row.cohort)
    if not choice.talks_first:
        raise RuleBroken(_("In this program a mentor answers without a talk before."))
    if row.talk_offered_at is not None:
        raise RuleBroken(_("You have offered a talk already."))
    row.talk_offered_at, row.declined_at = now(), None
    row.answer_by = max(row.answer_by, choice.answer_by(today(organisation().time_zone)))
    row.reminded_at = None
    session().flush()
    record(actor, "request.talk_offered", row)
    if row.mentee.person.email:
        send("request_talk", to=row.mentee.person.email, request_id=row.id)


def withdraw_others(mentee: Enrolment) -> None:
    """Whoever has every mentor they wanted asks nobody any more. The caller has locked the enrolment."""
    if taken_by([mentee.id]).get(mentee.id, 0) < mentee.needs:
        return
    still_open = update(MentorRequest).where(
        MentorRequest.mentee_id == mentee.id, MentorRequest.state == RequestState.OPEN
    )
    ended = {"state": RequestState.WITHDRAWN, "ended_at": now(), "declined_at": None}
    session().execute(still_open.values(**ended))


def _open_row(request: MentorRequest) -> MentorRequest:
    row = locked_request(request)
    if not row.is_open or row.answer_by < today(organisation().time_zone):
        raise Conflict(_("This request is no longer open. Nothing more needs to be done."))
    return row
