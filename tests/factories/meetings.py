"""Meetings, written through the same services as real use; everything is committed."""

from __future__ import annotations

from datetime import datetime

from app.core.clock import now
from app.core.db import db
from app.core.transactions import transaction
from app.meetings.models import Meeting, MeetingState
from app.meetings.services import Offer, confirm, propose
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from programs.calendar_times import WALL_FORMAT, wall_of
from tests.factories.people import loaded

ROOM = "https://meet.example/abc"


def offered(pairing: Pairing, by: Person, *walls: str, minutes: int = 45, place: str = ROOM) -> Meeting:
    """An offer of these wall times by one of the two."""
    offer = Offer(walls=[datetime.fromisoformat(each) for each in walls], minutes=minutes, place=place)
    with transaction() as session:
        made = propose(session.merge(pairing), offer, actor=session.merge(by))
    return loaded(made)


def agreed(pairing: Pairing, by: Person, wall: str, *, minutes: int = 45, place: str = ROOM) -> Meeting:
    """A meeting that one offered and the other confirmed."""
    made = offered(pairing, by, wall, minutes=minutes, place=place)
    with transaction() as session:
        meeting = session.merge(made)
        confirm(meeting, meeting.options[0].starts_at, seen=meeting.sequence, actor=_other(meeting, by))
    return loaded(meeting)


def logged(pairing: Pairing, starts_at: datetime, *, minutes: int = 45, is_held: bool = True) -> Meeting:
    """A meeting in the past that the mentor logged."""
    with transaction() as session:
        made = Meeting(
            pairing_id=pairing.id,
            proposed_by_id=pairing.mentor.person_id,
            state=MeetingState.HELD if is_held else MeetingState.NOT_HELD,
            starts_at=starts_at,
            wall_time=wall_of(starts_at, "UTC").strftime(WALL_FORMAT),
            zone="UTC",
            minutes=minutes,
            held_minutes=minutes if is_held else None,
            logged_at=now(),
            logged_by_id=pairing.mentor.person_id,
        )
        session.add(made)
    return loaded(made)


def _other(meeting: Meeting, person: Person) -> Person:
    return db.session.merge(partner_of(person, meeting.pairing))
