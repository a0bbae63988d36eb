"""The groups of people that every cohort has; areas that stand above add theirs to the same list."""

from __future__ import annotations

from sqlalchemy import Select, select

from app.cohorts.audiences import audience
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.core.i18n import lazy_gettext as _l
from app.sign_up.models import SignUp, SignUpState


@audience("all", _l("Everybody who takes part"), order=10)
def everybody(cohort: Cohort) -> Select[int]:
    return _taking_part(cohort)


@audience("mentees", _l("Mentees"), order=20)
def mentees(cohort: Cohort) -> Select[int]:
    return _taking_part(cohort).where(Enrolment.role == Side.MENTEE)


@audience("mentors", _l("Mentors"), order=30)
def mentors(cohort: Cohort) -> Select[int]:
    return _taking_part(cohort).where(Enrolment.role == Side.MENTOR)


@audience("not-signed-up", _l("Invited, and not signed up yet"), order=40)
def not_signed_up(cohort: Cohort) -> Select[int]:
    """Who has had an invitation, has not finished, and takes part on neither side."""
    waiting = select(SignUp.person_id).where(
        SignUp.cohort_id == cohort.id,
        SignUp.state.not_in((SignUpState.DONE, SignUpState.WITHDRAWN)),
        SignUp.invited_at.is_not(None),
    )
    return waiting.where(SignUp.person_id.not_in(_taking_part(cohort)))


def _taking_part(cohort: Cohort) -> Select[int]:
    of_cohort = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)
    return of_cohort.where(Enrolment.state == EnrolmentState.SIGNED_UP)
