"""What comes due: asking how a meeting was, once, of one of the two, in their working hours; and cleaning up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.core.due import due
from app.core.outbox import send_many
from app.meetings.models import Meeting, MeetingState
from app.meetings.queries import unasked, zone_of
from app.meetings.services.answers import cancel_all
from app.pairings.endings import when_ended
from app.pairings.models import Pairing
from app.pairings.pauses import paused_among
from app.people.models import Person
from programs.calendar_times import Calendar, works_at

EVERY = timedelta(minutes=10)
AT_ONCE = 2_000
PAIRS_AT_ONCE = 1_000


@due("meetings.ask_how_it_was", every=EVERY)
def ask_how_it_was() -> None:
    """Ask the mentor of each meeting that is over, or the mentee where the mentor cannot be written to."""
    letters = []
    meetings = unasked(now(), AT_ONCE)
    paused = paused_among({meeting.pairing_id for meeting in meetings})
    for meeting in meetings:
        person = _to_ask(meeting)
        if (
            meeting.pairing_id in paused
            or meeting.ends_at is None
            or meeting.ends_at > now()
            or person is None
            or not _is_at_work(person)
        ):
            continue
        meeting.asked_at = now()
        letters.append((person.email or "", {"meeting_id": meeting.id, "person_id": person.id}))
    session().flush()
    if letters:
        send_many("how_was_it", letters)


@when_ended
def clean_calendars(pairings: Sequence[Pairing], actor: Person | None) -> None:
    """Take the meetings that lie ahead out of the calendars of pairs that have ended, and close what was on offer."""
    for some in portions([pairing.id for pairing in pairings], PAIRS_AT_ONCE):
        planned = select(Meeting).where(
            Meeting.pairing_id.in_(some),
            (Meeting.state == MeetingState.PROPOSED)
            | ((Meeting.state == MeetingState.CONFIRMED) & (Meeting.starts_at > now())),
        )
        meetings = session().scalars(planned.options(selectinload(Meeting.options)).order_by(Meeting.id)).all()
        if meetings:
            cancel_all(meetings, actor=actor)


def _to_ask(meeting: Meeting) -> Person | None:
    both = (meeting.pairing.mentor.person, meeting.pairing.mentee.person)
    return next((person for person in both if person.is_active and person.email), None)


def _is_at_work(person: Person) -> bool:
    return works_at(Calendar(zone_of(person), person.working_hours or {}), now())
