"""The meetings a pair has had: for the two alone, as a page and as files of their own."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.csv_out import csv_response
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.meetings.blueprint import bp
from app.meetings.calendar_files import calendar_file
from app.meetings.pages import logged_line, outcome
from app.meetings.policy import MeetingAction
from app.meetings.queries import agreed_and_logged, logged_meetings, zone_of
from app.meetings.routes.answers import ics_response
from app.pairings.models import Pairing
from app.pairings.queries import pairing_by_public_id, partner_of
from app.people.queries import signed_in_person


@bp.get("/pairs/<pid:pairing_id>/meetings")
@guarded(MeetingAction.LIST, pairing=pairing_by_public_id)
def index(pairing: Pairing) -> ResponseReturnValue:
    reader = signed_in_person()
    page = paginate(logged_meetings(pairing), asked_page())
    rows = [(meeting.starts_at, outcome(meeting)) for meeting in page.rows]
    context = {"partner": partner_of(reader, pairing), "zone": zone_of(reader)}
    return render_template("meetings/index.html", pairing=pairing, page=page, rows=rows, **context)


@bp.get("/pairs/<pid:pairing_id>/meetings.csv")
@guarded(MeetingAction.LIST, pairing=pairing_by_public_id)
def as_csv(pairing: Pairing) -> ResponseReturnValue:
    zone = zone_of(signed_in_person())
    rows = (logged_line(meeting, zone) for meeting in session().scalars(logged_meetings(pairing)))
    return csv_response(_("Meetings.csv"), [_("Day"), _("Took place"), _("Minutes")], rows)


@bp.get("/pairs/<pid:pairing_id>/meetings.ics")
@guarded(MeetingAction.LIST, pairing=pairing_by_public_id)
def as_calendar(pairing: Pairing) -> ResponseReturnValue:
    return ics_response("meetings.ics", calendar_file(agreed_and_logged(pairing), signed_in_person()))
