"""What is asked about meetings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, or_, select, union_all
from sqlalchemy.orm import joinedload, selectinload

from app.cohorts.models import Cohort, Enrolment
from app.core.asked_once import asked_once
from app.core.clock import now
from app.core.db import session
from app.core.organisation import organisation
from app.meetings.models import LONGEST, Meeting, MeetingState
from app.pairings.models import Pairing, PairingState
from app.people.models import Person
from programs.calendar_times import Calendar, Span

LOGGED = (MeetingState.HELD, MeetingState.NOT_HELD)
SIDES = (Pairing.mentee_id, Pairing.mentor_id)
LONGEST_MEETING = timedelta(minutes=LONGEST)
LOGGED_WITHIN = timedelta(days=14)
"""How long after its end somebody is asked how a meeting was, and by which time the answer is to come."""


def meeting_by_public_id(public_id: str) -> Meeting | None:
    """The meeting of this public id, with its times on offer, its pair and people, the cohort and its contact."""
    return session().scalar(_with_pair(select(Meeting).where(Meeting.public_id == public_id)))


def open_meetings(pairings: Iterable[Pairing]) -> Sequence[Meeting]:
    """What is on offer, agreed, or waits to be logged in these pairs, the next first; one query for a page."""
    return _open_meetings(tuple(pairing.id for pairing in pairings))


@asked_once
def _open_meetings(pairing_ids: tuple[int, ...]) -> Sequence[Meeting]:
    if not pairing_ids:
        return []
    found = select(Meeting).where(Meeting.pairing_id.in_(pairing_ids), _is_open()).options(joinedload(Meeting.options))
    return session().scalars(found.order_by(Meeting.starts_at, Meeting.id)).unique().all()


def next_meeting(pairing: Pairing) -> Meeting | None:
    """The agreed meeting of a pair that comes next or goes on now."""
    return next((each for each in open_meetings([pairing]) if is_ahead(each)), None)


def latest_meeting(pairing: Pairing) -> Meeting | None:
    """The meeting of a pair that was agreed for the latest time, for what the next one is likely to be."""
    agreed = select(Meeting).where(Meeting.pairing_id == pairing.id, Meeting.starts_at.is_not(None))
    return session().scalar(agreed.order_by(Meeting.starts_at.desc(), Meeting.id.desc()).limit(1))


def is_ahead(meeting: Meeting) -> bool:
    """Whether it is agreed and has not ended."""
    return meeting.state is MeetingState.CONFIRMED and meeting.ends_at is not None and meeting.ends_at > now()


def waits_for_log(meeting: Meeting) -> bool:
    """Whether it was agreed, has begun, and nobody has said whether it took place."""
    return meeting.state is MeetingState.CONFIRMED and meeting.starts_at is not None and meeting.starts_at <= now()


def logged_meetings(pairing: Pairing) -> Select[Meeting]:
    """The meetings of a pair that were logged, the newest first."""
    logged = select(Meeting).where(Meeting.pairing_id == pairing.id, Meeting.state.in_(LOGGED))
    return logged.order_by(Meeting.starts_at.desc(), Meeting.id.desc())


def agreed_and_logged(pairing: Pairing) -> Sequence[Meeting]:
    """Everything that has a time and was not cancelled, in the order of time."""
    states = (MeetingState.CONFIRMED, *LOGGED)
    found = select(Meeting).where(Meeting.pairing_id == pairing.id, Meeting.state.in_(states))
    return session().scalars(found.order_by(Meeting.starts_at, Meeting.id)).all()


def calendar_of(person: Person) -> Calendar:
    """When somebody works, and which times meetings that were agreed here take."""
    return Calendar(zone_of(person), person.working_hours or {}, _taken(person))


def zone_of(person: Person) -> str:
    """The time zone by whose clock somebody lives."""
    return person.time_zone or organisation().time_zone


def _taken(person: Person) -> list[Span]:
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    # Asked for one side and then the other: with “or” the database would look through all pairs.
    pairs = union_all(*(select(Pairing.id).where(side.in_(own), Pairing.state == PairingState.OPEN) for side in SIDES))
    agreed = select(Meeting).where(
        Meeting.pairing_id.in_(pairs),
        Meeting.state == MeetingState.CONFIRMED,
        Meeting.starts_at > now() - LONGEST_MEETING,
    )
    return [Span(each.starts_at, each.ends_at) for each in session().scalars(agreed) if each.starts_at and each.ends_at]


def unasked(until: datetime, most: int) -> Sequence[Meeting]:
    """Agreed meetings of open pairs that have begun before ``until`` and about which nobody was asked yet."""
    begun = (
        select(Meeting)
        .join(Meeting.pairing)
        .where(
            Meeting.state == MeetingState.CONFIRMED,
            Meeting.starts_at.between(until - LOGGED_WITHIN, until),
            Meeting.asked_at.is_(None),
            Pairing.state == PairingState.OPEN,
        )
    )
    return session().scalars(_with_pair(begun).order_by(Meeting.starts_at, Meeting.id).limit(most)).all()


def _is_open() -> ColumnElement[bool]:
    return or_(Meeting.state == MeetingState.PROPOSED, Meeting.state == MeetingState.CONFIRMED)


def _with_pair(meetings: Select[Meeting]) -> Select[Meeting]:
    pair = joinedload(Meeting.pairing, innerjoin=True)
    return meetings.options(
        selectinload(Meeting.options),
        pair.joinedload(Pairing.mentee, innerjoin=True).joinedload(Enrolment.person, innerjoin=True),
        pair.joinedload(Pairing.mentor, innerjoin=True).joinedload(Enrolment.person, innerjoin=True),
        pair.joinedload(Pairing.cohort, innerjoin=True).joinedload(Cohort.contact),
    )
