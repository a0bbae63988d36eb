"""Three questions for this session: the guide of the program for the moment at which the pair is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from app.core.clock import now, today
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.organisation import date_here, organisation
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing
from programs.calendar_times import wall_of
from programs.catalogue import PROGRAM_TYPES
from programs.guides import Moment, Where, guide_at, three_of, turns_of
from programs.timeline import first_day


@dataclass(frozen=True, slots=True)
class GuideView:
    """Which moment it is, three questions for it, and what to ask for to read three others: None for the first ones."""

    title: str
    questions: Sequence[str]
    others: int | None


@dataclass(frozen=True, slots=True)
class Stand:
    """How often two have met, when they last did, and which moment of their way it is today."""

    met: int
    last: datetime | None
    moment: Moment


def guide_for(pairing: Pairing, meeting: Meeting | None = None, asked: int = 0) -> GuideView:
    """The questions for a meeting, or for the next time that the two meet; one query.

    ``asked``: so many times somebody wanted three others.
    """
    before = meeting.starts_at if meeting is not None and meeting.starts_at is not None else None
    met, last = _held_before(pairing, before)
    guide = guide_at(pairing.cohort.guides, _where(pairing, before, met, last))
    questions = [_(each) for each in three_of(guide, met + asked)]
    return GuideView(title=_(guide.title), questions=questions, others=(asked + 1) % turns_of(guide) or None)


def stand_of(pairing: Pairing) -> Stand:
    """How far a pair has come; one query."""
    met, last = _held_before(pairing, None)
    return Stand(met, last, guide_at(pairing.cohort.guides, _where(pairing, None, met, last)).moment)


def _held_before(pairing: Pairing, moment: datetime | None) -> tuple[int, datetime | None]:
    held = select(func.count(), func.max(Meeting.starts_at)).where(
        Meeting.pairing_id == pairing.id, Meeting.state == MeetingState.HELD, Meeting.starts_at < (moment or now())
    )
    met, last = session().execute(held).one()
    return met, last


def _where(pairing: Pairing, moment: datetime | None, met: int, last: datetime | None) -> Where:
    zone = organisation().time_zone
    on = max(wall_of(moment, zone).date(), today(zone)) if moment else today(zone)
    begun, length = _way(pairing)
    day = (on - begun).days
    since = wall_of(last, zone).date() if last else pairing.since_on
    every = next((step.every_days for step in pairing.cohort.cadence if step.until_day >= day), 0)
    return Where(met=met, day=day, gap=(on - since).days, every=every or _latest(pairing), length=length)


def _way(pairing: Pairing) -> tuple[date, int]:
    """When the way of the two began, and its days: where people join one by one, the way of the mentee."""
    kind, mentee = PROGRAM_TYPES[pairing.cohort.program_type], pairing.mentee
    if kind.rolling:
        return first_day(mentee.person.start_on, date_here(mentee.joined_at), kind.duration_days), kind.duration_days
    if not pairing.cohort.has_end:
        return pairing.since_on, kind.duration_days
    return pairing.since_on, (pairing.cohort.ends_on - pairing.since_on).days


def _latest(pairing: Pairing) -> int:
    return pairing.cohort.cadence[-1].every_days
