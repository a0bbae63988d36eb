"""What is asked about pairs and seats."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.core.asked_once import asked_once
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Ending, Pairing, PairingState, PairsDraft
from app.pairings.policy import pairings_visible_to
from app.pairings.possible import impossible
from app.people.models import Person

__all__ = [
    "enrolment_as_mentor",
    "free_seats",
    "impossible",
    "not_again",
    "open_pairings",
    "open_pairs_of_mentor",
    "pairing_by_id",
    "pairing_by_public_id",
    "pairings_of",
    "pairs_file_of",
    "partner_of",
    "side_of",
    "taken_seats",
    "with_people",
]


def pairing_by_public_id(public_id: str) -> Pairing | None:
    """The pair of this public id, with its two people and its cohort."""
    return _with_cohort(Pairing.public_id == public_id)


def pairing_by_id(pairing_id: int) -> Pairing | None:
    """The pair of this row, as a letter or a job names it."""
    return _with_cohort(Pairing.id == pairing_id)


def _with_cohort(which: ColumnElement[bool]) -> Pairing | None:
    cohort = joinedload(Pairing.cohort).joinedload(Cohort.contact)
    return session().scalar(with_people(select(Pairing).where(which)).options(cohort))


def open_pairings(cohort: Cohort) -> Select[Pairing]:
    """The pairs of a cohort that have not ended, with both enrolments and people, in the order they were made."""
    pairs = select(Pairing).where(Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN)
    return with_people(pairs).order_by(Pairing.id)


@asked_once
def pairings_of(person: Person) -> Sequence[Pairing]:
    """Whom somebody is with, as far as they were told, with people, cohort and contact, the oldest first.

    One query for a page, none for those who have taken part in nothing.
    """
    if not own_enrolments(person):
        return []
    pairs = pairings_visible_to(person).where(Pairing.state == PairingState.OPEN)
    pairs = with_people(pairs).options(joinedload(Pairing.cohort).joinedload(Cohort.contact))
    return session().scalars(pairs.order_by(Pairing.id)).all()


def with_people(pairs: Select[Pairing]) -> Select[Pairing]:
    """The same query, loading both enrolments and both people with it."""
    mentee = joinedload(Pairing.mentee).joinedload(Enrolment.person)
    return pairs.options(mentee, joinedload(Pairing.mentor).joinedload(Enrolment.person))


def is_first_pair(pairing: Pairing, side: Side) -> bool:
    """Whether the one on this side was in no pair before it, as who they are in the cohort."""
    mine = Pairing.mentee_id == pairing.mentee.id if side is Side.MENTEE else Pairing.mentor_id == pairing.mentor.id
    first = session().scalar(select(func.min(Pairing.id)).where(mine))
    return first is None or first == pairing.id


def side_of(person: Person, pairing: Pairing) -> Side:
    """Which of the two somebody is. Raises LookupError for a third person."""
    for side, enrolment in ((Side.MENTEE, pairing.mentee), (Side.MENTOR, pairing.mentor)):
        if enrolment.person_id == person.id:
            return side
    raise LookupError("neither of the two")


def partner_of(person: Person, pairing: Pairing) -> Person:
    """The other of the two. Raises LookupError for a third person."""
    return (pairing.mentor if side_of(person, pairing) is Side.MENTEE else pairing.mentee).person


def taken_seats(cohort: Cohort) -> dict[int, int]:
    """How many of their seats mentors have given, by enrolment; those with none are not in it."""
    taken = select(Pairing.mentor_id, func.count()).where(
        Pairing.cohort_id == cohort.id, Pairing.state == PairingState.OPEN
    )
    return dict(session().execute(taken.group_by(Pairing.mentor_id)).all())


def free_seats(cohort: Cohort) -> dict[int, int]:
    """How many mentees each mentor of the cohort can still be given, by enrolment; 0 with “no new mentees”."""
    offered = select(Enrolment.id, Enrolment.seats, Enrolment.takes_more).where(
        Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTOR, Enrolment.state == EnrolmentState.SIGNED_UP
    )
    taken = taken_seats(cohort)
    return {
        mentor_id: max(0, seats - taken.get(mentor_id, 0)) if takes_more else 0
        for mentor_id, seats, takes_more in session().execute(offered)
    }


def not_again(cohort: Cohort) -> set[tuple[int, int]]:
    """Mentee and mentor, as enrolments, of whom one said “not this one” here: they are not put together again."""
    refused = select(Pairing.mentee_id, Pairing.mentor_id).where(
        Pairing.cohort_id == cohort.id, Pairing.ending == Ending.NOT_THIS_ONE
    )
    return {(mentee_id, mentor_id) for mentee_id, mentor_id in session().execute(refused)}


def open_pairs_of_mentor(enrolment: Enrolment) -> Sequence[Pairing]:
    """The pairs on the seats of one mentor, with their people, the oldest first."""
    pairs = select(Pairing).where(Pairing.mentor_id == enrolment.id, Pairing.state == PairingState.OPEN)
    return session().scalars(with_people(pairs).order_by(Pairing.id)).all()


def enrolment_as_mentor(person: Person, cohort: Cohort) -> Enrolment | None:
    """As what mentor somebody takes part in a cohort."""
    own = select(Enrolment).where(
        Enrolment.person_id == person.id, Enrolment.cohort_id == cohort.id, Enrolment.role == Side.MENTOR
    )
    return session().scalar(own.where(Enrolment.state == EnrolmentState.SIGNED_UP))


def pairs_file_of(person: Person, cohort: Cohort) -> PairsDraft | None:
    """The file of running pairs that somebody has chosen for this cohort, while it is kept."""
    own = select(PairsDraft).where(PairsDraft.cohort_id == cohort.id, PairsDraft.person_id == person.id)
    return session().scalar(own.where(PairsDraft.expires_at >= now()).options(joinedload(PairsDraft.cohort)))
