"""Calendar files (RFC 5545, RFC 5546): one entry per meeting, the same in every calendar program, for one reader each.

The entry belongs to Ithaca and goes to its reader alone, so a calendar shows nobody else's address. Times are instants
in UTC, which every program shows by the reader's own clock. The partner's name and the place stand in it only where
letters may name them (C-25); otherwise it is "Mentoring meeting", and what it is about is never known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vCalAddress, vText

from app.core.clock import now
from app.core.config import current_config
from app.core.i18n import gettext as _
from app.core.mail import Attachment, link
from app.core.organisation import organisation
from app.meetings.models import Meeting, MeetingState
from app.pairings.naming import name_in_letters, privacy_between
from app.people.models import Person
from programs.privacy import YES

PRODUCT = "-//Ithaca//Mentoring//EN"
FILE_NAME = "meeting.ics"


class Method(StrEnum):
    """What a calendar does with the file: enter or change it, take it out, or just read it."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What stands in a calendar at a time; ``sequence`` grows with every change. ``is_busy``: shown as taken."""

    key: str
    sequence: int
    starts_at: datetime | None
    ends_at: datetime | None
    title: str
    place: str
    url: str
    is_busy: bool
    is_cancelled: bool


def invitation(meeting: Meeting, reader: Person) -> Attachment:
    """The file that enters an agreed meeting, at its newest, into the reader's calendar, or takes it out again."""
    method = Method.CANCEL if meeting.state is MeetingState.CANCELLED else Method.REQUEST
    kind = f"text/calendar; method={method}; charset=utf-8"
    return Attachment(FILE_NAME, kind, calendar_file([meeting], reader, method))


def calendar_file(meetings: Iterable[Meeting], reader: Person, method: Method = Method.PUBLISH) -> bytes:
    """Meetings that have a time, for one reader."""
    return calendar_of((_entry(each, reader) for each in meetings), reader, method)


def calendar_of(entries: Iterable[Entry], reader: Person, method: Method = Method.PUBLISH) -> bytes:
    """The file of some entries, for one reader."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    for entry in entries:
        calendar.add_component(_event(entry, reader, method))
    return bytes(calendar.to_ical())


def _event(entry: Entry, reader: Person, method: Method) -> Event:
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(current_config().base_url).hostname or 'localhost'}")
    event.add("sequence", entry.sequence)
    event.add("dtstamp", now().replace(microsecond=0))
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    event["organizer"] = _organizer()
    if method is not Method.PUBLISH:
        event["attendee"] = _attendee(reader)
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", entry.url)
    return event


def _entry(meeting: Meeting, reader: Person) -> Entry:
    partner = name_in_letters(meeting.pairing, reader)
    return Entry(
        key=meeting.public_id,
        sequence=meeting.sequence,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=_("Mentoring with %(name)s", name=partner) if partner else _("Mentoring meeting"),
        place=(meeting.place or "") if partner else "",
        url=link("meetings.show", meeting_id=meeting.public_id),
        is_busy=_shows_as_busy(meeting),
        is_cancelled=meeting.state is MeetingState.CANCELLED,
    )


def _shows_as_busy(meeting: Meeting) -> bool:
    return privacy_between(meeting.pairing)["manager_sees_busy"] == YES


def _organizer() -> vCalAddress:
    house = organisation()
    address = vCalAddress(f"mailto:{house.sender_address or current_config().mail_from}")
    address.params["CN"] = vText(house.sender_name or house.name or "Ithaca")
    return address


def _attendee(reader: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{reader.email}")
    address.params["CN"] = vText(reader.name)
    # Whether the two meet is settled in Ithaca: nothing is to be answered to a mailbox that nobody reads.
    address.params |= {"PARTSTAT": vText("ACCEPTED"), "RSVP": vText("FALSE"), "ROLE": vText("REQ-PARTICIPANT")}
    return address
