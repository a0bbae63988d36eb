"""Reads dates, and refuses to guess: 03/04/2024 is a day in March or in April until the column says which."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum, auto

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _

EARLIEST_YEAR = 1900
NEVER_YEAR = 2200
"""Years from here on stand for “no end”: HR systems write 9999-12-31."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")


class Order(Enum):
    """Which number of 03/04/2024 is the day."""

    DAY_FIRST = auto()
    MONTH_FIRST = auto()
    UNKNOWN = auto()


def date_reader(cells: Iterable[str]) -> Callable[[str], date | None]:
    """How to read the dates of one column; None stands for a year so far away that it means “never”.

    >>> read = date_reader(["13/04/2024", "03/04/2024"])
    >>> read("03/04/2024"), read("2024-02-29"), read("9999-01-01")
    (datetime.date(2024, 4, 3), datetime.date(2024, 2, 29), None)
    """
    order = _order_of(cells)
    return lambda text: _read(text, order)


def _order_of(cells: Iterable[str]) -> Order:
    pairs = [(int(found[1]), int(found[2])) for cell in cells if (found := _SLASHED.fullmatch(cell.strip()))]
    has_day_first = any(first > 12 for first, _second in pairs)
    has_day_second = any(second > 12 for _first, second in pairs)
    if has_day_first == has_day_second:
        return Order.UNKNOWN
    return Order.DAY_FIRST if has_day_first else Order.MONTH_FIRST


def _read(text: str, order: Order) -> date | None:
    year, month, day = _numbers(text, order)
    try:
        found = date(year, month, day)
    except ValueError:
        raise _no_date(text) from None
    if year < EARLIEST_YEAR:
        raise _no_date(text)
    return found if year < NEVER_YEAR else None


def _numbers(text: str, order: Order) -> tuple[int, int, int]:
    if found := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _DOTTED.fullmatch(text):
        return int(found[3]), int(found[2]), int(found[1])
    found = _SLASHED.fullmatch(text)
    if found is None:
        raise _no_date(text)
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if order is Order.UNKNOWN and first != second:
        raise RuleBroken(_("“%(text)s” can be read in two ways. Write dates as 2024-04-03", text=text))
    return (year, first, second) if order is Order.MONTH_FIRST else (year, second, first)


def _no_date(text: str) -> RuleBroken:
    return RuleBroken(_("“%(text)s” is not a date. Write dates as 2024-04-03", text=text[:40]))
