"""Options that a policy may give to a criterion or a rule, each with what it accepts."""

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

__all__ = [
    "ceilings",
    "date",
    "day",
    "flag",
    "names",
    "number",
    "plain",
    "points",
    "positive",
    "share",
    "share_table",
    "sides",
    "text",
    "whole",
]


def plain(value: Any) -> Any:
    """The same number as Python's own."""
    return value.item() if isinstance(value, np.generic) else value


def number(value: Any) -> float:
    value = plain(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ValueError("expected a number")
    return value


def positive(value: Any) -> float:
    if number(value) <= 0:
        raise ValueError("expected a number above 0")
    return float(value)


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("expected a whole number")
    return value


def ceilings(value: Any) -> dict[str, int]:
    if not isinstance(value, Mapping):
        raise TypeError("expected a ceiling by column, such as {team = 4}")
    return {text(column): whole(most) for column, most in value.items()}


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("expected true or false")
    return value


def text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("expected a name")
    return value


def names(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)) or not value:
        raise ValueError("expected a list of different names")
    listed = tuple(text(name) for name in value)
    if len({name.strip().casefold() for name in listed}) < len(listed):
        raise ValueError("expected a list of different names")
    return listed


def points(value: Any) -> dict[str, float]:
    if not isinstance(value, Mapping) or not value:
        raise ValueError("expected points for each difference, such as {1 = 9, 2 = 12}")
    table = {str(int(difference)): number(worth) for difference, worth in value.items()}
    if min(table.values()) < 0 or max(table.values()) <= 0:
        raise ValueError("expected points from 0, one of them above 0")
    return table


def share(value: Any) -> float:
    if not 0 <= number(value) <= 1:
        raise ValueError("expected a share from 0 to 1")
    return value  # type: ignore[no-any-return]


def share_table(value: Any) -> dict[str, dict[str, float]]:
    if not isinstance(value, Mapping) or not all(isinstance(row, Mapping) for row in value.values()):
        raise ValueError("expected a table of shares")
    table = {str(mentee): {str(mentor): number(part) for mentor, part in row.items()} for mentee, row in value.items()}
    if any(not 0 <= part <= 1 for row in table.values() for part in row.values()):
        raise ValueError("expected shares from 0 to 1")
    return table


def sides(value: Any) -> str:
    if value not in ("both", "mentee", "mentor"):
        raise ValueError("expected both, mentee or mentor")
    return str(value)


def day(value: Any) -> tuple[float, float]:
    if not isinstance(value, (list, tuple)) or len(value) != 2 or not 0 <= number(value[0]) < number(value[1]) <= 24:
        raise ValueError("expected two hours of the day, such as [9, 17]")
    return (value[0], value[1])


def date(value: Any) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    return dt.date.fromisoformat(text(value)).isoformat()
