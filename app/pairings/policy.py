"""Who may see and change a pair: its two people, and for taking it back those who run its cohort."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, select, union_all
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD, administers_cohort
from app.core.access import Action, allow
from app.core.db import session
from app.pairings.models import Pairing
from app.people.models import Person


class PairingAction(Action):
    """What one can do with a pair."""

    VIEW = "pairing:view", "See who one’s mentor or mentee is, why, and how to reach them"
    WRITE_FIRST = "pairing:write-first", "Say that one has written to one’s mentee"
    END = "pairing:end", "End a pair that one belongs to, without a reason"
    UNDO = "pairing:undo", "Take a pair back before the two have met"
    OFFER_SEATS = "seats:offer", "Say how many mentees one has room for"


def is_one_of_the_two(person: Person, obj: Any) -> bool:
    """Is mentee or mentor of this pair, in a cohort that its people have been told of; an ended pair stays theirs."""
    if not isinstance(obj, Pairing) or obj.cohort.phase is UNTOLD:
        return False
    return person.id in (obj.mentee.person_id, obj.mentor.person_id)


def is_its_mentor(person: Person, obj: Any) -> bool:
    """Is the mentor of this pair."""
    return is_one_of_the_two(person, obj) and person.id == obj.mentor.person_id


def runs_its_cohort(person: Person, obj: Any) -> bool:
    return isinstance(obj, Pairing) and administers_cohort(person, obj.cohort)


def mentors_here(person: Person, obj: Any) -> bool:
    """Takes part in this cohort as a mentor."""
    if not isinstance(obj, Cohort) or obj.phase is UNTOLD:
        return False
    as_mentor = select(Enrolment.id).where(
        Enrolment.cohort_id == obj.id,
        Enrolment.person_id == person.id,
        Enrolment.role == Side.MENTOR,
        Enrolment.state == EnrolmentState.SIGNED_UP,
    )
    return session().scalar(as_mentor) is not None


POLICY = {
    PairingAction.VIEW: (is_one_of_the_two,),
    PairingAction.WRITE_FIRST: (is_its_mentor,),
    PairingAction.END: (is_one_of_the_two,),
    PairingAction.UNDO: (runs_its_cohort,),
    PairingAction.OFFER_SEATS: (mentors_here,),
}
allow(POLICY)


def pairings_visible_to(person: Person) -> Select[Pairing]:
    """The pairs that ``person`` belongs or belonged to: the same as ``PairingAction.VIEW``, as a query."""
    told = select(Cohort.id).where(Cohort.phase != UNTOLD)
    return select(Pairing).where(_is_of(person), Pairing.cohort_id.in_(told))


def _is_of(person: Person) -> ColumnElement[bool]:
    """One question for each side and not one with “or”, so that the database goes by its indexes."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    pair = aliased(Pairing)
    as_mentee, as_mentor = (select(pair.id).where(side.in_(own)) for side in (pair.mentee_id, pair.mentor_id))
    return Pairing.id.in_(union_all(as_mentee, as_mentor))
