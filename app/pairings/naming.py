"""Whether a letter may name the other of the two: a mailbox is read by more people than a page of Ithaca."""

from __future__ import annotations

from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person

NAMED_IN = frozenset({"onboarding", "functional-expertise"})


def name_in_letters(pairing: Pairing, reader: Person) -> str | None:
    """The partner’s name where the cohort lets letters say it, otherwise None."""
    return partner_of(reader, pairing).name if pairing.cohort.program_type in NAMED_IN else None
