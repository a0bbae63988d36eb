"""Suggestions of managers and agreements of mentees, written through the same services as real use."""

from __future__ import annotations

from app.cohorts.models import Enrolment
from app.core.db import db
from app.core.transactions import transaction
from app.managers.models import Suggestion
from app.managers.services import agree_to_busy_times, leave_suggestion
from app.pairings.models import Pairing
from app.people.models import Person
from tests.factories.people import loaded

WORDS = "The budget round could be good practice."


def left(writer: Person, reader: Person, words: str = WORDS) -> Suggestion:
    """A thought that a manager left somebody who reports to them."""
    with transaction() as session:
        made = leave_suggestion(session.merge(reader), words, actor=session.merge(writer))
    return loaded(made)


def agreed(pairing: Pairing, manager: Person) -> None:
    """The mentee of a pair lets their manager see when its meetings take time."""
    with transaction():
        enrolment = db.session.get_one(Enrolment, pairing.mentee_id)
        agree_to_busy_times(enrolment, manager.public_id, actor=enrolment.person)
