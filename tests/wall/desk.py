"""A desk at which somebody sits who may write to both databases: they change what is sealed, and its people look."""

from __future__ import annotations

import logging
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import Column, Executable, Table, delete, insert, select, update
from werkzeug.test import TestResponse

from app.core.db import db
from app.core.vault import Blob, SealedBytes
from app.core.vault.store import Epoch, Recipient, keystore
from tests.wall.stage import text_of
from tests.wall.writing import TOKEN

KEYS_EVERY = 5
"""Every so many rounds wrapped keys are tampered with instead of words."""
WORD = re.compile(r"tampered\d{5}")
ALTERED = (
    "not by the two of you",
    "put in or taken out by nobody who may",
    "was changed, taken out",
    "not here any more",
)
CLOSED = 422
WRAPPED: list[Any] = [Recipient.__table__.c.wrapped, Epoch.__table__.c.wrapped]
Kept = dict[Table, list[Any]]
Changes = Mapping[str, Callable[[], None]]


@dataclass(frozen=True)
class Look:
    """A page as one of its people looks at it; ``button``: the page on which one presses to open it."""

    client: FlaskClient
    path: str
    button: str = ""

    def answer(self) -> TestResponse:
        """What they are answered."""
        if not self.button:
            return self.client.get(self.path)
        token = next(iter(TOKEN.findall(self.client.get(self.button).text)), "")
        return self.client.post(self.path, data={"csrf_token": token})


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


class Desk:
    """Sealed values of some columns with their keys, and the pages on which their people would read them."""

    def __init__(self, what: str, looks: Sequence[Look], columns: Sequence[Column[Any]], every: int = 1) -> None:
        self.what, self.every = what, every
        self.looks = [look for look in looks if WORD.search(text_of(look.answer()))]
        self.before = self.words()
        self.content = _values(columns, db.engine)
        self.keys = _values(WRAPPED, keystore().engine)

    def words(self) -> list[set[str]]:
        """What they read on each page."""
        return [set(WORD.findall(text_of(look.answer()))) for look in self.looks]

    def swaps(self, chance: random.Random, least: int) -> Count:
        """Sealed values in each other’s place: other rows, columns, versions, strands and pairs."""
        count = Count(f"values of {self.what} swapped")
        for values in self._rounds(count, least):
            shuffled = list(values.values())
            while any(one == other for one, other in zip(shuffled, values.values(), strict=True)):
                chance.shuffle(shuffled)
            self._try(count, values, dict(zip(values, shuffled, strict=True)))
        return count

    def flips(self, chance: random.Random, least: int) -> Count:
        """One bit of each."""
        count = Count(f"bits of {self.what} flipped")
        for values in self._rounds(count, least):
            self._try(count, values, {strip: _flipped(value, chance) for strip, value in values.items()})
        return count

    def chains(self, changes: Changes, kept: Kept) -> Count:
        """Records cut, turned back, moved or copied; ``kept``: the tables as they are put back."""
        count = Count(f"chains of {self.what} cut, turned back, moved or copied")
        for name, change in list(changes.items())[:: self.every]:
            change()
            count.tried += 1
            with heard() as lines:
                answers = self._answers()
            self._note(count, name, answers, lines)
            put_back(kept)
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
        if not any(_says_so(answer) for _path, answer in answers):
            count.unnoticed.append(name)
        if not lines:
            count.unlogged.append(name)

    def _answers(self) -> list[tuple[str, TestResponse]]:
        db.session.rollback()
        return [(look.path, look.answer()) for look in self.looks]


def _says_so(answer: TestResponse) -> bool:
    return answer.status_code == CLOSED or any(sentence in text_of(answer) for sentence in ALTERED)


def do(*statements: Executable) -> None:
    """Write to the content, past the application."""
    db.session.rollback()
    with db.engine.execution_options(writes=True).begin() as connection:
        for each in statements:
            connection.execute(each)


def copied(tables: Sequence[Any]) -> Kept:
    """These tables as they are."""
    with db.engine.connect() as connection:
        return {table: [dict(row) for row in connection.execute(select(table)).mappings()] for table in tables}


def put_back(kept: Kept) -> None:
    """Make these tables what they were; those that others refer to are changed in their place."""
    do(
        *(delete(table) for table in reversed(kept) if table.name != "strand"),
        *(
            update(table).where(table.c.id == row["id"]).values(**row)
            for table, rows in kept.items()
            for row in rows
            if table.name == "strand"
        ),
        *(insert(table).values(rows) for table, rows in kept.items() if rows and table.name != "strand"),
    )


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
