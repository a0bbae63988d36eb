"""Long lists: a page at a time, and what somebody looks for in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from flask import request
from sqlalchemy import Select, func, inspect, select, tuple_

from app.core.db import db

T = TypeVar("T")
PER_PAGE = 30
LAST_PAGE = 100_000
LONGEST_SEARCH = 200
MOST_WORDS = 8
"""Each word that is looked for is a condition of its own, and folding can make eighteen letters out of one."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The rows of one page and where it lies among all."""

    rows: Sequence[T]
    number: int
    total: int
    per_page: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.per_page, self.total)


def asked_page() -> int:
    """The page the reader asked for (``?page=``): 1 for anything that is not a sensible number."""
    asked = request.args.get("page", "1")
    return int(asked) if asked.isdecimal() and 1 <= int(asked[:7]) <= LAST_PAGE else 1


def asked_turn() -> int:
    """How often the reader asked for three other questions (``?turn=``): 0 for anything else."""
    asked = request.args.get("turn", "0")[:4]
    return int(asked) if asked.isascii() and asked.isdecimal() else 0


def asked_words(name: str = "q") -> str:
    """What the reader looks for (``?q=``), without anything that cannot be shown."""
    return "".join(letter for letter in request.args.get(name, "")[:LONGEST_SEARCH] if letter.isprintable()).strip()


def paginate(statement: Select[Any], page: int, per_page: int = PER_PAGE) -> Page[Any]:
    """One page of the statement’s entity, two queries whatever the length; a page too far is the last one."""
    key = _key_of(statement)
    keys = statement.with_only_columns(*key)
    total = db.session.scalar(select(func.count()).select_from(keys.order_by(None).subquery())) or 0
    number = min(page, max(1, -(-total // per_page)))
    # Keys alone are put in order and counted off; only the rows that are shown are read whole.
    shown = keys.limit(per_page).offset((number - 1) * per_page).correlate(None)
    rows = db.session.scalars(statement.where(tuple_(*key).in_(shown))).unique().all()
    return Page(rows=rows, number=number, total=total, per_page=per_page)


def _key_of(statement: Select[Any]) -> list[Any]:
    mapper = inspect(statement.column_descriptions[0]["entity"])
    return [mapper.get_property_by_column(column).class_attribute for column in mapper.primary_key]
