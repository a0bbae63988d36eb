"""Whoever is erased was offered nothing and has offered nothing."""

from __future__ import annotations

from sqlalchemy import delete, or_

from app.coaching.with_coach.models import CoachingOffer
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_offers(person: Person) -> None:
    """Take away what was offered to them and by them."""
    theirs = or_(CoachingOffer.client_id == person.id, CoachingOffer.manager_id == person.id)
    session().execute(delete(CoachingOffer).where(theirs))
