"""Logging a session by the link of a letter, signed in or not. Opening it writes nothing; a button does, once.

The page says the day and nothing else: whoever reads somebody's mail learns from it neither name nor place.
"""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.accounts.throttle import refuse_hasty_guess
from app.core.access import public
from app.core.audit import record_refusal
from app.core.forms import accepts, render
from app.core.transactions import transactional
from app.meetings.blueprint import bp
from app.meetings.forms import LogForm
from app.meetings.log_links import is_in_time, opened_by
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import zone_of
from app.meetings.services import log_meeting
from app.people.models import Person

GONE = 410
GUESSED = "log_link.unknown"


@bp.get("/log/<token:token>")
@public
def open_link(token: str) -> ResponseReturnValue:
    found = _opened(token)
    if found is None or not _may_log(found[0]):
        return _over(found)
    meeting, person = found
    return _page(LogForm(minutes=meeting.minutes), meeting, person, token)


@bp.post("/log/<token:token>")
@public
@transactional
def use_link(token: str) -> ResponseReturnValue:
    found = _opened(token)
    if found is None or not _may_log(found[0]):
        return _over(found)
    (meeting, person), form = found, LogForm()
    if not accepts(form, lambda: log_meeting(meeting, form.log(meeting.minutes), actor=person)):
        return _page(form, meeting, person, token)
    return redirect(url_for(".open_link", token=token), code=303)


def _opened(token: str) -> tuple[Meeting, Person] | None:
    """The meeting and its reader. A key that is not genuine is counted, and too many of them are refused."""
    refuse_hasty_guess(GUESSED, request.remote_addr)
    found = opened_by(token)
    if found is None:
        record_refusal(GUESSED)
    return found


def _may_log(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.CONFIRMED and meeting.pairing.is_open and is_in_time(meeting)


def _over(found: tuple[Meeting, Person] | None) -> ResponseReturnValue:
    """What is said when there is nothing to log: thanks where it is done, the way to sign in otherwise."""
    is_logged = found is not None and found[0].logged_at is not None
    return render_template("meetings/link_over.html", is_logged=is_logged), 200 if is_logged else GONE


def _page(form: LogForm, meeting: Meeting, person: Person, token: str) -> ResponseReturnValue:
    return render("meetings/open_link.html", form, meeting=meeting, zone=zone_of(person), token=token)
