"""The criterion on shared working hours."""

from typing import Any, ClassVar

import numpy as np

from matching import options
from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria.attributes import codes_of
from matching.criteria.base import Codes, Criterion, Facts, numbered_alike
from matching.hours import SharedHours
from matching.tables import Table

__all__ = ["Hours"]


class Hours(Criterion):
    """Shared working hours a day over ``full``, 4 unless given; in full where ``place`` is the same."""

    kind = "hours"
    options: ClassVar = {"full": options.positive, "day": options.day, "date": options.date, "place": options.text}

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        full: float = 4,
        place: str | None = None,
        **working: Any,
    ):
        self._hours = SharedHours(mentees, mentors, (mentee, mentor), **working)
        self._full = full
        nowhere = np.full(len(mentees), -1), np.full(len(mentors), -1)
        self._places = codes_of(mentees.values(place), mentors.values(place)) if place else nowhere

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        hours = self._hours.of(rows, columns)
        together = self._together(rows, columns)
        return np.where(together, 1.0, np.clip(np.nan_to_num(hours) / self._full, 0, 1)), together | ~np.isnan(hours)

    def codes(self) -> Codes:
        own, others = (
            numbered_alike(zones.tolist(), places.tolist())
            for zones, places in zip(self._hours.codes, self._places, strict=True)
        )
        return own, others

    def facts(self, row: int, column: int) -> Facts:
        at = np.array([row]), np.array([column])
        hours = float(self._hours.of(*at)[0, 0])
        return {"hours": None if np.isnan(hours) else hours, "same_place": bool(self._together(*at)[0, 0])}

    def _together(self, rows: IntArray, columns: IntArray) -> BoolArray:
        own, others = self._places[0][rows][:, None], self._places[1][columns][None, :]
        same: BoolArray = (own == others) & (own >= 0)
        return same
