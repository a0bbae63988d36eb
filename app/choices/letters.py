"""Letters about requests. Each is written when it is sent, and only while what it says is still so."""

from __future__ import annotations

from typing import Any

from app.choices.models import MentorRequest, RequestState
from app.choices.queries import request_by_id
from app.choices.reaching import reached_among
from app.cohorts.models import Enrolment
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.pairings.naming import may_name

SHOW = "choices.show"


@mail("request_arrived")
def request_arrived(*, request_id: int) -> Letter | None:
    """To the mentor: somebody asks for them. What they wrote stands on the page."""
    request = _reached(request_id)
    if request is None or request.declined_at is not None:
        return None
    return Letter(
        subject=_("Somebody asks you to be their mentor"), template="request_arrived", context=_to_mentor(request)
    )


@mail("request_reminder")
def request_reminder(*, request_id: int) -> Letter | None:
    """To the mentor, once, two days before the last day."""
    request = _reached(request_id)
    if request is None or request.declined_at is not None:
        return None
    return Letter(subject=_("Somebody waits for your answer"), template="request_reminder", context=_to_mentor(request))


@mail("request_talk")
def request_talk(*, request_id: int) -> Letter | None:
    """To the mentee: the mentor would like to talk first."""
    request = request_by_id(request_id)
    if request is None or not request.is_open or not request.mentee.person.is_active:
        return None
    return Letter(subject=_("A talk before the answer"), template="request_talk", context=_to_mentee(request))


@mail("request_not_possible")
def request_not_possible(*, request_id: int) -> Letter | None:
    """To the mentee: the same words whatever the reason was."""
    request = request_by_id(request_id)
    if request is None or request.state is not RequestState.OVER or not request.mentee.person.is_active:
        return None
    return Letter(subject=_("Not possible this time"), template="request_not_possible", context=_to_mentee(request))


def _reached(request_id: int) -> MentorRequest | None:
    request = request_by_id(request_id)
    if request is None or not request.is_open:
        return None
    return request if reached_among([request]) else None


def _to_mentor(request: MentorRequest) -> dict[str, Any]:
    return _common(request, request.mentor, request.mentee)


def _to_mentee(request: MentorRequest) -> dict[str, Any]:
    return _common(request, request.mentee, request.mentor)


def _common(request: MentorRequest, reader: Enrolment, other: Enrolment) -> dict[str, Any]:
    return {
        "name": reader.person.first_name,
        "partner": other.person.name if may_name(reader, other) else None,
        "cohort": request.cohort,
        "answer_by": request.answer_by,
        "next_run_on": request.cohort.next_run_on,
        "url": link(SHOW, request_id=request.public_id),
    }
