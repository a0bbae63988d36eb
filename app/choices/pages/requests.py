"""A request, as the two whom it is about read it: how it stands, whose turn it is, what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.choices.models import MentorRequest, RequestState
from app.choices.opening import may_ask
from app.choices.queries import requests_by
from app.choices.reaching import reached_among, taken_by
from app.cohorts.models import Enrolment, Side
from app.core.clock import today
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.wording import day
from app.matching_runs.few import in_words, parts_for
from app.matching_runs.waiting import next_run_in_words
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """What one of the two reads. ``may_go_on``: the asker can ask somebody else now."""

    request: MentorRequest
    side: Side
    other: Person
    reasons: list[str]
    pairing: str
    may_answer: bool
    may_offer_talk: bool
    may_go_on: bool
    next_run: str


def request_page(request: MentorRequest, reader: Person) -> RequestPage:
    """The page for its asker or for the mentor whom it has reached."""
    mentee, mentor = request.mentee, request.mentor
    side = Side.MENTEE if mentee.person_id == reader.id else Side.MENTOR
    is_mentor, choice = side is Side.MENTOR, PROGRAM_TYPES[request.cohort.program_type].choice
    in_time = request.is_open and request.answer_by >= today(organisation().time_zone)
    may_answer = is_mentor and in_time and bool(reached_among([request]))
    has_talk = choice is not None and choice.talks_first
    return RequestPage(
        request=request,
        side=side,
        other=(mentee if is_mentor else mentor).person,
        reasons=in_words(mentee, mentor, parts_for(mentee, [mentor])[mentor.public_id]),
        pairing=_pair_of(request) if request.state is RequestState.ACCEPTED else "",
        may_answer=may_answer,
        may_offer_talk=may_answer and has_talk and request.talk_offered_at is None,
        may_go_on=not is_mentor and _may_go_on(mentee),
        next_run=next_run_in_words(request.cohort.next_run_on),
    )


def standing_of(request: MentorRequest) -> str:
    """How a request stands, in the words that its asker reads."""
    if request.state is RequestState.ACCEPTED:
        return _("Has said yes.")
    if request.state is RequestState.OVER:
        return _("Not possible this time.")
    if request.state is RequestState.WITHDRAWN:
        return _("You took this request back, or found somebody.")
    return _("Asked. You hear by %(day)s.", day=day(request.answer_by))


def _may_go_on(mentee: Enrolment) -> bool:
    choice = PROGRAM_TYPES[mentee.cohort.program_type].choice
    if choice is None or not may_ask(mentee.cohort) or taken_by([mentee.id]).get(mentee.id, 0) >= mentee.needs:
        return False
    return sum(each.is_open for each in requests_by(mentee)) < choice.at_once


def _pair_of(request: MentorRequest) -> str:
    pair = select(Pairing.public_id).where(
        Pairing.mentee_id == request.mentee_id, Pairing.mentor_id == request.mentor_id
    )
    return session().scalar(pair.where(Pairing.state == PairingState.OPEN).order_by(Pairing.id.desc())) or ""
