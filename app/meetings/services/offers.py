"""Times are offered: for a new meeting, instead of those on offer, or to move one that is agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from app.cohorts.models import Side
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.core.wording import day
from app.meetings.models import Meeting, MeetingOption, MeetingState
from app.meetings.queries import zone_of
from app.meetings.services.rows import current, open_pair, what_is_new
from app.pairings.models import Pairing
from app.pairings.pauses import refuse_paused
from app.pairings.queries import partner_of, side_of
from app.pairings.services.noting import note_wrote
from app.people.models import Person
from programs.calendar_times import WALL_FORMAT, NoSuchTime, instant_of

MOST_TIMES = 3
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Wall times by the clock of whoever offers them, for how long and where. ``field``: where they were typed."""

    walls: Sequence[datetime]
    minutes: int
    place: str = ""
    field: str = "times"


def propose(pairing: Pairing, offer: Offer, *, actor: Person) -> Meeting:
    """Offer one to three times for a new meeting; the other is written to.

    Raises RuleBroken for times that cannot be, and Conflict where times are on offer already.
    """
    open_pair(pairing)
    refuse_paused(pairing)
    options = options_of(offer, actor)
    standing = select(Meeting).where(Meeting.pairing_id == pairing.id, Meeting.state == MeetingState.PROPOSED)
    if session().scalar(standing) is not None:
        raise Conflict(_("Times for a meeting are on offer already. Look at them before you offer more."), offer.field)
    meeting = Meeting(pairing=pairing, zone=zone_of(actor), minutes=offer.minutes, place=offer.place or None)
    session().add(meeting)
    _put_on_offer(meeting, options, actor)
    return meeting


def offer_others(meeting: Meeting, offer: Offer, *, seen: int, actor: Person) -> None:
    """Offer other times than those on offer, or times to move an agreed meeting to: it stays until one is confirmed.

    Raises RuleBroken for times that cannot be or a meeting that has begun, Conflict where it has changed meanwhile.
    """
    meeting = current(meeting, seen, actor)
    refuse_paused(meeting.pairing)
    refuse_settled(meeting, actor)
    options = options_of(offer, actor)
    meeting.options.clear()
    session().flush()
    if meeting.state is MeetingState.PROPOSED:
        meeting.zone, meeting.minutes, meeting.place = zone_of(actor), offer.minutes, offer.place or None
    _put_on_offer(meeting, options, actor)


def refuse_settled(meeting: Meeting, actor: Person) -> None:
    """Raise where nothing can be planned about a meeting any more: Conflict when it is over, RuleBroken once begun."""
    if meeting.state not in {MeetingState.PROPOSED, MeetingState.CONFIRMED}:
        raise Conflict(what_is_new(meeting, actor))
    if meeting.starts_at is not None and meeting.starts_at <= now():
        raise RuleBroken(_("This meeting has begun. Log whether it took place, and offer times for the next one."))


def options_of(offer: Offer, actor: Person) -> list[MeetingOption]:
    """The times, checked: one to three, none twice, each one that clocks show, ahead, and within a year."""
    if not 1 <= len(offer.walls) <= MOST_TIMES:
        raise RuleBroken(_("Offer one, two or three times."), field=offer.field)
    zone = zone_of(actor)
    instants = {_instant(wall, zone, offer.field): wall for wall in offer.walls}
    if len(instants) < len(offer.walls):
        raise RuleBroken(_("Offer each time once."), field=offer.field)
    return [
        MeetingOption(
            starts_at=starts_at,
            wall_time=wall.strftime(WALL_FORMAT),
            zone=zone,
            minutes=offer.minutes,
            place=offer.place or None,
        )
        for starts_at, wall in sorted(instants.items())
    ]


def _instant(wall: datetime, zone: str, field: str) -> datetime:
    try:
        instant = instant_of(wall, zone)
    except NoSuchTime as gap:
        raise RuleBroken(_in_the_gap(wall, gap), field=field) from gap
    except OverflowError as beyond:  # the first or last day that there is, in another zone
        raise RuleBroken(_("Choose a time within a year."), field=field) from beyond
    if instant <= now():
        raise RuleBroken(_("%(day)s, %(time)s has passed. Choose a time ahead.", **_words(wall)), field=field)
    if instant > now() + FARTHEST:
        raise RuleBroken(_("Choose a time within a year."), field=field)
    return instant


def _in_the_gap(wall: datetime, gap: NoSuchTime) -> str:
    return _(
        "On %(day)s clocks are set forward and jump over %(time)s. The nearest times are %(before)s and %(after)s.",
        **_words(wall),
        before=clock_time_of(gap.before),
        after=clock_time_of(gap.after),
    )


def clock_time_of(wall: datetime) -> str:
    """A wall time as clocks write it."""
    return f"{wall.hour}:{wall.minute:02}"


def _words(wall: datetime) -> dict[str, str]:
    return {"day": day(wall.date()), "time": clock_time_of(wall)}


def _put_on_offer(meeting: Meeting, options: list[MeetingOption], actor: Person) -> None:
    meeting.options.extend(options)
    meeting.proposed_by_id, meeting.proposed_at = actor.id, now()
    meeting.sequence = (meeting.sequence or 0) + 1
    session().flush()
    record(actor, "meeting.offered", meeting, times=len(options))
    if side_of(actor, meeting.pairing) is Side.MENTOR:
        note_wrote(meeting.pairing)
    partner = partner_of(actor, meeting.pairing)
    if partner.email:
        send("meeting_proposed", to=partner.email, meeting_id=meeting.id, person_id=partner.id)
