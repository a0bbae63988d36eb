"""An administrator takes somebody out, before there is a pair."""

from __future__ import annotations

from app.cohorts.models import Cohort, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import enrolment_on, own_sign_up
from app.sign_up.services import leave


def remove(cohort: Cohort, person: Person, side: Side, *, actor: Person) -> bool:
    """Take somebody out of one side of a cohort; returns whether a letter tells them.

    Somebody who was chosen and never written to is simply forgotten. Raises RuleBroken for who has no part in it, and
    where a pair is open, which is ended instead.
    """
    is_told = takes_letter(cohort, person, side)
    if is_told is None:
        raise RuleBroken(_("%(name)s has no part in this cohort now.", name=person.name))
    row = own_sign_up(person, cohort, side)
    if row is not None and is_unwritten(row):
        session().delete(row)
        record(actor, "sign_up.choice_forgotten", cohort, people=1)
        session().flush()
        return False
    leave(person, cohort, side, actor=actor)
    if is_told:
        ids = {"cohort_id": cohort.id, "person_id": person.id, "is_mentor": side is Side.MENTOR}
        send("sign_up_removed", to=str(person.email), **ids)
    record(actor, "sign_up.removed", cohort, person=person.public_id, side=side.value)
    return is_told


def takes_letter(cohort: Cohort, person: Person, side: Side) -> bool | None:
    """Whether taking somebody out would be told to them by a letter; None for who has no part in it."""
    row = own_sign_up(person, cohort, side)
    if row is None:
        enrolment = enrolment_on(person.id, cohort.id, side)
        if enrolment is None or enrolment.state is EnrolmentState.WITHDRAWN:
            return None
    elif row.state is SignUpState.WITHDRAWN:
        return None
    return cohort.phase is not UNTOLD and person.email is not None and not (row is not None and is_unwritten(row))


def is_unwritten(row: SignUp) -> bool:
    """Whether somebody was chosen only, and knows nothing of it."""
    return row.state is SignUpState.INVITED and row.invited_at is None
