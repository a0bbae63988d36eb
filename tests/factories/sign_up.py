"""Sign-ups at every point of their way, written through the same services as real use; everything is committed."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.transactions import transaction
from app.people.models import Person
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.services import agreement, begin, confirm, enter_for, invite, write_answers
from tests.factories.people import loaded

WANTS = [{"skill": "", "name": "Forecasting", "level": 4, "today": 2}]


def invited(cohort: Cohort, who: Person, side: Side = Side.MENTEE, *, actor: Person | None = None) -> SignUp:
    """Somebody who was invited and has not looked yet."""
    with transaction() as session:
        person = session.merge(who)
        (made,) = invite(session.merge(cohort), {side: [person]}, actor=session.merge(actor) if actor else person)
    return loaded(made)


def opened(cohort: Cohort, who: Person, side: Side = Side.MENTEE, **answers: Any) -> SignUp:
    """Somebody who has begun, with the answers that are given."""
    with transaction() as session:
        person = session.merge(who)
        made = begin(person, session.merge(cohort), side, actor=person)
        write_answers(made, answers, actor=person)
    return loaded(made)


def done(cohort: Cohort, who: Person, side: Side = Side.MENTEE, **answers: Any) -> SignUp:
    """Somebody who has signed up."""
    made = opened(cohort, who, side, **({"wants": WANTS} if side is Side.MENTEE else {}) | answers)
    with transaction() as session:
        row = session.merge(made)
        confirm(row, agreement(row).version, actor=row.person)
    return loaded(session.merge(made))


def entered(cohort: Cohort, who: Person, side: Side, actor: Person, **answers: Any) -> SignUp:
    """Somebody whose sign-up an administrator has filled in."""
    with transaction() as session:
        made = enter_for(session.merge(cohort), session.merge(who), side, answers, actor=session.merge(actor))
    return loaded(made)


def started(session: Session, cohort: Cohort, person: Person, side: Side) -> str:
    """One under way, not committed; its public id."""
    numbers = {"seats": 1} if side is Side.MENTOR else {"needs": 1}
    sign_up = SignUp(cohort=cohort, person=person, side=side, state=SignUpState.STARTED, **numbers)
    session.add(sign_up)
    session.flush()
    return sign_up.public_id
