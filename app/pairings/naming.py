"""Whether a letter may name the other of the two: a mailbox is read by more people than a page of Ithaca."""

from __future__ import annotations

from app.cohorts.models import Enrolment, Side
from app.cohorts.queries import privacy_changes, privacy_of_newcomers
from app.pairings.models import Pairing
from app.pairings.queries import side_of
from app.people.models import Person

SETTING = "partner_in_letters"
YES = "yes"


def name_in_letters(pairing: Pairing, reader: Person) -> str | None:
    """The partner’s name where cohort and reader let letters say it, otherwise None."""
    both = (pairing.mentee, pairing.mentor)
    own, other = both if side_of(reader, pairing) is Side.MENTEE else both[::-1]
    return other.person.name if may_name(own, other) else None


def may_name(reader: Enrolment, other: Enrolment) -> bool:
    """Whether a letter to one of two people of a cohort may name the other."""
    return reader.answers.get(SETTING, YES) == YES and _privacy_of_two(reader, other)[SETTING] == YES


def privacy_between(pairing: Pairing) -> dict[str, str]:
    """How each privacy setting stands for a pair: as for the one of the two who signed up first, or tighter."""
    return _privacy_of_two(pairing.mentee, pairing.mentor)


def _privacy_of_two(one: Enrolment, other: Enrolment) -> dict[str, str]:
    signed_up_at = min(one.joined_at, other.joined_at)
    return privacy_of_newcomers(one.cohort, privacy_changes(one.cohort), signed_up_at=signed_up_at)
