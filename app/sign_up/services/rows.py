"""The row of a sign-up while it is written to: made once, locked, filled with what is known already."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.db import session
from app.people.models import Person, SkillState
from app.people.queries import skills_of
from app.sign_up.asking import kind_of
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import enrolment_on

ON_MY_OWN = 4
MOST_OFFERED = 8


def locked(sign_up: SignUp) -> SignUp:
    """The sign-up as it is now, kept from other writers until the end of the transaction."""
    same = select(SignUp).where(SignUp.id == sign_up.id).with_for_update()
    return session().scalars(same.execution_options(populate_existing=True)).one()


def locked_enrolment(row: SignUp) -> Enrolment | None:
    """The enrolment beside a sign-up, kept from whoever would put it into a pair meanwhile."""
    beside = select(Enrolment).where(Enrolment.person_id == row.person_id, Enrolment.cohort_id == row.cohort_id)
    same = beside.where(Enrolment.role == row.side).with_for_update()
    return session().scalar(same.execution_options(populate_existing=True))


def new_sign_up(person: Person, cohort: Cohort, side: Side, state: SignUpState) -> SignUp:
    """A sign-up without answers; an index refuses a second one. The caller flushes."""
    kind, is_mentor = kind_of(cohort), side is Side.MENTOR
    numbers = {"seats": kind.seats if is_mentor else 0, "needs": 0 if is_mentor else cohort.mentors_each}
    made = SignUp(person=person, cohort=cohort, side=side, state=state, answers={}, **numbers)
    session().add(made)
    return made


def fill(row: SignUp) -> None:
    """Write into a sign-up that nobody has opened what an enrolment or the profile says already."""
    enrolment = enrolment_on(row.person_id, row.cohort_id, row.side)
    if enrolment is not None:
        row.seats, row.needs, row.answers = enrolment.seats, enrolment.needs, dict(enrolment.answers)
    elif row.side is Side.MENTOR:
        row.answers = {**_profile_answers(row.person), **row.answers}


def _profile_answers(person: Person) -> dict[str, Any]:
    """What a mentor is shown as their own answer, to be looked through."""
    known = [each for each in skills_of(person) if each.level >= ON_MY_OWN]
    listed = [each for each in known if each.skill.state is SkillState.APPROVED]
    best = sorted(listed, key=lambda each: -each.level)[:MOST_OFFERED]
    offers = [{"skill": each.skill.public_id, "name": each.skill.name, "level": each.level} for each in best]
    return {"offers": offers, "experience": [person.job_title] if person.job_title else []}
