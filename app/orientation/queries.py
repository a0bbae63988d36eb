"""What is asked about orientations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.cohorts.queries import own_enrolments
from app.core.db import session
from app.orientation.models import OrientationRead, OrientationText
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.orientation import Card, Orientation, cards_in
from programs.phases import Phase

FOR_BOTH = "both"


@dataclass(frozen=True, slots=True)
class Through:
    """How many of one side have read it, of how many."""

    read: int = 0
    all: int = 0


def enrolment_by_public_id(public_id: str) -> Enrolment | None:
    """Somebody who takes part in a cohort that has an orientation, with cohort and person."""
    found = select(Enrolment).where(Enrolment.public_id == public_id)
    people = (joinedload(Enrolment.cohort), joinedload(Enrolment.person))
    enrolment = session().scalar(found.options(*people))
    return enrolment if enrolment is not None and has_orientation(enrolment.cohort) else None


def has_orientation(cohort: Cohort) -> bool:
    """Whether the two are prepared here, as the cohort says of itself."""
    return cohort.practised.training == FOR_BOTH


def orientation_of(cohort: Cohort) -> Orientation:
    """The words of its program."""
    return PROGRAM_TYPES[cohort.program_type].orientation


def text_of(cohort: Cohort, side: Side) -> OrientationText | None:
    """The cohort’s own words for one side, None where it has the program’s."""
    return session().get(OrientationText, (cohort.id, side))


def own_words(cohort: Cohort) -> set[Side]:
    """For which sides a cohort has words of its own."""
    return set(session().scalars(select(OrientationText.side).where(OrientationText.cohort_id == cohort.id)))


def cards_of(cohort: Cohort, side: Side) -> Sequence[Card]:
    """What one side reads here."""
    own = text_of(cohort, side)
    return cards_in(own.text) if own else orientation_of(cohort).of(side)


def read_among(enrolment_ids: Iterable[int]) -> set[int]:
    """Who of these have read it; one query, none for nobody."""
    ids = sorted(set(enrolment_ids))
    read = select(OrientationRead.enrolment_id).where(OrientationRead.enrolment_id.in_(ids))
    return set(session().scalars(read)) if ids else set()


def orientations_to_read(person: Person) -> list[Enrolment]:
    """As what somebody has not read theirs yet, while their cohort goes on; one query at most."""
    mine = [each for each in own_enrolments(person) if is_open(each)]
    read = read_among(each.id for each in mine)
    return [each for each in mine if each.id not in read]


def is_open(enrolment: Enrolment) -> bool:
    """Whether there is an orientation to read before something begins."""
    cohort = enrolment.cohort
    goes_on = cohort.phase not in {UNTOLD, Phase.CLOSED} and enrolment.state is EnrolmentState.SIGNED_UP
    return goes_on and has_orientation(cohort)


def through(cohort: Cohort) -> Mapping[Side, Through]:
    """How many of each side have read theirs; one query."""
    counted = (
        select(Enrolment.role, func.count(OrientationRead.enrolment_id), func.count())
        .outerjoin(OrientationRead, OrientationRead.enrolment_id == Enrolment.id)
        .where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.SIGNED_UP)
        .group_by(Enrolment.role)
    )
    found = {role: Through(read, every) for role, read, every in session().execute(counted)}
    return {side: found.get(side, Through()) for side in Side}


def readers(cohort: Cohort) -> Select[OrientationRead]:
    """Who is through, by name."""
    found = select(OrientationRead).join(OrientationRead.enrolment).join(Enrolment.person)
    found = found.where(Enrolment.cohort_id == cohort.id, Enrolment.state == EnrolmentState.SIGNED_UP)
    named = contains_eager(OrientationRead.enrolment).contains_eager(Enrolment.person)
    return found.options(named).order_by(Person.search_text, OrientationRead.enrolment_id)
