"""Letters about meetings: when, and nothing of what about. Names and links only where letters may say them (C-25)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.mail import Letter, link, mail
from app.core.wording import day
from app.meetings.calendar_files import invitation
from app.meetings.log_links import log_key
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import meeting_by_public_id, zone_of
from app.meetings.wording import begins, for_partner, when
from app.pairings.models import Pairing
from app.pairings.naming import name_in_letters
from app.people.models import Person
from app.people.spoken import time_zone_name


@mail("meeting_proposed")
def meeting_proposed(*, meeting_id: int, person_id: int) -> Letter | None:
    """To the other: the times on offer, and one link to answer."""
    meeting, person = _found(meeting_id, person_id)
    if meeting is None or person is None or not meeting.options or meeting.proposed_by_id == person.id:
        return None
    zone = zone_of(person)
    times = [
        (when(each.starts_at, each.minutes, zone), _elsewhere(each.starts_at, each.minutes, meeting.pairing, person))
        for each in meeting.options
    ]
    context = {**_common(meeting, person), "times": times, "agreed": _agreed(meeting, zone)}
    return Letter(subject=_("Which time suits you for a meeting?"), template="meeting_proposed", context=context)


@mail("meeting_confirmed")
def meeting_confirmed(*, meeting_id: int, person_id: int, stays: bool = False) -> Letter | None:
    """To both, with the file for their calendar; ``stays``: to whoever wanted to move it, that it was not moved."""
    subject = _("It stays as it was: %(when)s") if stays else _("Your mentoring meeting: %(when)s")
    return _about_agreed(meeting_id, person_id, subject, "stays" if stays else "confirmed")


@mail("meeting_moved")
def meeting_moved(*, meeting_id: int, person_id: int) -> Letter | None:
    """To both: the new time, which their calendars take over."""
    return _about_agreed(meeting_id, person_id, _("Moved: your mentoring meeting is now %(when)s"), "moved")


@mail("meeting_cancelled")
def meeting_cancelled(*, meeting_id: int, person_id: int) -> Letter | None:
    """To both, with the file that takes it out of their calendar. Who did it, and why, is not said."""
    meeting, person = _found(meeting_id, person_id)
    if meeting is None or person is None or meeting.starts_at is None or meeting.state is not MeetingState.CANCELLED:
        return None
    subject = _("Cancelled: your mentoring meeting on %(when)s", when=begins(meeting.starts_at, zone_of(person)))
    context = {**_common(meeting, person), "is_open": meeting.pairing.is_open}
    files = (invitation(meeting, person),)
    return Letter(subject=subject, template="meeting_cancelled", context=context, attachments=files)


@mail("how_was_it", optional=_l("asking how a meeting went"))
def how_was_it(*, meeting_id: int, person_id: int) -> Letter | None:
    """To one of the two, once: whether it took place, by a link that needs no sign-in."""
    meeting, person = _found(meeting_id, person_id)
    if meeting is None or person is None or meeting.starts_at is None or not _is_agreed(meeting):
        return None
    subject = _("How was your meeting on %(day)s?", day=day(meeting.starts_at, zone_of(person)))
    context = {**_common(meeting, person), "log_url": link("meetings.open_link", token=log_key(meeting, person))}
    return Letter(subject=subject, template="how_was_it", context=context)


def _about_agreed(meeting_id: int, person_id: int, subject: str, news: str) -> Letter | None:
    """The letter, as the meeting stands when it leaves: a newer change has been written in it already."""
    meeting, person = _found(meeting_id, person_id)
    if meeting is None or person is None or meeting.starts_at is None or not _is_agreed(meeting):
        return None
    zone, partner = zone_of(person), name_in_letters(meeting.pairing, person)
    context = {
        **_common(meeting, person),
        "news": news,
        "when": _agreed(meeting, zone),
        "elsewhere": _elsewhere(meeting.starts_at, meeting.minutes, meeting.pairing, person),
        "place": meeting.place if partner else None,
    }
    files = (invitation(meeting, person),)
    filled = subject % {"when": begins(meeting.starts_at, zone)}
    return Letter(subject=filled, template="meeting_agreed", context=context, attachments=files)


def _is_agreed(meeting: Meeting) -> bool:
    return meeting.state is MeetingState.CONFIRMED and meeting.pairing.is_open


def _found(meeting_id: int, person_id: int) -> tuple[Meeting | None, Person | None]:
    person = session().get(Person, person_id)
    public_id = session().scalar(select(Meeting.public_id).where(Meeting.id == meeting_id))
    if person is None or not person.is_active or public_id is None:
        return None, None
    return meeting_by_public_id(public_id), person


def _common(meeting: Meeting, person: Person) -> dict[str, Any]:
    return {
        "name": person.first_name,
        "cohort": meeting.pairing.cohort,
        "partner": name_in_letters(meeting.pairing, person),
        "zone": time_zone_name(zone_of(person)),
        "url": link("meetings.show", meeting_id=meeting.public_id),
    }


def _elsewhere(starts_at: datetime, minutes: int, pairing: Pairing, person: Person) -> str:
    """The partner’s own clock, which tells where they are: only where a letter may name them."""
    name = name_in_letters(pairing, person)
    return for_partner(starts_at, minutes, pairing, person, name) if name else ""


def _agreed(meeting: Meeting, zone: str) -> str:
    return when(meeting.starts_at, meeting.minutes, zone) if meeting.starts_at else ""
