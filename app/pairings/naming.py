"""Whether a letter may name the other of the two: a mailbox is read by more people than a page of Ithaca."""

from __future__ import annotations

from app.cohorts.models import Side
from app.cohorts.queries import privacy_changes, privacy_of_newcomers
from app.pairings.models import Pairing
from app.pairings.queries import partner_of, side_of
from app.people.models import Person

SETTING = "partner_in_letters"
YES = "yes"


def name_in_letters(pairing: Pairing, reader: Person) -> str | None:
    """The partner’s name where cohort and reader let letters say it, otherwise None."""
    own = (pairing.mentee if side_of(reader, pairing) is Side.MENTEE else pairing.mentor).answers.get(SETTING, YES)
    is_named = own == YES and privacy_between(pairing)[SETTING] == YES
    return partner_of(reader, pairing).name if is_named else None


def privacy_between(pairing: Pairing) -> dict[str, str]:
    """How each privacy setting stands for a pair: as for the one of the two who signed up first, or tighter."""
    both = pairing.mentee.joined_at, pairing.mentor.joined_at
    return privacy_of_newcomers(pairing.cohort, privacy_changes(pairing.cohort), signed_up_at=min(both))
