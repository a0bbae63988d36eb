"""Changing sealed words where they lie: swapped, flipped, turned back or cut, they open to nobody, and it shows."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, Executable, Table, and_, delete, func, insert, select, update
from werkzeug.test import TestResponse

from app.conversations.models import Record, Strand
from app.core.classification import DataClass
from app.core.db import Base, db
from app.core.vault import Blob, SealedBytes
from app.core.vault.store import Epoch, Recipient, keystore
from tests.wall.stage import PAIR, Finding, Stage, inhabited, pair_endpoints, text_of
from tests.wall.writing import write_everywhere

SWAPS, FLIPS = 500, 2_000
SHORT_PAGES = 2
KEYS_EVERY = 5
"""Every so many rounds wrapped keys are tampered with instead of words."""
SEED = 5
ALTERED = "not by the two of you"
WORD = re.compile(r"tampered\d{5}")
LINK = re.compile(r'href="(/rooms/[^"]+/(?:files|items)/[^"#]+)"')
CLOSED = 422
WRAPPED: list[Any] = [Recipient.__table__.c.wrapped, Epoch.__table__.c.wrapped]


@dataclass(frozen=True)
class Strip:
    """A sealed value or a wrapped key: its column and its row."""

    column: Column[Any]
    key: tuple[Any, ...]


@dataclass
class Count:
    """What became of the attempts."""

    name: str
    tried: int = 0
    opened: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    unnoticed: list[str] = field(default_factory=list)
    unlogged: list[str] = field(default_factory=list)

    def say(self) -> str:
        """It as a line."""
        figures = ", ".join(f"{len(each)} {what}" for what, each in self._kinds())
        return f"{self.tried} {self.name}: {figures}"

    def broken(self) -> Iterator[str]:
        """What broke the promise."""
        yield from (f"{self.name}: {len(each)} {what}: {each[0]}" for what, each in self._kinds() if each)

    def _kinds(self) -> Iterator[tuple[str, list[str]]]:
        yield from (("opened", self.opened), ("answered 500", self.errors))
        yield from (("not shown", self.unnoticed), ("not logged", self.unlogged))


def run(swaps: int = SWAPS, flips: int = FLIPS, kind: str = "sqlite", *, is_short: bool = False) -> Finding:
    """Tamper, look as the pair does, and put back."""
    finding = Finding(f"tampering on {kind}")
    chance = random.Random(SEED)
    with inhabited(kind, is_short=is_short) as stage, stage.app.app_context():
        numbers = iter(range(10**5))
        write_everywhere(stage, lambda _has_room: f"tampered{next(numbers):05}", pair_endpoints())
        earlier = _copied(CHAINS)
        write_everywhere(stage, lambda _has_room: f"tampered{next(numbers):05}", pair_endpoints())
        desk = Desk(stage, SHORT_PAGES if is_short else None)
        counts = (desk.swaps(chance, swaps), desk.flips(chance, flips), desk.chains(earlier))
        for count in counts:
            finding.figures.append(count.say())
            finding.broken += count.broken()
        if desk.words() != desk.before:
            finding.broken.append("the room is not as it was: the attempts did not stand alone")
    return finding


class Desk:
    """The room of a pair on the desk of somebody who may write to both databases."""

    def __init__(self, stage: Stage, most_pages: int | None) -> None:
        self.clients = [stage.client(who) for who in PAIR[: 1 if stage.is_short else 2]]
        self.every = 3 if stage.is_short else 1
        pages = [each for each in stage.pages() if each.endpoint in pair_endpoints() and each.whose == "own"]
        self.paths = [stage.path(each) for each in pages]
        self.paths = [path for path in [*self.paths, *self._linked()] if self._has_words(path)][:most_pages]
        self.before = self.words()
        self.content = _values(_sealed_columns(), db.engine)
        self.keys = _values(WRAPPED, keystore().engine)

    def _linked(self) -> list[str]:
        """A file and an item that the pages lead to, one of each kind: they all open in the same way."""
        pages = (text_of(client.get(path)) for client in self.clients for path in self.paths)
        found = (link for page in pages for link in LINK.findall(page))
        return sorted({link.split("/")[3]: link for link in found}.values())

    def words(self) -> list[set[str]]:
        """What both read on each page."""
        return [set(WORD.findall(text_of(client.get(path)))) for client in self.clients for path in self.paths]

    def swaps(self, chance: random.Random, least: int) -> Count:
        """Sealed values in each other’s place: other rows, columns, versions, strands and pairs."""
        count = Count("values swapped")
        for values in self._rounds(count, least):
            shuffled = list(values.values())
            while any(one == other for one, other in zip(shuffled, values.values(), strict=True)):
                chance.shuffle(shuffled)
            self._try(count, values, dict(zip(values, shuffled, strict=True)))
        return count

    def flips(self, chance: random.Random, least: int) -> Count:
        """One bit of each."""
        count = Count("bits flipped")
        for values in self._rounds(count, least):
            self._try(count, values, {strip: _flipped(value, chance) for strip, value in values.items()})
        return count

    def chains(self, earlier: dict[Table, list[Any]]) -> Count:
        """Records cut, turned back, moved or copied, with the end of the chain made to fit."""
        count = Count("chains cut, turned back, moved or copied")
        kept = _copied(CHAINS)
        for name, change in list(_changes(earlier).items())[:: self.every]:
            change()
            count.tried += 1
            with heard() as lines:
                answers = self._answers()
            self._note(count, name, answers, lines)
            _put_back(kept)
        return count

    def _rounds(self, count: Count, least: int) -> Iterator[dict[Strip, bytes]]:
        rounds = 0
        while count.tried < least:
            rounds += 1
            values = self.keys if rounds % KEYS_EVERY == 0 else self.content
            yield values
            count.tried += len(values)

    def _try(self, count: Count, values: dict[Strip, bytes], changed: dict[Strip, bytes]) -> None:
        engine = keystore().engine if values is self.keys else db.engine
        _write(changed, engine)
        with heard() as lines:
            answers = self._answers()
        _write(values, engine)
        where = "keys" if values is self.keys else "words"
        count.opened += [f"{path} with other {where}" for path, answer in answers if WORD.search(text_of(answer))]
        self._note(count, where, answers, lines)

    def _note(self, count: Count, name: str, answers: Sequence[tuple[str, TestResponse]], lines: list[str]) -> None:
        count.errors += [f"{path} ({name})" for path, answer in answers if answer.status_code >= 500]
        if not any(ALTERED in text_of(answer) or answer.status_code == CLOSED for _path, answer in answers):
            count.unnoticed.append(name)
        if not lines:
            count.unlogged.append(name)

    def _answers(self) -> list[tuple[str, TestResponse]]:
        db.session.rollback()
        return [(path, client.get(path)) for client in self.clients for path in self.paths]

    def _has_words(self, path: str) -> bool:
        return any(WORD.search(text_of(client.get(path))) for client in self.clients)


STRANDS: Any = Strand.__table__
RECORDS: Any = Record.__table__
CHAINS: tuple[Any, ...] = (STRANDS, RECORDS)


def _changes(earlier: dict[Table, list[Any]]) -> dict[str, Callable[[], None]]:
    """What somebody could do to a chain, by name."""
    shared = select(Strand.id).where(Strand.owner_id.is_(None)).order_by(Strand.id).limit(1).scalar_subquery()
    here = Record.strand_id == shared
    last = select(func.max(Record.sequence)).where(here).scalar_subquery()
    ends = {"length": last, "head": select(Record.tag).where(here, Record.sequence == last).scalar_subquery()}
    fit = update(Strand).where(Strand.id == shared).values(**ends)
    newest, middle = and_(here, Record.sequence == last), and_(here, Record.sequence == 3)
    first = and_(here, Record.version == 1, Record.sealed.is_(None))
    other = select(Strand.id).where(Strand.owner_id.is_(None), Strand.id != shared).limit(1).scalar_subquery()
    away = Record.sequence + 10_000
    return {
        "the newest cut": lambda: _do(delete(Record).where(newest)),
        "the newest cut, and the end made to fit": lambda: _do(delete(Record).where(newest), fit),
        "one in the middle cut": lambda: _do(delete(Record).where(middle)),
        "all cut": lambda: _do(
            delete(Record).where(here), update(Strand).where(Strand.id == shared).values(length=0, head=b"")
        ),
        "all turned back to an earlier day": lambda: _put_back(earlier),
        "one moved to another room": lambda: _do(update(Record).where(newest).values(strand_id=other, sequence=away)),
        "one given another number": lambda: _do(update(Record).where(middle).values(sequence=away)),
        "one given another version": lambda: _do(update(Record).where(middle).values(version=Record.version + 7)),
        "one given another author": lambda: _do(update(Record).where(newest).values(author_id=_other_author())),
        "an old one given another author": lambda: _do(update(Record).where(first).values(author_id=_other_author())),
        "one given another item": lambda: _do(update(Record).where(middle).values(item="0" * 16)),
    }


def _other_author() -> Any:
    people = Base.metadata.tables["person"]
    return select(func.max(people.c.id)).scalar_subquery()


def _do(*statements: Executable) -> None:
    db.session.rollback()
    with db.engine.execution_options(writes=True).begin() as connection:
        for each in statements:
            connection.execute(each)


def _copied(tables: Sequence[Table]) -> dict[Table, list[Any]]:
    with db.engine.connect() as connection:
        return {table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}


def _put_back(kept: dict[Table, list[Any]]) -> None:
    strands = [update(STRANDS).where(STRANDS.c.id == row["id"]).values(**row) for row in kept[STRANDS]]
    _do(delete(RECORDS), *strands, *([insert(RECORDS).values(kept[RECORDS])] if kept[RECORDS] else []))


def _sealed_columns() -> list[Column[Any]]:
    columns = (column for table in Base.metadata.sorted_tables for column in table.columns)
    return [column for column in columns if column.info["class"] is DataClass.SEALED]


def _values(columns: Sequence[Column[Any]], engine: Any) -> dict[Strip, bytes]:
    found: dict[Strip, bytes] = {}
    with engine.connect() as connection:
        for column in columns:
            keys = tuple(column.table.primary_key.columns)
            rows = connection.execute(select(column, *keys).where(column.is_not(None)).order_by(*keys))
            found |= {Strip(column, tuple(key)): bytes(value) for value, *key in rows}
    return found


def _write(values: dict[Strip, bytes], engine: Any) -> None:
    db.session.rollback()
    with engine.execution_options(writes=True).begin() as connection:
        for strip, value in values.items():
            keys = zip(strip.column.table.primary_key.columns, strip.key, strict=True)
            change = update(strip.column.table).where(*(column == part for column, part in keys))
            connection.execute(change.values({strip.column: Blob(value) if is_blob(strip.column) else value}))


def is_blob(column: Column[Any]) -> bool:
    """Whether the column takes only what was sealed."""
    return isinstance(column.type, SealedBytes)


def _flipped(value: bytes, chance: random.Random) -> bytes:
    bits = bytearray(value)
    place = chance.randrange(len(bits) * 8)
    bits[place // 8] ^= 1 << place % 8
    return bytes(bits)


@contextmanager
def heard() -> Iterator[list[str]]:
    """What is logged as an error meanwhile."""
    lines: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    ear = Ear(logging.ERROR)
    logging.getLogger().addHandler(ear)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(ear)
