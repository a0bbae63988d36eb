"""What is changed in an enrolment and said in the sign-up too: letters that name the other, seats, wishes."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from app.cohorts.models import Enrolment
from app.core.audit import record
from app.core.db import session
from app.people.models import Person
from app.sign_up.models import SignUp
from app.sign_up.queries import own_sign_up

SETTING = "partner_in_letters"
YES, NO = "yes", "no"


def name_partner_in_letters(enrolment: Enrolment, *, is_named: bool, actor: Person) -> None:
    """Switch it for oneself; the cohort's own setting stays the outer limit. The caller commits."""
    answer = {SETTING: YES if is_named else NO}
    if enrolment.answers.get(SETTING, YES) == answer[SETTING]:
        return
    enrolment.answers = {**enrolment.answers, **answer}
    sign_up = own_sign_up(enrolment.person, enrolment.cohort, enrolment.role)
    if sign_up is not None:
        sign_up.answers = {**sign_up.answers, **answer}
    session().flush()
    record(actor, "enrolment.letters_switched", enrolment, is_named=is_named)


def keep_wishes(enrolment: Enrolment, emails: Sequence[str]) -> None:
    """Keep whom somebody would like, in their order, where the match and the sign-up both read it.

    The caller has checked them, records it and commits.
    """
    answer = {"wishes": list(emails)}
    enrolment.answers = {**enrolment.answers, **answer}
    sign_up = own_sign_up(enrolment.person, enrolment.cohort, enrolment.role)
    if sign_up is not None:
        sign_up.answers = {**sign_up.answers, **answer}
    session().flush()


def note_seats(enrolment: Enrolment) -> None:
    """Let the sign-up say the seats that were set elsewhere, so that confirming it again takes nothing back.

    The caller has locked the enrolment: whoever confirms waits for it.
    """
    here = (SignUp.cohort_id == enrolment.cohort_id, SignUp.person_id == enrolment.person_id)
    same = update(SignUp).where(*here, SignUp.side == enrolment.role)
    session().execute(same.values(seats=enrolment.seats))
