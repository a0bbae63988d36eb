"""Telling somebody that something waits: one neutral letter, whatever it is."""

from __future__ import annotations

from app.core.outbox import send
from app.people.models import Person

DOCUMENT = "document_for_you"


def tell(*people: Person | None) -> None:
    """Write that there is a document for them, and nothing more: not whose, not from whom, not of what kind."""
    for each in people:
        if each is not None and each.email and each.is_active:
            send(DOCUMENT, to=each.email, person_id=each.id)
