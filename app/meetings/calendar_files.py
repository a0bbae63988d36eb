"""Calendar files (RFC 5545, RFC 5546): one entry per meeting, the same in every calendar program, for one reader each.

The entry belongs to Ithaca and goes to its reader alone, so a calendar shows nobody else's address. Times are instants
in UTC, which every program shows by the reader's own clock. The partner's name and the place stand in it only where
letters may name them (C-25); otherwise it is "Mentoring meeting", and what it is about is never known here.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def invitation(meeting: Meeting, reader: Person) -> Attachment:
    """The file that enters an agreed meeting, at its newest, into the reader's calendar, or takes it out again."""
    method = Method.CANCEL if meeting.state is MeetingState.CANCELLED else Method.REQUEST
    kind = f"text/calendar; method={method}; charset=utf-8"
    return Attachment(FILE_NAME, kind, calendar_file([meeting], reader, method))


def calendar_file(meetings: Iterable[Meeting], reader: Person, method: Method = Method.PUBLISH) -> bytes:
    """Meetings that have a time, for one reader."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", method.value)
    for meeting in meetings:
        calendar.add_component(_event(meeting, reader, method))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, reader: Person, method: Method) -> Event:
    event = Event()
    event.add("uid", f"{meeting.public_id}@{urlsplit(current_config().base_url).hostname or 'localhost'}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now().replace(microsecond=0))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("status", "CANCELLED" if meeting.state is MeetingState.CANCELLED else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "OPAQUE" if _shows_as_busy(meeting) else "TRANSPARENT")
    event["organizer"] = _organizer()
    if method is not Method.PUBLISH:
        event["attendee"] = _attendee(reader)
    _add_words(event, meeting, reader)
    return event


def _add_words(event: Event, meeting: Meeting, reader: Person) -> None:
    partner = name_in_letters(meeting.pairing, reader)
    event.add("summary", _("Mentoring with %(name)s", name=partner) if partner else _("Mentoring meeting"))
    if partner and meeting.place:
        event.add("location", meeting.place)
    event.add("description", link("meetings.show", meeting_id=meeting.public_id))


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
