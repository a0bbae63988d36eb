"""What is asked about timelines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.cohorts.queries import own_enrolments
from app.core.clock import today
from app.core.db import session
from app.core.organisation import date_here, organisation
from app.people.models import Person
from app.timelines.models import MilestoneTick
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.timeline import Milestone, first_day

Ticks = Mapping[str, date]


def mentee_by_public_id(public_id: str) -> Enrolment | None:
    """The mentee of this public id, where the cohort has milestones."""
    found = select(Enrolment).where(Enrolment.public_id == public_id, Enrolment.role == Side.MENTEE)
    people = (joinedload(Enrolment.cohort), joinedload(Enrolment.person))
    enrolment = session().scalar(found.options(*people))
    return enrolment if enrolment is not None and milestones_of(enrolment) else None


def milestones_of(enrolment: Enrolment) -> Sequence[Milestone]:
    """The milestones of the cohort."""
    return enrolment.cohort.milestones


def day_zero(enrolment: Enrolment) -> date:
    """When the timeline begins: with the cohort, or where people join one by one with their own start."""
    kind = PROGRAM_TYPES[enrolment.cohort.program_type]
    if not kind.rolling:
        return enrolment.cohort.starts_on
    return first_day(enrolment.person.start_on, date_here(enrolment.joined_at), kind.duration_days)


def is_over(enrolment: Enrolment, milestones: Sequence[Milestone]) -> bool:
    """Whether the last milestone lies a month back, or the cohort is closed: nothing more is asked for."""
    last = max(each.due_on(day_zero(enrolment)) for each in milestones) + timedelta(days=30)
    return enrolment.cohort.phase is Phase.CLOSED or last < today(organisation().time_zone)


def ticks_of(enrolment_ids: Iterable[int]) -> dict[int, Ticks]:
    """What each of these mentees has ticked, and when; one query, none for nobody."""
    ids = sorted(set(enrolment_ids))
    found: defaultdict[int, dict[str, date]] = defaultdict(dict)
    rows = select(MilestoneTick.enrolment_id, MilestoneTick.milestone, MilestoneTick.ticked_on)
    for enrolment_id, name, on in session().execute(rows.where(MilestoneTick.enrolment_id.in_(ids))) if ids else ():
        found[enrolment_id][name] = on
    return dict(found)


def own_timelines(person: Person) -> list[Enrolment]:
    """As which mentee somebody has a timeline now; no query of its own."""
    mine = [each for each in own_enrolments(person) if each.role is Side.MENTEE]
    shown = [each for each in mine if each.state is EnrolmentState.SIGNED_UP and each.cohort.phase is not UNTOLD]
    return [each for each in shown if (way := milestones_of(each)) and not is_over(each, way)]
