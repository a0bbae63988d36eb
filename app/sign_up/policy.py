"""Who may sign up. What somebody answers is theirs: nobody else opens it here, whatever office they hold."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, select

from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD
from app.core.access import Action, Rule, allow
from app.core.db import session
from app.people.models import Person, PersonState
from app.sign_up.models import SignUp
from app.sign_up.windows import WHILE_IT_LASTS
from programs.catalogue import PROGRAM_TYPES


class SignUpAction(Action):
    """What one can do about signing up."""

    BEGIN = "sign-up:begin", "See what a cohort is about, and begin to sign up for it"
    FILL = "sign-up:fill", "Answer, confirm and withdraw one’s own sign-up"


def was_invited(person: Person, obj: Any) -> bool:
    """Has a sign-up in a cohort that its people have been told of."""
    if not isinstance(obj, Cohort) or obj.phase is UNTOLD:
        return False
    own = exists().where(SignUp.cohort_id == obj.id, SignUp.person_id == person.id)
    return bool(session().scalar(select(own)))


def is_free_to_come(person: Person, obj: Any) -> bool:
    """Works here, and the cohort is one that every colleague may join."""
    if not isinstance(obj, Cohort) or person.state is PersonState.LEFT:
        return False
    return obj.phase in WHILE_IT_LASTS and not PROGRAM_TYPES[obj.program_type].by_invitation


def is_ones_own(person: Person, obj: Any) -> bool:
    return isinstance(obj, SignUp) and obj.person_id == person.id and obj.cohort.phase is not UNTOLD


POLICY: dict[Action, tuple[Rule, ...]] = {
    SignUpAction.BEGIN: (was_invited, is_free_to_come),
    SignUpAction.FILL: (is_ones_own,),
}
allow(POLICY)


def sign_ups_visible_to(person: Person) -> Select[SignUp]:
    """One's own sign-ups: the same as ``SignUpAction.FILL``, as a query."""
    return select(SignUp).join(SignUp.cohort).where(SignUp.person_id == person.id, Cohort.phase != UNTOLD)
