"""A cohort gives its mentees another number of mentors: sign-ups that asked for no other follow."""

from __future__ import annotations

from sqlalchemy import update

from app.cohorts.models import Cohort, Side
from app.cohorts.services.matching import follows_needs
from app.core.db import session
from app.sign_up.models import SignUp


@follows_needs
def give_sign_ups_mentors(cohort: Cohort, before: int, after: int) -> None:
    """So that a sign-up says the same as the enrolment beside it."""
    same = (SignUp.cohort_id == cohort.id) & (SignUp.side == Side.MENTEE) & (SignUp.needs == before)
    session().execute(update(SignUp).where(same).values(needs=after))
