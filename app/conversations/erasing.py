"""Whoever is erased leaves no word that was only theirs; what they shared stays with the other until its time ends."""

from __future__ import annotations

from sqlalchemy import delete, select, update

from app.conversations.models import Chunk, Draft, Record, RoomSide, Strand
from app.conversations.services.ending import take_back_keeping
from app.core.db import session
from app.core.vault import Domain, destroy_key, locks_of, scrub
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def erase_own_words(person: Person) -> None:
    """Destroy the keys of what they wrote only for themselves, and take it away."""
    locks = locks_of(Domain.CONVERSATIONS, person.public_id)
    for lock in locks:
        destroy_key(lock)
    own = select(Strand.id).where(Strand.owner_id == person.id)
    for table in (Chunk, Draft, Record):
        session().execute(delete(table).where(table.strand_id.in_(own)))
    session().execute(delete(Draft).where(Draft.person_id == person.id))
    session().execute(update(Strand).where(Strand.owner_id == person.id).values(length=0, head=b""))
    session().execute(
        update(RoomSide).where(RoomSide.person_id == person.id).values(code_hash=None, waiting_since=None)
    )
    take_back_keeping(person)
    if locks:
        scrub()
