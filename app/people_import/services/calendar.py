"""People whose first or last day has come: a file tells of both ahead of time."""

from __future__ import annotations

from sqlalchemy import select

from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.organisation import organisation
from app.people.models import Person, PersonState
from app.people.services import change_profile, mark_left


def follow_calendar() -> tuple[int, int]:
    """Let in who starts today and end the access of those whose last day is over; how many of each.

    Whoever is the last administrator stays until another one is named. The caller commits.
    """
    day = today(organisation().time_zone)
    starting = select(Person).where(Person.state == PersonState.JOINING, Person.start_on <= day)
    leaving = select(Person).where(Person.state != PersonState.LEFT, Person.left_on < day)
    started = [person for person in session().scalars(starting) if person.left_on is None or person.left_on >= day]
    for person in started:
        change_profile(person, actor=None, state=PersonState.ACTIVE)
    left = [person for person in session().scalars(leaving) if _let_go(person)]
    return len(started), len(left)


def _let_go(person: Person) -> bool:
    try:
        mark_left(person, actor=None, on=person.left_on)
    except RuleBroken:
        return False
    return True
