"""Many rows at once, in portions that every database takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ARRAY, ColumnElement, Executable, any_, literal
from sqlalchemy.orm import InstrumentedAttribute

from app.core.db import session

T = TypeVar("T")

ROWS = 5_000
"""Of a statement that is run once for each; SQLite takes at most 32,766 values in one."""


def portions(items: Iterable[T], size: int = ROWS) -> Iterator[list[T]]:
    """The items in their order, at most ``size`` at a time.

    >>> list(portions("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    remaining = iter(items)
    while some := list(islice(remaining, size)):
        yield some


def among(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That the column holds one of the values. PostgreSQL takes thousands as one array and need not read each."""
    if session().get_bind().dialect.name != "postgresql":
        return column.in_(list(values))
    return column == any_(literal(list(values), ARRAY(column.type)))


def run_for_each(statement: Executable, rows: Iterable[dict[str, Any]]) -> None:
    """Run an INSERT, UPDATE or DELETE for each row of values; for none of them where there is no row."""
    for some in portions(rows):
        session().execute(statement, some)
