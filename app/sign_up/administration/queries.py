"""Whom an administrator may invite or remind, and whom a launch would write to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from app.accounts.models import Account
from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.queries import can_be_written_to
from app.core.db import session
from app.people.models import Person, PersonState
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.queries import UNFINISHED
from app.sign_up.windows import Asked


class Brief(NamedTuple):
    """Somebody on one side, and no more."""

    person_id: int
    side: Side


def chosen_sign_ups(cohort: Cohort) -> list[Asked]:
    """Who was chosen and has not been written to yet, by name."""
    return _with_people(cohort, *_CHOSEN)


def remindable_sign_ups(cohort: Cohort, before: datetime) -> list[Asked]:
    """Who was invited, is not done, and had no reminder since ``before``; by name."""
    not_lately = or_(SignUp.reminded_at.is_(None), SignUp.reminded_at < before)
    return _with_people(cohort, SignUp.state.in_(UNFINISHED), SignUp.invited_at.is_not(None), not_lately)


def chosen_in_brief(cohort: Cohort) -> list[Brief]:
    """The same people on the same sides, and no more of them."""
    return [Brief(*row) for row in session().execute(_chosen(cohort).with_only_columns(SignUp.person_id, SignUp.side))]


def names_of_chosen(cohort: Cohort, most: int) -> Sequence[str]:
    """The first so many of their names."""
    chosen = select(SignUp.person_id).where(SignUp.cohort_id == cohort.id, *_CHOSEN)
    people = select(Person.name).where(*_REACHABLE, Person.id.in_(chosen))
    return session().scalars(people.order_by(Person.search_text, Person.id).limit(most)).all()


def chosen_count(cohort: Cohort) -> int:
    """How many people were chosen and have not been written to yet."""
    return session().scalar(_chosen(cohort).with_only_columns(func.count(func.distinct(SignUp.person_id)))) or 0


def invitable(cohort: Cohort, side: Side) -> Select[Person]:
    """Everybody who works here or is about to, has an address, and is neither asked nor in on this side."""
    asked = exists().where(
        SignUp.cohort_id == cohort.id,
        SignUp.person_id == Person.id,
        SignUp.side == side,
        SignUp.state != SignUpState.WITHDRAWN,
    )
    is_in = exists().where(
        Enrolment.cohort_id == cohort.id,
        Enrolment.person_id == Person.id,
        Enrolment.role == side,
        Enrolment.state == EnrolmentState.SIGNED_UP,
    )
    return select(Person).where(*_REACHABLE, ~asked, ~is_in).order_by(Person.id)


def departments() -> Sequence[str]:
    """The departments of those who work here, by name."""
    named = select(Person.department).where(*_REACHABLE, Person.department.is_not(None), Person.department != "")
    return [each for each in session().scalars(named.distinct().order_by(Person.department)) if each]


def people_of_emails(emails: Sequence[str]) -> dict[str, int]:
    """Address to person for those of these addresses who can be invited."""
    rows = session().execute(select(Person.email, Person.id).where(*_REACHABLE, Person.email.in_(list(emails))))
    return {str(email): person_id for email, person_id in rows}


def without_password(person_ids: Sequence[int]) -> set[int]:
    """Which of these people have never come in."""
    known = select(Account.person_id).where(Account.person_id.in_(list(person_ids)), Account.password_hash.is_not(None))
    return set(person_ids) - set(session().scalars(known))


def sides_of(person: Person, cohort: Cohort) -> list[SignUp]:
    """On which sides somebody was asked and is not done."""
    own = select(SignUp).where(SignUp.person_id == person.id, SignUp.cohort_id == cohort.id)
    return list(session().scalars(own.where(SignUp.state.in_(UNFINISHED)).order_by(SignUp.side)))


_REACHABLE: tuple[ColumnElement[bool], ...] = (Person.state != PersonState.LEFT, Person.email.is_not(None))
_ASKED = (
    *(SignUp.id, SignUp.person_id, SignUp.side, SignUp.state, SignUp.invited_at),
    *(Person.name, Person.email, Person.public_id),
)
_CHOSEN: tuple[ColumnElement[bool], ...] = (SignUp.state == SignUpState.INVITED, SignUp.invited_at.is_(None))


def _chosen(cohort: Cohort) -> Select[SignUp]:
    found = select(SignUp).where(SignUp.cohort_id == cohort.id, *_CHOSEN)
    return found.where(can_be_written_to(SignUp.person_id))


def _with_people(cohort: Cohort, *conditions: ColumnElement[bool]) -> list[Asked]:
    found = select(*_ASKED).join(SignUp.person).where(SignUp.cohort_id == cohort.id, *_REACHABLE, *conditions)
    rows = session().execute(found.order_by(Person.search_text, SignUp.person_id, SignUp.side))
    return [Asked(*row) for row in rows]
