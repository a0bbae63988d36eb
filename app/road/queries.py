"""How many of those who were mentees took part again later; and what somebody took part in.

Figures are those of the first day of a quarter, so that no change of a figure can be put down to one person. Programs
that are discreet are not counted at all: that somebody takes part in one is known to few (domain.md B10).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Date, Join, Subquery, case, func, select, type_coerce

from app.arrivals.models import ClosedRecord
from app.cohorts.models import NO_END, Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD, cohorts_administered_by
from app.core.clock import today
from app.core.db import session
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.shares import Share

DISCREET = tuple(kind.slug for kind in PROGRAM_TYPES.values() if kind.is_discreet)
MONTHS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """Of the mentees of a cohort, or of several, how many went on as mentees and how many became mentors later."""

    again: Share
    mentors: Share


def as_of() -> date:
    """The first day of this quarter: the day whose figures are shown."""
    day = today()
    return day.replace(month=day.month - (day.month - 1) % MONTHS, day=1)


def next_figures_on() -> date:
    """The first day of the next quarter."""
    day = as_of()
    later = day.month - 1 + MONTHS
    return date(day.year + later // 12, later % 12 + 1, 1)


def cohorts_with_a_road(person: Person) -> Sequence[Cohort]:
    """The cohorts somebody runs that had begun by then, the newest first."""
    begun = cohorts_administered_by(person).where(Cohort.phase != UNTOLD, Cohort.starts_on < as_of())
    return session().scalars(begun.order_by(Cohort.starts_on.desc(), Cohort.name, Cohort.id)).all()


def newest_start() -> date | None:
    """When the newest of all cohorts that are counted began: whoever began then cannot have gone on yet."""
    return session().scalar(
        select(func.max(Cohort.starts_on)).where(
            Cohort.phase != UNTOLD, Cohort.starts_on < as_of(), Cohort.program_type.not_in(DISCREET)
        )
    )


def onward_by_cohort(cohorts: Sequence[Cohort]) -> dict[int, Onward]:
    """For each of these cohorts; one query."""
    began = _mentees(cohorts)
    again, mentors = _last_as(Side.MENTEE), _last_as(Side.MENTOR)
    counted = (
        select(began.c.cohort_id, *_counts(began, again, mentors))
        .select_from(_with(began, again, mentors))
        .group_by(began.c.cohort_id)
    )
    return {cohort_id: _onward(of, *counts) for cohort_id, of, *counts in session().execute(counted)}


def onward_together(cohorts: Sequence[Cohort]) -> Onward:
    """For all of them together: each person once, from the first of these cohorts in which they were a mentee."""
    rows = _mentees(cohorts)
    first = select(rows.c.person_id, func.min(rows.c.since).label("since")).group_by(rows.c.person_id).subquery()
    again, mentors = _last_as(Side.MENTEE), _last_as(Side.MENTOR)
    counted = select(*_counts(first, again, mentors)).select_from(_with(first, again, mentors))
    return _onward(*session().execute(counted).one())


def finished_types(person: Person) -> set[str]:
    """The program types that somebody has been through as a mentee: the cohort has closed, or their own record has."""
    done = (
        select(Cohort.program_type)
        .join(Enrolment, Enrolment.cohort_id == Cohort.id)
        .where(
            Enrolment.person_id == person.id,
            Enrolment.role == Side.MENTEE,
            Enrolment.state == EnrolmentState.SIGNED_UP,
            Cohort.phase == Phase.CLOSED,
        )
    )
    closed = select(ClosedRecord.program_type).where(ClosedRecord.person_id == person.id)
    return set(session().scalars(done.union(closed)))


def _mentees(cohorts: Sequence[Cohort]) -> Subquery:
    return (
        select(Enrolment.cohort_id, Enrolment.person_id, _since(Cohort, Enrolment).label("since"))
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(
            Enrolment.cohort_id.in_([each.id for each in cohorts]),
            Enrolment.role == Side.MENTEE,
            Enrolment.state == EnrolmentState.SIGNED_UP,
            Enrolment.joined_at < _midnight(as_of()),
        )
        .subquery()
    )


def _last_as(side: Side) -> Subquery:
    """The last day from which each person took part on this side: whether it is later than another, tells the rest."""
    since = _since(Cohort, Enrolment)
    return (
        select(Enrolment.person_id, func.max(since).label("since"))
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(
            Enrolment.role == side,
            Enrolment.state == EnrolmentState.SIGNED_UP,
            Enrolment.joined_at < _midnight(as_of()),
            Cohort.phase != UNTOLD,
            Cohort.program_type.not_in(DISCREET),
            since < as_of(),
        )
        .group_by(Enrolment.person_id)
        .subquery()
    )


def _with(began: Subquery, again: Subquery, mentors: Subquery) -> Join:
    both = began.outerjoin(again, again.c.person_id == began.c.person_id)
    return both.outerjoin(mentors, mentors.c.person_id == began.c.person_id)


def _counts(began: Subquery, again: Subquery, mentors: Subquery) -> list[ColumnElement[int]]:
    return [func.count(), *(func.count().filter(each.c.since > began.c.since) for each in (again, mentors))]


def _onward(of: int, *counts: int) -> Onward:
    again, mentors = counts
    return Onward(again=Share(again, of), mentors=Share(mentors, of))


def _since(cohort: type[Cohort], enrolment: type[Enrolment]) -> ColumnElement[date]:
    """The day from which somebody took part: people join a cohort that goes on one by one."""
    joined = type_coerce(func.date(enrolment.joined_at), Date)
    return case((cohort.ends_on == NO_END, joined), else_=cohort.starts_on)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
