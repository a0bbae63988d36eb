"""Whoever is erased has read nothing."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.orientation.models import OrientationRead
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_reading(person: Person) -> None:
    """Delete that they have read anything."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    session().execute(delete(OrientationRead).where(OrientationRead.enrolment_id.in_(own)))
