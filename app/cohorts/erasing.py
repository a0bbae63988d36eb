"""Whoever is erased leaves no answer in a cohort, only that somebody took part."""

from __future__ import annotations

from sqlalchemy import delete, or_, update

from app.cohorts.models import Enrolment, ExcludedPair
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_answers(person: Person) -> None:
    """Empty what they said as mentee or mentor, and take them out of exclusions."""
    session().execute(update(Enrolment).where(Enrolment.person_id == person.id).values(answers={}))
    either = or_(ExcludedPair.lower_id == person.id, ExcludedPair.higher_id == person.id)
    session().execute(delete(ExcludedPair).where(either))
