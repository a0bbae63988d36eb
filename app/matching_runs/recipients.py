"""Who is written to when a run is published: shown before, and the same when it is done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.db import session
from app.matching_runs.models import MatchPair, MatchRun, Unplaced
from app.matching_runs.queries import in_brief, reserve_beside
from app.pairings.models import Pairing, PairingState
from app.people.models import Person, PersonState
from programs.catalogue import PROGRAM_TYPES

CAN_BE_WRITTEN_TO: tuple[ColumnElement[bool], ...] = (Person.state != PersonState.LEFT, Person.email.is_not(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipients:
    """``mentees`` and ``mentors`` get a letter for each pair, the others one each."""

    mentees: int
    mentors: int
    unplaced: Sequence[Enrolment]
    reserve: Sequence[Enrolment]

    @property
    def letters(self) -> int:
        """How many letters all together."""
        return self.mentees + self.mentors + len(self.unplaced) + len(self.reserve)

    def digest(self, run: MatchRun) -> str:
        """The same as long as the same people would be written to."""
        return fingerprint(
            [run.public_id, self.mentees, self.mentors, *_ids(self.unplaced), "", *_ids(self.reserve)],
        )


def recipients_of(run: MatchRun) -> Recipients:
    """Who would be written to now; three queries."""
    mentees, mentors = letters_to_both(MatchPair, run.cohort, MatchPair.run_id == run.id)
    return Recipients(
        mentees=mentees,
        mentors=mentors,
        unplaced=_all(_without_any(run)),
        reserve=_all(_told_for_the_first_time(reserve_beside(run).where(*CAN_BE_WRITTEN_TO), run)),
    )


def letters_to_both(
    pairs: type[MatchPair] | type[Pairing], cohort: Cohort, *which: ColumnElement[bool]
) -> tuple[int, int]:
    """How many letters to mentees and to mentors one for each side of these pairs of the cohort makes; one query."""
    none = _out_of_reach(cohort)
    to_mentees, to_mentors = (func.count().filter(each.not_in(none)) for each in (pairs.mentee_id, pairs.mentor_id))
    mentees, mentors = session().execute(select(to_mentees, to_mentors).select_from(pairs).where(*which)).one()
    return mentees, mentors


def fingerprint(parts: Iterable[object]) -> str:
    """A digest of what somebody looked at."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def _ids(people: Sequence[Enrolment]) -> list[int]:
    return sorted(each.id for each in people)


def _all(found: Select[Enrolment]) -> Sequence[Enrolment]:
    return session().scalars(found).all()


def _out_of_reach(cohort: Cohort) -> Select[int]:
    """Of the cohort, those who cannot be written to: few, so that all others need not be looked up."""
    return select(Enrolment.id).where(
        Enrolment.cohort_id == cohort.id, Enrolment.person_id.in_(select(Person.id).where(~and_(*CAN_BE_WRITTEN_TO)))
    )


def _without_any(run: MatchRun) -> Select[Enrolment]:
    """Mentees who have no mentor at all; where people join one by one, only those who were not told before."""
    left = select(Unplaced.enrolment_id).where(Unplaced.run_id == run.id)
    placed = select(MatchPair.mentee_id).where(MatchPair.run_id == run.id)
    has_one = exists().where(Pairing.mentee_id == Enrolment.id, Pairing.state == PairingState.OPEN)
    people = in_brief(select(Enrolment).join(Enrolment.person))
    people = people.where(Enrolment.id.in_(left), Enrolment.id.not_in(placed), ~has_one, *CAN_BE_WRITTEN_TO)
    people = people.where(Enrolment.state == EnrolmentState.SIGNED_UP).order_by(Person.search_text, Enrolment.id)
    is_rolling = PROGRAM_TYPES[run.cohort.program_type].rolling
    return _told_for_the_first_time(people, run) if is_rolling else people


def _told_for_the_first_time(people: Select[Enrolment], run: MatchRun) -> Select[Enrolment]:
    """Those of them who came after the start of the run that was published last, all where there is none."""
    earlier = select(MatchRun.started_at).where(MatchRun.cohort_id == run.cohort_id, MatchRun.id != run.id)
    published = earlier.where(MatchRun.published_at.is_not(None), MatchRun.undone_at.is_(None))
    before = published.order_by(MatchRun.number.desc()).limit(1).scalar_subquery()
    return people.where(or_(before.is_(None), Enrolment.joined_at > before))
