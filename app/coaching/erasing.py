"""Whoever is erased leaves no word of their own coaching or advising: it was about them, and opened by their leave."""

from __future__ import annotations

from sqlalchemy import select

from app.coaching.models import Engagement
from app.coaching.services.erasing import erase_again
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def erase_own_cases(person: Person) -> None:
    """Destroy what was written in engagements whose client they were; what they wrote for others stays with those."""
    erase_again(session().scalars(select(Engagement.public_id).where(Engagement.client_id == person.id)).all())
