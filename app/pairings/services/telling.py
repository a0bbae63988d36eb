"""Who is told of what: one letter each, written to the outbox in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.core.outbox import send_many
from app.pairings.models import Ending, Pairing
from app.people.models import Person

LETTERS = {
    Ending.NOT_THIS_ONE: "pair_ended",
    Ending.ENDED: "pair_ended",
    Ending.LEFT: "partner_left",
    Ending.UNDONE: "pair_undone",
}
"""Nothing is said of a pair that is completed: the cohort’s closing says it."""


def tell_of_end(pairings: Sequence[Pairing], ending: Ending, actor: Person | None) -> None:
    """Write to those of the two who did not end it themselves and still work here."""
    kind = LETTERS.get(ending)
    if kind is None:
        return
    letters = ((person.email or "", _ids(pairing, person)) for pairing, person in _to_tell(pairings, actor))
    send_many(kind, letters)


def _ids(pairing: Pairing, person: Person) -> dict[str, int]:
    return {"pairing_id": pairing.id, "person_id": person.id}


def hears_of_end(person: Person, pairing: Pairing, actor: Person | None) -> bool:
    """Whether one of the two of a pair that has ended is written to about it."""
    did_it = actor is not None and person.id == actor.id
    return pairing.ending in LETTERS and person.is_active and bool(person.email) and not did_it


def _to_tell(pairings: Sequence[Pairing], actor: Person | None) -> Iterator[tuple[Pairing, Person]]:
    for pairing in pairings:
        for person in (pairing.mentee.person, pairing.mentor.person):
            if hears_of_end(person, pairing, actor):
                yield pairing, person
