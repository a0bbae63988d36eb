"""Whether a meeting took place, and for how long: never what it was about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.meetings.models import LONGEST, SHORTEST, Meeting, MeetingState
from app.meetings.queries import LOGGED, waits_for_log, zone_of
from app.meetings.services.offers import Offer, propose
from app.meetings.services.rows import current, open_pair, what_is_new
from app.pairings.models import Pairing
from app.pairings.services.noting import note_first_met
from app.people.models import Person
from programs.calendar_times import WALL_FORMAT, instant_of, wall_of

NOON = time(12)
OLDEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What somebody says of a meeting. ``next_wall``, by their own clock, becomes an offer for the next one."""

    is_held: bool
    minutes: int
    next_wall: datetime | None = None


def log_meeting(meeting: Meeting, log: Log, *, actor: Person) -> None:
    """Write down whether an agreed meeting took place.

    Raises Conflict where it is logged or cancelled already, RuleBroken before it has begun or where no time was agreed.
    """
    meeting = current(meeting, None, actor)
    if meeting.state in {*LOGGED, MeetingState.CANCELLED}:
        raise Conflict(what_is_new(meeting, actor))
    if meeting.state is MeetingState.PROPOSED:
        raise RuleBroken(_("No time is agreed for this meeting yet."))
    if not waits_for_log(meeting):
        raise RuleBroken(_("This meeting has not begun yet. Log it afterwards, or cancel it."))
    _write(meeting, log, actor)


def log_other(pairing: Pairing, on: date, log: Log, *, actor: Person) -> Meeting:
    """Write down a meeting that was not agreed here; one that was agreed for that day is the one that is meant.

    Raises Conflict where a meeting of that day is logged already, RuleBroken for a day ahead or long ago.
    """
    open_pair(pairing)
    zone = zone_of(actor)
    if not today(zone) - OLDEST <= on <= today(zone):
        raise RuleBroken(_("Choose a day that has passed, within a year."), field="on")
    same_day = _meetings_on(pairing, on, zone)
    if any(each.state in LOGGED for each in same_day):
        raise Conflict(_("A meeting of that day is logged already. It stands among those you had."), field="on")
    meeting = next((each for each in same_day if waits_for_log(each)), None)
    if meeting is None:
        meeting = _noon_of(on, zone, log, pairing, actor)
        session().add(meeting)
    _write(meeting, log, actor)
    return meeting


def _noon_of(on: date, zone: str, log: Log, pairing: Pairing, actor: Person) -> Meeting:
    wall = datetime.combine(on, NOON)
    return Meeting(
        pairing=pairing,
        proposed_by_id=actor.id,
        starts_at=instant_of(wall, zone),
        wall_time=wall.strftime(WALL_FORMAT),
        zone=zone,
        minutes=max(log.minutes, SHORTEST),
        sequence=0,
    )


def _meetings_on(pairing: Pairing, on: date, zone: str) -> Sequence[Meeting]:
    """What was agreed or logged for that day, by the clock of whoever asks."""
    noon = instant_of(datetime.combine(on, NOON), zone)
    near = select(Meeting).where(
        Meeting.pairing_id == pairing.id,
        Meeting.state.in_((MeetingState.CONFIRMED, *LOGGED)),
        Meeting.starts_at.between(noon - timedelta(days=1), noon + timedelta(days=1)),
    )
    return [each for each in session().scalars(near) if each.starts_at and wall_of(each.starts_at, zone).date() == on]


def _write(meeting: Meeting, log: Log, actor: Person) -> None:
    if log.is_held and not 1 <= log.minutes <= LONGEST:
        raise RuleBroken(_("A meeting lasts from 1 minute to 8 hours."), field="minutes")
    meeting.state = MeetingState.HELD if log.is_held else MeetingState.NOT_HELD
    meeting.held_minutes = log.minutes if log.is_held else None
    meeting.logged_at, meeting.logged_by_id = now(), actor.id
    meeting.options.clear()
    meeting.sequence += 1
    session().flush()
    record(actor, "meeting.logged", meeting)
    if log.is_held and meeting.starts_at is not None:
        note_first_met(meeting.pairing, wall_of(meeting.starts_at, meeting.zone).date())
    if log.next_wall is not None:
        again = Offer(walls=[log.next_wall], minutes=meeting.minutes, place=meeting.place or "", field="next_at")
        propose(meeting.pairing, again, actor=actor)
