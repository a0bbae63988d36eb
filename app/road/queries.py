"""How many of those who were mentees took part again later; and what somebody took part in.

Figures are those of the first day of a quarter, so that no change of a figure can be put down to one person. Programs
that are discreet are not counted at all: that somebody takes part in one is known to few (domain.md B10).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    String,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union,
    union_all,
)

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
BEGAN = "began"
TOGETHER = cast(null(), Integer)
"""Stands where a cohort does."""


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


def onward_of(cohorts: Sequence[Cohort]) -> tuple[dict[int, Onward], Onward]:
    """For each of these cohorts, and for all of them together, each person once; one query."""
    began = _mentees(cohorts)
    later = _later(began)
    counted = union_all(
        select(began.c.cohort_id, literal(BEGAN), func.count()).group_by(began.c.cohort_id),
        select(TOGETHER, literal(BEGAN), func.count(began.c.person_id.distinct())),
        select(later.c.cohort_id, later.c.role, func.count()).group_by(later.c.cohort_id, later.c.role),
        select(TOGETHER, later.c.role, func.count(later.c.person_id.distinct())).group_by(later.c.role),
    )
    counts = {(cohort_id, what): count for cohort_id, what, count in session().execute(counted)}
    together = _onward(counts, None)
    return {
        cohort_id: _onward(counts, cohort_id) for cohort_id, what in counts if cohort_id and what == BEGAN
    }, together


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


def _mentees(cohorts: Sequence[Cohort]) -> CTE:
    """Who was a mentee in these cohorts, and since when."""
    return (
        select(Enrolment.cohort_id, Enrolment.person_id, _since(Cohort, Enrolment).label("since"))
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(Enrolment.cohort_id.in_([each.id for each in cohorts]), Enrolment.role == Side.MENTEE)
        .where(or_(*_took_part()), Enrolment.joined_at < _midnight(as_of()))
        .cte("began")
    )


def _later(began: CTE) -> CTE:
    """Who of them took part later than that, on which side: once for each cohort that they had begun in."""
    since = _since(Cohort, Enrolment)
    later = (
        select(began.c.cohort_id, began.c.person_id, type_coerce(Enrolment.role, String).label("role"))
        .join(Enrolment, Enrolment.person_id == began.c.person_id)
        .join(Cohort, Cohort.id == Enrolment.cohort_id)
        .where(
            Enrolment.joined_at < _midnight(as_of()),
            Cohort.phase != UNTOLD,
            Cohort.program_type.not_in(DISCREET),
            since < as_of(),
            since > began.c.since,
        )
    )
    # Two that are put together, as an index alone answers the first.
    return union(*(later.where(each) for each in _took_part())).cte("later")


def _took_part() -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """On the day of the figures: whoever does so still, and whoever has withdrawn since."""
    withdrawn = (Enrolment.state == EnrolmentState.WITHDRAWN) & (Enrolment.withdrawn_at >= _midnight(as_of()))
    return Enrolment.state == EnrolmentState.SIGNED_UP, withdrawn


def _onward(counts: Mapping[tuple[int | None, str], int], cohort_id: int | None) -> Onward:
    of = counts[cohort_id, BEGAN]
    again, mentors = (Share(counts.get((cohort_id, side), 0), of) for side in (Side.MENTEE, Side.MENTOR))
    return Onward(again=again, mentors=mentors)


def _since(cohort: type[Cohort], enrolment: type[Enrolment]) -> ColumnElement[date]:
    """The day from which somebody took part: people join a cohort that goes on one by one."""
    joined = type_coerce(func.date(enrolment.joined_at), Date)
    return case((cohort.ends_on == NO_END, joined), else_=cohort.starts_on)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
