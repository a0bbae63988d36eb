"""One meeting: what is on offer, when it is, and its confirmation, its cancellation, its file for the calendar."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.pages import asked_turn
from app.core.transactions import transactional
from app.meetings.blueprint import bp
from app.meetings.calendar_files import FILE_NAME, calendar_file
from app.meetings.forms import AnswerForm, sequence_of
from app.meetings.guides import guide_for
from app.meetings.models import Meeting, MeetingState
from app.meetings.pages import meeting_view
from app.meetings.policy import MeetingAction
from app.meetings.queries import meeting_by_public_id, zone_of
from app.meetings.services import cancel, confirm, keep_time
from app.meetings.wording import begins, clock_note
from app.pairings.ways import preparing
from app.people.queries import signed_in_person


@bp.get("/meetings/<pid:meeting_id>")
@guarded(MeetingAction.VIEW, meeting=meeting_by_public_id)
def show(meeting: Meeting) -> ResponseReturnValue:
    return _page(AnswerForm(), meeting)


@bp.post("/meetings/<pid:meeting_id>/confirm")
@guarded(MeetingAction.ANSWER, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
@transactional
def agree(meeting: Meeting) -> ResponseReturnValue:
    form, actor = AnswerForm(), signed_in_person()
    if not accepts(form, lambda: _confirm(form, meeting)):
        return _page(form, meeting)
    when = begins(meeting.starts_at, zone_of(actor)) if meeting.starts_at else ""
    flash(_("Agreed: %(when)s. A letter brings it to both calendars.", when=when))
    return redirect(url_for("pairings.show", pairing_id=meeting.pairing.public_id), code=303)


@bp.post("/meetings/<pid:meeting_id>/keep")
@guarded(MeetingAction.ANSWER, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
@transactional
def keep(meeting: Meeting) -> ResponseReturnValue:
    return _answer(meeting, keep_time, _("It stays as it was. %(name)s is told."))


@bp.post("/meetings/<pid:meeting_id>/cancel")
@guarded(MeetingAction.ANSWER, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
@transactional
def call_off(meeting: Meeting) -> ResponseReturnValue:
    was_agreed = meeting.state is MeetingState.CONFIRMED
    said = (
        _("The meeting is cancelled, and taken out of both calendars.") if was_agreed else _("The offer is taken back.")
    )
    return _answer(meeting, cancel, said)


@bp.get("/meetings/<pid:meeting_id>/meeting.ics")
@guarded(MeetingAction.VIEW, meeting=meeting_by_public_id)
def calendar(meeting: Meeting) -> ResponseReturnValue:
    if meeting.starts_at is None:
        abort(404)
    return ics_response(FILE_NAME, calendar_file([meeting], signed_in_person()))


def ics_response(name: str, content: bytes) -> Response:
    """A calendar file to open or keep."""
    answer = Response(content, mimetype="text/calendar")
    answer.headers.add("Content-Disposition", "attachment", filename=name)
    return answer


def _confirm(form: AnswerForm, meeting: Meeting) -> None:
    starts_at = form.starts_at()
    if starts_at is None:
        raise RuleBroken(_("Choose one of the times, or offer others."))
    confirm(meeting, starts_at, seen=sequence_of(form), actor=signed_in_person())


def _answer(meeting: Meeting, change: Callable[..., None], said: str) -> ResponseReturnValue:
    form, actor = AnswerForm(), signed_in_person()
    if not accepts(form, lambda: change(meeting, seen=sequence_of(form), actor=actor)):
        return _page(form, meeting)
    flash(said % {"name": meeting_view(meeting, actor).partner.first_name}, "quiet")
    return redirect(url_for("pairings.show", pairing_id=meeting.pairing.public_id), code=303)


def _page(form: AnswerForm, meeting: Meeting) -> ResponseReturnValue:
    reader = signed_in_person()
    view = meeting_view(meeting, reader, form.time.data or "")
    guide = guide_for(meeting.pairing, meeting, asked_turn()) if meeting.pairing.is_open else None
    note, ready = clock_note(meeting.pairing, reader), preparing(reader, meeting.pairing_id)
    return render("meetings/show.html", form, view=view, guide=guide, clock_note=note, preparing=ready)
