"""The rows that a change is made under: the pair first, then the meeting as it is now."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import clock_time, day
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import zone_of
from app.pairings.models import Pairing
from app.pairings.services.locking import locked_pairings
from app.people.models import Person


def open_pair(pairing: Pairing) -> Pairing:
    """The pair, kept from other writers. Raises RuleBroken where it has ended."""
    (row,) = locked_pairings([pairing])
    if not row.is_open:
        raise RuleBroken(_("This pair has ended, and with it what was planned. Nothing is expected of you here."))
    return row


def current(meeting: Meeting, seen: int | None, reader: Person) -> Meeting:
    """The meeting as it is now, kept from other writers; its pair is open.

    ``seen`` is the ``sequence`` that its reader saw when they decided, None where it does not matter. Raises Conflict
    where it has changed since.
    """
    open_pair(meeting.pairing)
    same = select(Meeting).where(Meeting.id == meeting.id).options(selectinload(Meeting.options))
    row = session().scalars(same.execution_options(populate_existing=True)).one()
    if seen is not None and row.sequence != seen:
        raise Conflict(what_is_new(row, reader))
    return row


def what_is_new(meeting: Meeting, reader: Person) -> str:
    """How the meeting stands, for somebody who was about to do something else with it."""
    if meeting.state is MeetingState.CANCELLED:
        return _("Somebody was quicker: this meeting is cancelled.")
    if meeting.state in {MeetingState.HELD, MeetingState.NOT_HELD}:
        return _("Somebody was quicker: this meeting is logged.")
    if meeting.options:
        return _("Somebody was quicker: there are other times on offer now. They stand below.")
    if meeting.starts_at is None:
        return _("Somebody was quicker. Here is how this meeting stands now.")
    zone = zone_of(reader)
    when = _("%(day)s, %(time)s", day=day(meeting.starts_at, zone), time=clock_time(meeting.starts_at, zone))
    return _("Somebody was quicker: a time is agreed, %(when)s.", when=when)
