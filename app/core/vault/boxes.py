"""A box: whoever may, drops words into it, and only the members of its key ever take them out."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select

from app.core.vault.cipher import unseal
from app.core.vault.epochs import opened_epoch
from app.core.vault.keys import Key, Lock, NoKey, Place, members_of, vouched_members
from app.core.vault.store import Domain, Epoch, Member, Recipient, reading
from app.core.vault.words import Blob


@dataclass(frozen=True, slots=True)
class Box:
    """Seals for the members of a key, and opens nothing."""

    _key: Key = field(repr=False)

    def drop(self, place: Place, plaintext: bytes) -> Blob:
        """The plaintext, sealed for its place."""
        return self._key.seal(place, plaintext)


def box_of(lock: Lock) -> Box:
    """The box of a key, for somebody who writes to its members and is none. Raises NoKey, CannotBeOpened."""
    with reading(of_one_moment=True) as session:
        members = members_of(session, lock)
        found = select(Recipient, Epoch).join(Epoch).where(*lock.of(Recipient)).order_by(Recipient.generation.desc())
        row = session.execute(found.limit(1)).first()
    if row is None:
        raise NoKey
    recipient, epoch = row
    secret = unseal(opened_epoch(epoch), recipient.wrapped, vouched_members(lock, members, recipient.generation))
    return Box(Key(lock, {recipient.generation: secret}, recipient.generation))


def relationships_with(person: str, domain: Domain, owner: str) -> set[str]:
    """The relationships of a domain that somebody has a key of this name in: what only a key knows, and no row."""
    found = select(Member.relationship).where(
        Member.person == person, Member.domain == domain.value, Member.owner == owner
    )
    with reading() as session:
        return set(session.scalars(found))
