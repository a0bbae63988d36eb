"""Keys of relationships: made with their members, opened by a member only, wrapped by the domain's epoch.

What vouches for a wrapped key names its members: whoever adds a row to ``member`` by hand makes the key unreadable
instead of readable by one more.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.vault.cipher import CannotBeOpened, bound, derived, generation_of, new_key, seal, unseal
from app.core.vault.epochs import newest_epoch, opened_epoch
from app.core.vault.openings import note_opening
from app.core.vault.padding import padded, unpadded
from app.core.vault.store import Domain, Epoch, Freeze, Mark, Member, Recipient, reading, writing
from app.core.vault.words import Blob


@dataclass(frozen=True, slots=True)
class Lock:
    """What one key is for: a relationship's words, those of all its members (``owner`` empty) or of one.

    Where members change (`share`), ``owner`` names what they are members of: the plan, a report.
    """

    domain: Domain
    relationship: str
    owner: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """It as text, for what vouches for it."""
        return self.domain.value, self.relationship, self.owner

    def of(self, table: type[Member | Recipient | Mark | Freeze]) -> tuple[ColumnElement[bool], ...]:
        """The conditions that find its rows."""
        return (
            table.domain == self.domain.value,
            table.relationship == self.relationship,
            table.owner == self.owner,
        )


@dataclass(frozen=True, slots=True)
class Membership:
    """That a policy found somebody to be a member: what opening a key asks for. The keystore looks for itself too."""

    lock: Lock
    person: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record belongs; its tag vouches for each of these."""

    table: str
    column: str
    row: str
    author: str
    version: int = 1
    sequence: int = 0
    previous: bytes = b""
    part: int = 0
    is_last_part: bool = True


@dataclass(frozen=True, slots=True)
class Key:
    """An open key, all generations that its member may open. It seals with the newest."""

    lock: Lock
    _secrets: dict[int, bytes] = field(repr=False)
    newest: int

    def seal(self, place: Place, plaintext: bytes) -> Blob:
        """The plaintext, padded and sealed for its place."""
        secret = _record_key(self._secrets[self.newest], place)
        return Blob(seal(secret, padded(plaintext), self._vouched(place, self.newest), generation=self.newest))

    def unseal(self, place: Place, blob: bytes) -> bytes:
        """The plaintext. Raises CannotBeOpened, and Frozen where its generation may not be opened for now."""
        generation = generation_of(blob)
        if generation not in self._secrets:
            raise Frozen if generation < self.newest else CannotBeOpened
        secret = _record_key(self._secrets[generation], place)
        return unpadded(unseal(secret, blob, self._vouched(place, generation)))

    def opens(self, blob: bytes) -> bool:
        """Whether the blob's generation is one of those that may be opened."""
        return generation_of(blob) in self._secrets

    def derived_for(self, purpose: str) -> bytes:
        """A key of its own for what is no record: the same for good, whatever is renewed or wrapped anew."""
        return derived(self._secrets[min(self._secrets)], purpose)

    def _vouched(self, place: Place, generation: int) -> bytes:
        return bound(
            *self.lock.parts,
            generation,
            place.table,
            place.column,
            place.row,
            place.author,
            place.version,
            place.sequence,
            place.previous,
            place.part,
            place.is_last_part,
        )


class Frozen(CannotBeOpened):
    """The words are there, and this member may not open them for now."""


class NoKey(CannotBeOpened):
    """There is no such key for this person: never made, not a member, or destroyed."""


def make_key(lock: Lock, members: Collection[str]) -> None:
    """The first generation of a relationship's key, for its members for life. A key that is there already stays.

    Written before the content that it seals: a key without content harms nobody, the reverse would.
    """
    with writing() as session:
        if newest_generation(session, lock):
            return
        session.add_all(Member(**row_of(lock), person=person) for person in sorted(members))
        added_generation(session, lock, sorted(members), 1)


def make_key_to_write(lock: Lock, members: Collection[str]) -> Key:
    """A new key, open, for whoever writes its first words and is perhaps no member: nobody has read by it yet.

    Raises NoKey where it was made before: then its members alone open it.
    """
    with writing() as session:
        if newest_generation(session, lock):
            raise NoKey
        session.add_all(Member(**row_of(lock), person=person) for person in sorted(members))
        secret = added_generation(session, lock, sorted(members), 1)
    return Key(lock, {1: secret}, 1)


def renew_key(lock: Lock) -> int:
    """One more generation for the same members; what was sealed stays readable. Returns its number."""
    with writing() as session:
        return renewed(session, lock)


def renewed(session: Session, lock: Lock) -> int:
    """The same within a transaction of the keystore."""
    generation = newest_generation(session, lock) + 1
    members = members_of(session, lock)
    if not members:
        raise NoKey
    added_generation(session, lock, members, generation)
    return generation


def open_key(membership: Membership, purpose: str) -> Key:
    """The key of a relationship for one of its members, journalled.

    Raises NoKey, `CannotBeOpened` where keys were tampered with, `TooManyOpenings` for somebody who opens very many.
    """
    lock, person = membership.lock, membership.person
    with reading() as session:
        rows = session.execute(_members_and_keys(lock)).all()
    frozen = {member: generation or 0 for member, generation, *_key in rows}
    if person not in frozen:
        raise NoKey
    members, keys = sorted(frozen), {key: epoch for *_member, key, epoch in rows}
    secrets = {
        each.generation: unseal(opened_epoch(epoch), each.wrapped, vouched_members(lock, members, each.generation))
        for each, epoch in keys.items()
        if each.generation > frozen[person]
    }
    if not secrets:
        raise Frozen
    key = Key(lock, secrets, max(secrets))
    note_opening(lock.parts, person, key.newest, purpose)
    return key


def destroy_key(lock: Lock) -> bool:
    """Take away all that opens a relationship's words: they are noise from now on. Returns whether there was a key."""
    with writing() as session:
        had_one = newest_generation(session, lock) > 0
        for table in (Freeze, Mark, Recipient, Member):
            session.execute(delete(table).where(*lock.of(table)))
    return had_one


def locks_of(domain: Domain, owner: str = "") -> list[Lock]:
    """What there are keys for in a domain: the shared ones, or those of one owner."""
    found = select(Member.relationship).where(Member.domain == domain.value, Member.owner == owner).distinct()
    with reading() as session:
        return [Lock(domain, relationship, owner) for relationship in session.scalars(found)]


def relationships_of(domain: Domain) -> set[str]:
    """Every relationship of a domain that has a key."""
    with reading() as session:
        return set(session.scalars(select(Recipient.relationship).where(Recipient.domain == domain.value)))


def destroy_relationships(domain: Domain, relationships: Collection[str]) -> int:
    """The same for all that there is of these relationships, whosever it is. Returns how many had a key."""
    with writing() as session:
        mine = Recipient.domain == domain.value, Recipient.relationship.in_(relationships)
        held = session.scalar(select(func.count(func.distinct(Recipient.relationship))).where(*mine)) or 0
        for table in (Freeze, Mark, Recipient, Member):
            session.execute(delete(table).where(table.domain == domain.value, table.relationship.in_(relationships)))
    return held


def members_of(session: Session, lock: Lock) -> list[str]:
    """Who may open it, in order."""
    return list(session.scalars(select(Member.person).where(*lock.of(Member)).order_by(Member.person)))


def _members_and_keys(lock: Lock) -> Select[str, int | None, Recipient, Epoch]:
    """Each member with each generation of the key, and with the newest that is shut to them for now.

    One statement, for what it answers must belong together: keys are wrapped for exactly these members.
    """
    names = ("domain", "relationship", "owner")
    frozen = and_(
        *(getattr(Freeze, name) == getattr(Member, name) for name in (*names, "person")),
        or_(Freeze.opens_at.is_(None), Freeze.opens_at > now()),
    )
    same = and_(*(getattr(Recipient, name) == getattr(Member, name) for name in names))
    found = select(Member.person, Freeze.generation, Recipient, Epoch).outerjoin(Freeze, frozen)
    return found.join(Recipient, same).join(Epoch, Epoch.id == Recipient.epoch_id).where(*lock.of(Member))


def rewrap(recipient: Recipient, old: Epoch, new: Epoch, members: Collection[str]) -> None:
    """Wrap a relationship's key by another epoch. Raises CannotBeOpened, and changes nothing then."""
    vouched = vouched_members(lock_of(recipient), members, recipient.generation)
    secret = unseal(opened_epoch(old), recipient.wrapped, vouched)
    recipient.wrapped = seal(opened_epoch(new), secret, vouched)
    recipient.epoch_id = new.id


def is_readable(recipient: Recipient, epoch: Epoch, members: Collection[str]) -> bool:
    """Whether a wrapped key opens for its members; what it is, nobody is told."""
    try:
        vouched = vouched_members(lock_of(recipient), members, recipient.generation)
        unseal(opened_epoch(epoch), recipient.wrapped, vouched)
    except CannotBeOpened:
        return False
    return True


def lock_of(recipient: Recipient) -> Lock:
    """What a wrapped key is for."""
    return Lock(Domain(recipient.domain), recipient.relationship, recipient.owner)


def rewrapped(recipient: Recipient, epoch: Epoch, before: Collection[str], after: Collection[str]) -> None:
    """Wrap a key by the same epoch for other members. Raises CannotBeOpened, and changes nothing then."""
    lock, secret = lock_of(recipient), opened_epoch(epoch)
    plain = unseal(secret, recipient.wrapped, vouched_members(lock, before, recipient.generation))
    recipient.wrapped = seal(secret, plain, vouched_members(lock, after, recipient.generation))


def added_generation(session: Session, lock: Lock, members: Collection[str], generation: int) -> bytes:
    """One more generation of a key, wrapped by the newest epoch for these members."""
    epoch, secret = newest_epoch(session, lock.domain), new_key()
    wrapped = seal(opened_epoch(epoch), secret, vouched_members(lock, members, generation))
    session.add(Recipient(**row_of(lock), generation=generation, epoch_id=epoch.id, wrapped=wrapped))
    session.flush()
    return secret


def newest_generation(session: Session, lock: Lock) -> int:
    """The number of the newest generation, 0 where there is no key."""
    return session.scalar(select(func.max(Recipient.generation)).where(*lock.of(Recipient))) or 0


def row_of(lock: Lock) -> dict[str, str]:
    """The columns by which all rows of a lock are found."""
    return {"domain": lock.domain.value, "relationship": lock.relationship, "owner": lock.owner}


def vouched_members(lock: Lock, members: Collection[str], generation: int) -> bytes:
    """What vouches for a wrapped key: who may open it is part of it."""
    return bound("relationship key", *lock.parts, generation, len(members), *sorted(members))


def _record_key(secret: bytes, place: Place) -> bytes:
    return derived(secret, "rec", place.row, place.version, place.part)
