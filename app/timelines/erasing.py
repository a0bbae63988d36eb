"""Whoever is erased leaves no tick."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.cohorts.models import Enrolment
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person
from app.timelines.models import MilestoneTick


@when_erased
def forget_ticks(person: Person) -> None:
    """Delete what they have ticked."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    session().execute(delete(MilestoneTick).where(MilestoneTick.enrolment_id.in_(own)))
