"""Opening a strand: whole, in order, and of the right people, or saying what is missing."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import select

from app.conversations.models import Record, Strand
from app.conversations.policy import membership_of
from app.core.db import fresh, session
from app.core.vault import CannotBeOpened, Frozen, Head, Key, Opened, Place, is_whole, open_key
from app.people.models import Person

log = structlog.get_logger("ithaca.rooms")
Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """The newest version of something that was written. ``words`` None: it is there and cannot be opened.

    ``kind`` and all else that was written lie in ``words``; ``is_frozen``: it opens again later.
    """

    id: str
    version: int
    author: Person
    written_at: datetime
    changed_at: datetime
    sequence: int
    words: Opened[Payload] | None = field(repr=False)
    is_frozen: bool = False

    @property
    def kind(self) -> str:
        """What it is, empty where it cannot be opened."""
        return str(self.words.reveal().get("kind", "")) if self.words else ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a strand holds. ``is_altered``: a record was changed, moved, turned back or taken out by somebody else."""

    strand: Strand
    items: tuple[Item, ...]
    is_altered: bool

    def of_kind(self, kind: str) -> Iterator[Item]:
        """Those of one kind, in the order in which they were first written."""
        return (item for item in self.items if item.kind == kind)

    def item(self, item_id: str) -> Item | None:
        """The item of this id."""
        return next((item for item in self.items if item.id == item_id), None)

    @property
    def frozen(self) -> int:
        """How many items open only later."""
        return sum(item.is_frozen for item in self.items)


def place_of(record: Record, previous: bytes) -> Place:
    """Where a record belongs."""
    return Place(
        table=Record.__tablename__,
        column="sealed",
        row=record.item,
        author=record.author.public_id,
        version=record.version,
        sequence=record.sequence,
        previous=previous,
    )


def key_of(strand: Strand, person: Person, purpose: str) -> Key:
    """The strand's key for one of its people, journalled. Raises CannotBeOpened, NoKey, Frozen."""
    return open_key(membership_of(person, strand), purpose)


def contents_of(strand: Strand, key: Key) -> Contents:
    """Everything in a strand, opened; two queries. What was tampered with is there without words, and said."""
    records = session().scalars(select(Record).where(Record.strand_id == strand.id).order_by(Record.sequence))
    reading = _Reading(key)
    for record in records:
        reading.take(record)
    is_altered = reading.is_altered or not _is_whole(strand, Head(reading.sequence, reading.previous))
    items = tuple(sorted(reading.items(), key=lambda item: item.sequence))
    is_altered = is_altered or any(not item.words and not item.is_frozen for item in items)
    if is_altered:
        log.error("a strand was altered", strand=strand.public_id)
    return Contents(strand, items, is_altered)


def _is_whole(strand: Strand, end: Head) -> bool:
    if end == strand.end and is_whole(strand.lock, end):
        return True
    # The other may have written since the first of these was looked up: what is there now decides.
    last = select(Record.sequence, Record.tag).where(Record.strand_id == strand.id).order_by(Record.sequence.desc())
    with fresh() as session:
        told = session.execute(select(Strand.length, Strand.head).where(Strand.id == strand.id)).one()
        found = session.execute(last.limit(1)).first() or (0, b"")
    return tuple(told) == tuple(found) and is_whole(strand.lock, Head(*found))


class _Reading:
    """One walk along a chain."""

    def __init__(self, key: Key) -> None:
        self._key = key
        self._first: dict[str, Record] = {}
        self._newest: dict[str, Item] = {}
        self.sequence, self.previous, self.is_altered = 0, b"", False

    def take(self, record: Record) -> None:
        words, is_frozen = self._opened(record)
        first = self._first.setdefault(record.item, record)
        before = self._newest.get(record.item)
        follows = record.version == (before.version + 1 if before else 1)
        if record.sequence != self.sequence + 1 or not follows or not _vouches_for(words, first):
            self.is_altered = True
        self.sequence, self.previous = record.sequence, bytes(record.tag)
        self._newest[record.item] = Item(
            id=record.item,
            version=record.version,
            author=first.author,
            written_at=first.at,
            changed_at=record.at,
            sequence=first.sequence,
            words=words,
            is_frozen=is_frozen,
        )

    def _opened(self, record: Record) -> tuple[Opened[Payload] | None, bool]:
        """The words, None where a later version replaced them or nobody can open them; whether only for now."""
        if record.sealed is None:
            return None, False
        try:
            plain = self._key.unseal(place_of(record, self.previous), record.sealed)
        except Frozen:
            return None, True
        except CannotBeOpened:
            self.is_altered = True
            return None, False
        self.is_altered = self.is_altered or record.sealed[-len(record.tag) :] != record.tag
        return Opened(json.loads(plain)), False

    def items(self) -> Iterator[Item]:
        """The newest version of each, without what was taken away by whoever wrote it."""
        for item in self._newest.values():
            if item.words is None or item.words.reveal().get("kind") != GONE:
                yield item


def _vouches_for(words: Opened[Payload] | None, first: Record) -> bool:
    """Whether a later version says who wrote the first: the words that said so are gone by then."""
    return words is None or words.reveal().get(FIRST_AUTHOR, first.author.public_id) == first.author.public_id


FIRST_AUTHOR = "first_author"
"""What a later version says beside its words."""
GONE = "gone"
"""The kind of an item whose author took it away."""
