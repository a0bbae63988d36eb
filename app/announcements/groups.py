"""The groups of people that every cohort has; areas that stand above add theirs to the same list."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, select

from app.cohorts.audiences import audience
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState


@audience("all", _l("Everybody who takes part"), order=10)
def everybody(cohort: Cohort) -> Select[Person]:
    return select(Person).where(_takes_part(cohort))


@audience("mentees", _l("Mentees"), order=20)
def mentees(cohort: Cohort) -> Select[Person]:
    return select(Person).where(_takes_part(cohort, Enrolment.role == Side.MENTEE))


@audience("mentors", _l("Mentors"), order=30)
def mentors(cohort: Cohort) -> Select[Person]:
    return select(Person).where(_takes_part(cohort, Enrolment.role == Side.MENTOR))


@audience("not-signed-up", _l("Invited, and not signed up yet"), order=40)
def not_signed_up(cohort: Cohort) -> Select[Person]:
    """Who has had an invitation, has not finished, and takes part on neither side."""
    waiting = exists().where(
        SignUp.cohort_id == cohort.id,
        SignUp.person_id == Person.id,
        SignUp.state.not_in((SignUpState.DONE, SignUpState.WITHDRAWN)),
        SignUp.invited_at.is_not(None),
    )
    return select(Person).where(waiting, ~_takes_part(cohort))


def _takes_part(cohort: Cohort, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.person_id == Person.id,
        Enrolment.state == EnrolmentState.SIGNED_UP,
        *conditions,
    )
