"""What is asked about runs of the match."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment
from app.core.db import session
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.people.models import Person


def run_by_public_id(public_id: str) -> MatchRun | None:
    """The run of this public id, with its cohort and its job."""
    found = select(MatchRun).where(MatchRun.public_id == public_id)
    return session().scalar(found.options(joinedload(MatchRun.cohort), joinedload(MatchRun.job)))


def runs_of(cohort: Cohort) -> Select[MatchRun]:
    """All runs of a cohort, the newest first, with their jobs and who started them."""
    runs = select(MatchRun).where(MatchRun.cohort_id == cohort.id).order_by(MatchRun.number.desc())
    return runs.options(joinedload(MatchRun.job), joinedload(MatchRun.started_by))


def open_run(cohort: Cohort) -> MatchRun | None:
    """The run that is marked as being at work; its job may have ended all the same."""
    return session().scalar(runs_of(cohort).where(MatchRun.state == RunState.OPEN))


def last_result(cohort: Cohort) -> MatchRun | None:
    """The newest run that came to a result."""
    return session().scalar(runs_of(cohort).where(MatchRun.state == RunState.DONE).limit(1))


def next_number(cohort: Cohort) -> int:
    """The number of the run that would be started now."""
    last = select(func.max(MatchRun.number)).where(MatchRun.cohort_id == cohort.id)
    return (session().scalar(last) or 0) + 1


def pairs_of(run: MatchRun) -> Select[MatchPair]:
    """The pairs of a run with both people, the weakest first."""
    mentee = joinedload(MatchPair.mentee).joinedload(Enrolment.person)
    mentor = joinedload(MatchPair.mentor).joinedload(Enrolment.person)
    pairs = select(MatchPair).where(MatchPair.run_id == run.id).options(mentee, mentor)
    return pairs.order_by(MatchPair.score, MatchPair.mentee_id, MatchPair.mentor_id)


def unplaced_of(run: MatchRun) -> Select[Unplaced]:
    """Whose needs are not all met, by name."""
    left = select(Unplaced).join(Unplaced.enrolment).join(Enrolment.person).where(Unplaced.run_id == run.id)
    people = left.options(joinedload(Unplaced.enrolment).joinedload(Enrolment.person))
    return people.order_by(Person.search_text, Unplaced.enrolment_id)


def all_of(statement: Select[MatchPair]) -> Sequence[MatchPair]:
    """Every row, for a file."""
    return session().scalars(statement).all()
