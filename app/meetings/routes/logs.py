"""Logging a session, signed in: a meeting that was agreed here, or another one."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.clock import today
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.meetings.blueprint import bp
from app.meetings.forms import LogForm, LogOtherForm
from app.meetings.models import Meeting
from app.meetings.pages import meeting_view, usual_minutes
from app.meetings.policy import MeetingAction
from app.meetings.queries import latest_meeting, meeting_by_public_id, zone_of
from app.meetings.services import log_meeting, log_other
from app.meetings.wording import clock_note
from app.pairings.models import Pairing
from app.pairings.policy import PairingAction
from app.pairings.queries import pairing_by_public_id, partner_of
from app.people.queries import signed_in_person


@bp.get("/meetings/<pid:meeting_id>/log")
@guarded(MeetingAction.LOG, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
def log(meeting: Meeting) -> ResponseReturnValue:
    if not meeting.pairing.is_open:
        return redirect(url_for(".show", meeting_id=meeting.public_id), code=303)
    return _page(LogForm(minutes=meeting.minutes), meeting.pairing, meeting)


@bp.post("/meetings/<pid:meeting_id>/log")
@guarded(MeetingAction.LOG, see=MeetingAction.VIEW, meeting=meeting_by_public_id)
@transactional
def write_log(meeting: Meeting) -> ResponseReturnValue:
    form, actor = LogForm(), signed_in_person()
    if not accepts(form, lambda: log_meeting(meeting, form.log(meeting.minutes), actor=actor)):
        return _page(form, meeting.pairing, meeting)
    return _logged(meeting.pairing)


@bp.get("/pairs/<pid:pairing_id>/meetings/log")
@guarded(MeetingAction.LOG_OTHER, see=PairingAction.VIEW, pairing=pairing_by_public_id)
def log_another(pairing: Pairing) -> ResponseReturnValue:
    if not pairing.is_open:
        return redirect(url_for("pairings.show", pairing_id=pairing.public_id), code=303)
    day, minutes = today(zone_of(signed_in_person())), usual_minutes(pairing, latest_meeting(pairing))
    return _page(LogOtherForm(on=day, minutes=minutes), pairing)


@bp.post("/pairs/<pid:pairing_id>/meetings/log")
@guarded(MeetingAction.LOG_OTHER, see=PairingAction.VIEW, pairing=pairing_by_public_id)
@transactional
def write_another(pairing: Pairing) -> ResponseReturnValue:
    form, actor, planned = LogOtherForm(), signed_in_person(), usual_minutes(pairing)
    if not accepts(form, lambda: log_other(pairing, form.day(), form.log(planned), actor=actor)):
        return _page(form, pairing)
    return _logged(pairing)


def _logged(pairing: Pairing) -> ResponseReturnValue:
    flash(_("It is logged. Only the two of you see the day and the minutes."))
    return redirect(url_for("pairings.show", pairing_id=pairing.public_id), code=303)


def _page(form: LogForm, pairing: Pairing, meeting: Meeting | None = None) -> ResponseReturnValue:
    reader = signed_in_person()
    view = meeting_view(meeting, reader) if meeting else None
    context = {"partner": partner_of(reader, pairing), "clock_note": clock_note(pairing, reader), "view": view}
    return render("meetings/log.html", form, pairing=pairing, **context)
