"""When a meeting is, in words that pages and letters share."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from app.core.i18n import gettext as _
from app.core.wording import clock_time, day
from app.meetings.queries import zone_of
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from app.people.spoken import time_zone_name
from programs.calendar_times import wall_of


def when(starts_at: datetime, minutes: int, zone: str) -> str:
    """“Thursday 26 November, 10:00 to 10:45” by the clock of a zone."""
    return _("%(day)s, %(hours)s", day=day(starts_at, zone), hours=_hours(starts_at, minutes, zone))


def begins(starts_at: datetime, zone: str) -> str:
    """“Thursday 26 November, 10:00”."""
    return _("%(day)s, %(hours)s", day=day(starts_at, zone), hours=clock_time(starts_at, zone))


def for_partner(starts_at: datetime, minutes: int, pairing: Pairing, reader: Person, name: str) -> str:
    """“14:30 to 15:15 for Jonas”, with the day where it is another one; empty where both clocks show the same."""
    here, there = zone_of(reader), zone_of(partner_of(reader, pairing))
    wall = wall_of(starts_at, there)
    if wall == wall_of(starts_at, here):
        return ""
    is_same_day = wall.date() == wall_of(starts_at, here).date()
    hours = _hours(starts_at, minutes, there) if is_same_day else when(starts_at, minutes, there)
    return _("%(hours)s for %(name)s", hours=hours, name=name)


def clock_note(pairing: Pairing, reader: Person) -> str:
    """By whose clock the times are, and that the other’s is another one where that is so."""
    here, there = zone_of(reader), zone_of(partner_of(reader, pairing))
    ours = _("All times are yours, by the clock of %(place)s.", place=time_zone_name(here))
    if here == there:
        return ours
    name, place = partner_of(reader, pairing).first_name, time_zone_name(there)
    return f"{ours} {_('%(name)s lives by the clock of %(place)s.', name=name, place=place)}"


def is_link(place: str | None) -> bool:
    """Whether the place is a page that a browser can open safely."""
    parts = urlsplit(place or "")
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _hours(starts_at: datetime, minutes: int, zone: str) -> str:
    ends_at = starts_at + timedelta(minutes=minutes)
    return _("%(first)s to %(last)s", first=clock_time(starts_at, zone), last=clock_time(ends_at, zone))
