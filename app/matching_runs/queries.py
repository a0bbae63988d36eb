"""What is asked about runs of the match."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, load_only

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import works_here
from app.core.bulk import portions
from app.core.db import session
from app.matching_runs.models import MatchPair, MatchRun, MatchTrial, PairDecision, PublishedPair, RunState, Unplaced
from app.pairings.models import Pairing, PairingState
from app.pairings.queries import with_people
from app.people.models import Person

T = TypeVar("T")
NAMES_AT_ONCE = 1_000

NAMED_BY = (Enrolment.public_id, Enrolment.cohort_id, Enrolment.person_id, Enrolment.role, Enrolment.state)
REACHED_BY = (Person.public_id, Person.name, Person.email, Person.state)
"""All that lists and letters tell of people in their hundreds; what they answered and wrote is long."""


class Left(NamedTuple):
    """A mentee whose needs are not all met: there may be hundreds, and no more is told of them than this."""

    public_id: str
    name: str
    email: str | None
    missing: int
    reason: dict[str, Any]


def run_by_public_id(public_id: str) -> MatchRun | None:
    """The run of this public id, with its cohort and its job."""
    found = select(MatchRun).where(MatchRun.public_id == public_id)
    return session().scalar(found.options(joinedload(MatchRun.cohort), joinedload(MatchRun.job)))


def trial_by_public_id(public_id: str) -> MatchTrial | None:
    """The trial of this public id, with its cohort and its job."""
    found = select(MatchTrial).where(MatchTrial.public_id == public_id)
    return session().scalar(found.options(joinedload(MatchTrial.cohort), joinedload(MatchTrial.job)))


def result_by_public_id(public_id: str) -> MatchRun | None:
    """The same where the run has a result: a page about one that has none does not exist."""
    run = run_by_public_id(public_id)
    return run if run is not None and run.state is RunState.DONE else None


def runs_of(cohort: Cohort) -> Select[MatchRun]:
    """All runs of a cohort, the newest first, with their jobs and who started them."""
    runs = select(MatchRun).where(MatchRun.cohort_id == cohort.id).order_by(MatchRun.number.desc())
    return runs.options(joinedload(MatchRun.job), joinedload(MatchRun.started_by))


def open_run(cohort: Cohort) -> MatchRun | None:
    """The run that is marked as being at work; its job may have ended all the same."""
    return session().scalar(runs_of(cohort).where(MatchRun.state == RunState.OPEN))


def open_and_last(cohort: Cohort) -> tuple[MatchRun | None, MatchRun | None]:
    """The run that is marked as being at work, and the newest one that came to a result; one query."""
    last = select(func.max(MatchRun.number)).where(MatchRun.cohort_id == cohort.id, MatchRun.state == RunState.DONE)
    is_last = MatchRun.number == last.scalar_subquery()
    found = session().scalars(runs_of(cohort).where(or_(MatchRun.state == RunState.OPEN, is_last))).all()
    by_state = {each.state: each for each in found}
    return by_state.get(RunState.OPEN), by_state.get(RunState.DONE)


def last_result(cohort: Cohort) -> MatchRun | None:
    """The newest run that came to a result."""
    return session().scalar(runs_of(cohort).where(MatchRun.state == RunState.DONE).limit(1))


def newest_run(cohort: Cohort) -> MatchRun | None:
    """The run that was started last, however it stands."""
    return session().scalar(runs_of(cohort).limit(1))


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


def unplaced_of(run: MatchRun) -> list[Left]:
    """Whose needs are not all met, by name."""
    columns = (Enrolment.public_id, Person.name, Person.email, Unplaced.missing, Unplaced.reason)
    left = select(*columns).join(Unplaced.enrolment).join(Enrolment.person).where(Unplaced.run_id == run.id)
    return [Left(*row) for row in session().execute(left.order_by(Person.search_text, Unplaced.enrolment_id))]


def published_pairings(run: MatchRun) -> Select[Pairing]:
    """The pairs that a run's publication made, ended ones too, with both people, in the order they were made."""
    return with_people(select(Pairing).where(made_by(run))).order_by(Pairing.id)


def made_by(run: MatchRun) -> ColumnElement[bool]:
    """Of a pair: the run’s publication made it."""
    published = select(PublishedPair.pairing_id).where(PublishedPair.run_id == run.id)
    # Said once more, the database need not look through the pairs of other cohorts.
    return and_(Pairing.cohort_id == run.cohort_id, Pairing.id.in_(published))


def pair_in(run: MatchRun, mentee: str, mentor: str) -> MatchPair | None:
    """The pair of these two enrolments, by their public ids, in a run."""
    return session().scalar(
        pairs_of(run).where(
            MatchPair.mentee.has(Enrolment.public_id == mentee), MatchPair.mentor.has(Enrolment.public_id == mentor)
        )
    )


def decided_pairs(cohort: Cohort) -> Select[PairDecision]:
    """What was decided about pairs of a cohort, with both people, the newest first."""
    mentee = joinedload(PairDecision.mentee).joinedload(Enrolment.person)
    mentor = joinedload(PairDecision.mentor).joinedload(Enrolment.person)
    decided = select(PairDecision).where(PairDecision.cohort_id == cohort.id).options(mentee, mentor)
    return decided.order_by(PairDecision.decided_at.desc(), PairDecision.mentee_id, PairDecision.mentor_id)


def decision_about(cohort: Cohort, mentee: str, mentor: str) -> PairDecision | None:
    """What was decided about these two enrolments, by their public ids."""
    return session().scalar(
        decided_pairs(cohort).where(
            PairDecision.mentee.has(Enrolment.public_id == mentee),
            PairDecision.mentor.has(Enrolment.public_id == mentor),
        )
    )


def all_of(statement: Select[T]) -> Sequence[T]:
    """Every row, for a file."""
    return session().scalars(statement).all()


def names_of(enrolments: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Names and public ids, by enrolment; one query for each thousand, none for nobody."""
    names: dict[int, tuple[str, str]] = {}
    for some in portions(sorted(set(enrolments)), NAMES_AT_ONCE):
        named = select(Enrolment.id, Person.name, Enrolment.public_id).join(Enrolment.person)
        rows = session().execute(named.where(Enrolment.id.in_(some)))
        names |= {enrolment_id: (name, public_id) for enrolment_id, name, public_id in rows}
    return names


def waiting_mentees(cohort: Cohort) -> Select[Enrolment]:
    """Who still needs a mentor, or one more, by name."""
    return all_waiting([cohort.id])


def all_waiting(cohort_ids: Sequence[int]) -> Select[Enrolment]:
    """The same for several cohorts."""
    return _taking_part(cohort_ids, Side.MENTEE, Enrolment.needs > _open_pairs_with(Pairing.mentee_id))


def free_mentors(cohort: Cohort) -> Select[Enrolment]:
    """Who has a free seat and takes somebody on it, by name."""
    return _taking_part([cohort.id], Side.MENTOR, has_free_seat())


def reserve_mentors(cohort: Cohort) -> Select[Enrolment]:
    """Who has a free seat and nobody on any, by name."""
    return free_mentors(cohort).where(_open_pairs_with(Pairing.mentor_id) == 0)


def is_in_a_pair(enrolment: Enrolment) -> bool:
    """Whether somebody has a mentor, or a mentee, now."""
    side = Pairing.mentee_id if enrolment.role is Side.MENTEE else Pairing.mentor_id
    found = select(Pairing.id).where(side == enrolment.id, Pairing.state == PairingState.OPEN)
    return session().scalar(found.limit(1)) is not None


def reserve_beside(run: MatchRun) -> Select[Enrolment]:
    """Who is in reserve when the pairs of this run are made."""
    mentors = select(MatchPair.mentor_id).where(MatchPair.run_id == run.id)
    return in_brief(reserve_mentors(run.cohort).where(Enrolment.id.not_in(mentors)))


def in_brief(people: Select[Enrolment]) -> Select[Enrolment]:
    """The same people, joined with their enrolments already, read without what they answered and wrote."""
    return people.options(load_only(*NAMED_BY), contains_eager(Enrolment.person).load_only(*REACHED_BY))


def has_free_seat() -> ColumnElement[bool]:
    """Of a mentor: one more mentee could be given."""
    return Enrolment.takes_more.is_(True) & (Enrolment.seats > _open_pairs_with(Pairing.mentor_id))


def has_nobody() -> ColumnElement[bool]:
    """Is in no pair, on the side of the enrolment."""
    return (_open_pairs_with(Pairing.mentee_id) == 0) & (_open_pairs_with(Pairing.mentor_id) == 0)


def _taking_part(cohort_ids: Sequence[int], side: Side, *conditions: ColumnElement[bool]) -> Select[Enrolment]:
    # An outer join, though nobody is missing: counting them is spared it.
    found = select(Enrolment).outerjoin(Enrolment.person).options(contains_eager(Enrolment.person))
    here = found.where(Enrolment.cohort_id.in_(cohort_ids), Enrolment.role == side)
    is_in = here.where(Enrolment.state == EnrolmentState.SIGNED_UP, works_here())
    return is_in.where(*conditions).order_by(Person.search_text, Enrolment.id)


def _open_pairs_with(side: InstrumentedAttribute[int]) -> ScalarSelect[int]:
    pairs = select(func.count()).where(side == Enrolment.id, Pairing.state == PairingState.OPEN)
    return pairs.correlate(Enrolment).scalar_subquery()
