"""What pages show of meetings, shaped for one of the two who looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.core.clock import now
from app.core.csv_out import Cell
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import calendar_of, is_ahead, open_meetings, waits_for_log, zone_of
from app.meetings.wording import for_partner, is_link, when
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from programs.calendar_times import WALL_FORMAT, instant_of, suggested, wall_of

NOTICE = timedelta(hours=18)
"""So far ahead the first suggestion lies: nobody is asked to be ready within hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeOnOffer:
    """One of the times: what a form sends, what the reader reads, and the other’s clock where it differs."""

    value: str
    words: str
    elsewhere: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting as one of the two sees it. ``times`` are on offer; ``is_my_turn``: the reader is to choose."""

    meeting: Meeting
    partner: Person
    title: str
    times: Sequence[TimeOnOffer]
    is_my_turn: bool
    is_agreed: bool
    is_ahead: bool
    waits_for_log: bool
    words: str
    elsewhere: str
    place: str
    place_is_link: bool
    zone: str
    chosen: str = ""

    @property
    def is_offer(self) -> bool:
        """Whether times are on offer, for a new meeting or to move it to."""
        return bool(self.times)


def meeting_view(meeting: Meeting, reader: Person, chosen: str = "") -> MeetingView:
    """The meeting for one of the two; ``chosen`` is the time that they had picked."""
    partner, zone = partner_of(reader, meeting.pairing), zone_of(reader)
    place = meeting.place or next((each.place for each in meeting.options if each.place), None) or ""
    return MeetingView(
        meeting=meeting,
        partner=partner,
        title=_title(meeting, reader, partner),
        times=_times(meeting, reader),
        is_my_turn=bool(meeting.options) and meeting.proposed_by_id != reader.id,
        is_agreed=meeting.state is MeetingState.CONFIRMED,
        is_ahead=is_ahead(meeting),
        waits_for_log=waits_for_log(meeting),
        words=when(meeting.starts_at, meeting.minutes, zone) if meeting.starts_at else "",
        elsewhere=_elsewhere(meeting.starts_at, meeting, reader) if meeting.starts_at else "",
        place=place,
        place_is_link=is_link(place),
        zone=zone,
        chosen=chosen,
    )


def meetings_of_pair(pairing: Pairing, reader: Person) -> list[MeetingView]:
    """What is on offer, agreed or to be logged in a pair, the next first."""
    return [meeting_view(each, reader) for each in open_meetings([pairing])]


def suggestions(pairing: Pairing, reader: Person, minutes: int) -> list[tuple[str, str]]:
    """Times at which both work and are free, as a form sends them and as the reader reads them."""
    partner, zone = partner_of(reader, pairing), zone_of(reader)
    walls = suggested(calendar_of(reader), calendar_of(partner), minutes=minutes, after=now() + NOTICE)
    return [(wall.strftime(WALL_FORMAT), _suggestion(wall, zone, minutes, pairing, reader)) for wall in walls]


def usual_minutes(pairing: Pairing, latest: Meeting | None = None) -> int:
    """How long a meeting of this pair is likely to be: as the latest one, else as the program has it."""
    return latest.minutes if latest else pairing.cohort.cadence[0].minutes


def logged_line(meeting: Meeting, zone: str) -> tuple[Cell, ...]:
    """One logged meeting as a line of a file: the day, whether it took place, how long."""
    on = wall_of(meeting.starts_at, zone).date() if meeting.starts_at else None
    return on, meeting.state is MeetingState.HELD, meeting.held_minutes


def outcome(meeting: Meeting) -> str:
    """“45 minutes”, or that it did not take place."""
    if meeting.held_minutes is None:
        return _("Did not take place")
    return ngettext("%(num)d minute", "%(num)d minutes", meeting.held_minutes)


def _suggestion(wall: datetime, zone: str, minutes: int, pairing: Pairing, reader: Person) -> str:
    starts_at = instant_of(wall, zone)
    elsewhere = for_partner(starts_at, minutes, pairing, reader, partner_of(reader, pairing).first_name)
    words = when(starts_at, minutes, zone)
    return f"{words} ({elsewhere})" if elsewhere else words


def _times(meeting: Meeting, reader: Person) -> list[TimeOnOffer]:
    zone = zone_of(reader)
    return [
        TimeOnOffer(
            value=each.starts_at.astimezone(UTC).isoformat(),
            words=when(each.starts_at, each.minutes, zone),
            elsewhere=_elsewhere(each.starts_at, meeting, reader, each.minutes),
        )
        for each in meeting.options
    ]


def _elsewhere(starts_at: datetime, meeting: Meeting, reader: Person, minutes: int | None = None) -> str:
    name = partner_of(reader, meeting.pairing).first_name
    return for_partner(starts_at, minutes or meeting.minutes, meeting.pairing, reader, name)


def _title(meeting: Meeting, reader: Person, partner: Person) -> str:
    name, count = partner.first_name, len(meeting.options)
    if meeting.options and meeting.proposed_by_id != reader.id:
        return _asked(name, count, is_move=meeting.state is MeetingState.CONFIRMED)
    if meeting.options:
        return _("You have offered times. It is %(name)s’s turn.", name=name)
    if meeting.state is MeetingState.CANCELLED:
        return _("This meeting is cancelled.")
    if waits_for_log(meeting):
        return _("Did you and %(name)s meet?", name=name)
    return _("Your meeting with %(name)s", name=name)


def _asked(name: str, count: int, *, is_move: bool) -> str:
    if is_move:
        return _("%(name)s would like to move your meeting. Which time suits you?", name=name)
    if count == 1:
        return _("%(name)s has offered a time for your next meeting. Does it suit you?", name=name)
    words = {2: _("two"), 3: _("three")}[count]
    return _("%(name)s has offered %(count)s times for your next meeting. Which suits you?", name=name, count=words)
