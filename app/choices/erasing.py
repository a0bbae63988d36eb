"""Whoever is erased leaves no word that they wrote to a mentor, and none that was written to them."""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update

from app.choices.models import MentorRequest, Pick, WishLine
from app.cohorts.models import Enrolment
from app.core.db import session
from app.pairings.models import Pairing
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_words(person: Person) -> None:
    """Empty the requests they are in and why they were picked, and take their lines away."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    asked = or_(MentorRequest.mentee_id.in_(own), MentorRequest.mentor_id.in_(own))
    session().execute(update(MentorRequest).where(asked).values(words="").execution_options(synchronize_session=False))
    lines = or_(WishLine.mentee_id.in_(own), WishLine.mentor_id.in_(own))
    session().execute(delete(WishLine).where(lines).execution_options(synchronize_session=False))
    pairs = select(Pairing.id).where(or_(Pairing.mentee_id.in_(own), Pairing.mentor_id.in_(own)))
    picked = update(Pick).where(Pick.pairing_id.in_(pairs)).values(reason="")
    session().execute(picked.execution_options(synchronize_session=False))
