"""Whoever is erased leaves no reason why they were in a pair, only that there was one."""

from __future__ import annotations

from sqlalchemy import or_, select, update

from app.cohorts.models import Enrolment
from app.core.db import session
from app.pairings.models import Pairing
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_reasons(person: Person) -> None:
    """Empty what was known of both when they were put together."""
    theirs = select(Enrolment.id).where(Enrolment.person_id == person.id)
    either = or_(Pairing.mentee_id.in_(theirs), Pairing.mentor_id.in_(theirs))
    session().execute(update(Pairing).where(either).values(reasons=[]))
