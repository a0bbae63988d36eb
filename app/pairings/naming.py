"""Whether a letter may name the other of the two: a mailbox is read by more people than a page of Ithaca."""

from __future__ import annotations

from app.cohorts.models import Side
from app.pairings.models import Pairing
from app.pairings.queries import partner_of, side_of
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.privacy import chosen

SETTING = "partner_in_letters"
YES = "yes"


def name_in_letters(pairing: Pairing, reader: Person) -> str | None:
    """The partner’s name where cohort and reader let letters say it, otherwise None."""
    kind = PROGRAM_TYPES[pairing.cohort.program_type]
    own = (pairing.mentee if side_of(reader, pairing) is Side.MENTEE else pairing.mentor).answers.get(SETTING, YES)
    is_named = own == YES and chosen(kind, pairing.cohort.privacy)[SETTING] == YES
    return partner_of(reader, pairing).name if is_named else None
