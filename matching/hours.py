"""How many working hours two time zones share."""

import datetime as dt
from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from matching.arrays import FloatArray, IntArray
from matching.tables import Table

__all__ = ["SharedHours", "shared_hours"]

WINTER_AND_SUMMER = ("2026-01-15", "2026-07-15")


def shared_hours(zone: str, other: str, on: str, day: tuple[float, float] = (9, 17)) -> float:
    """Hours that the same local working day has in common in two zones on a date.

    Examples
    --------
    >>> shared_hours("Europe/Lisbon", "Europe/Warsaw", "2026-11-21")
    7.0
    >>> shared_hours("Europe/Lisbon", "Pacific/Auckland", "2026-11-21")
    0.0
    """
    apart = (_offset(zone, on) - _offset(other, on)) % 24
    length = day[1] - day[0]
    return max(0.0, length - min(apart, 24 - apart))


class SharedHours:
    """Shared hours of every pair of zones in two tables; NaN where a zone is missing.

    Without a date it is the fewer of a day in January and one in July, since pairs meet in both.
    """

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        columns: tuple[str, str],
        *,
        date: str | None = None,
        day: tuple[float, float] = (9, 17),
    ):
        own = mentees.read(columns[0], _zone, "a time zone such as Europe/Lisbon")
        others = mentors.read(columns[1], _zone, "a time zone such as Europe/Lisbon")
        zones = sorted({zone for zone in (*own, *others) if zone is not None})
        dates = (date,) if date else WINTER_AND_SUMMER
        self._table = np.full((len(zones) + 1, len(zones) + 1), np.nan)
        for at, zone in enumerate(zones):
            for to, other in enumerate(zones):
                self._table[at, to] = min(shared_hours(zone, other, on, day) for on in dates)
        self.codes = _codes(own, zones), _codes(others, zones)

    def of(self, rows: IntArray, columns: IntArray) -> FloatArray:
        """Shared hours for rows by columns."""
        hours: FloatArray = self._table[self.codes[0][rows][:, None], self.codes[1][columns][None, :]]
        return hours


def _codes(cells: Sequence[str | None], zones: list[str]) -> IntArray:
    code = {zone: at for at, zone in enumerate(zones)}
    return np.array([len(zones) if zone is None else code[zone] for zone in cells], dtype=np.int64)


def _zone(value: object) -> str:
    try:
        return ZoneInfo(str(value).strip()).key
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(value) from error


def _offset(zone: str, on: str) -> float:
    noon = dt.datetime.combine(dt.date.fromisoformat(on), dt.time(12), ZoneInfo(zone))
    offset = noon.utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0
