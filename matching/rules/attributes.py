"""Rules on single values."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from scipy.sparse import csr_array

from matching import options
from matching.arrays import BoolArray, IntArray
from matching.criteria.attributes import codes_of, number_codes
from matching.criteria.base import Codes
from matching.hours import SharedHours
from matching.rules.base import Rule
from matching.tables import Table

__all__ = ["Consented", "Different", "GapWithin", "HoursAtLeast", "Same"]


FEW_EACH = 20
"""Single pairs are listed where these are no more of them for each person."""


class Different(Rule):
    """The two must not have the same value."""

    kind = "different"
    _same = False

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        self._own, self._others = codes_of(mentees.values(mentee), mentors.values(mentor))

    def codes(self) -> Codes:
        return self._own, self._others

    def listed(self) -> csr_array | None:
        n_codes = 1 + max(self._own.max(initial=0), self._others.max(initial=0))
        counts = [np.bincount(side[side >= 0], minlength=n_codes) for side in (self._own, self._others)]
        if self._same or counts[0] @ counts[1] > FEW_EACH * (len(self._own) + len(self._others)):
            return None
        own, others = (_one_hot(side, n_codes) for side in (self._own, self._others))
        return own @ others.T

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        own, others = self._own[rows][:, None], self._others[columns][None, :]
        missing = (own < 0) | (others < 0)
        return ((own == others) != self._same) & ~missing, missing


class Same(Different):
    """The two must have the same value."""

    kind = "same"
    _same = True


class GapWithin(Rule):
    """The mentor must be from ``min`` to ``max`` levels above the mentee."""

    kind = "gap_within"
    options: ClassVar = {"min": options.number, "max": options.number, "order": options.names}

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        order: Sequence[str] | None = None,
        **limits: float,
    ):
        self._own, self._others = mentees.numbers(mentee, order), mentors.numbers(mentor, order)
        self._min, self._max = limits.get("min", -np.inf), limits.get("max", np.inf)

    def codes(self) -> Codes:
        return number_codes(self._own), number_codes(self._others)

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        gap = self._others[columns][None, :] - self._own[rows][:, None]
        return (gap < self._min) | (gap > self._max), np.isnan(gap)


class HoursAtLeast(Rule):
    """The two must share at least ``hours`` working hours a day."""

    kind = "hours_at_least"
    options: ClassVar = {"hours": options.positive, "day": options.day, "date": options.date}
    required = ("hours",)

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        hours: float,
        **working: Any,
    ):
        self._hours = SharedHours(mentees, mentors, (mentee, mentor), **working)
        self._least = hours

    def codes(self) -> Codes:
        return self._hours.codes

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        hours = self._hours.of(rows, columns)
        return hours < self._least, np.isnan(hours)


class Consented(Rule):
    """Both must have consented; a plain no on either side rules the pair out."""

    kind = "consented"

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        flags = mentees.flags(mentee), mentors.flags(mentor)
        self._refused = [np.array([flag is False for flag in side], dtype=bool) for side in flags]
        self._missing = [np.array([flag is None for flag in side], dtype=bool) for side in flags]

    def codes(self) -> Codes:
        own, others = (
            2 * refused.astype(np.int64) + missing
            for refused, missing in zip(self._refused, self._missing, strict=True)
        )
        return own, others

    def check(self, rows: IntArray, columns: IntArray) -> tuple[BoolArray, BoolArray]:
        own, others = (self._refused[0][rows][:, None], self._refused[1][columns][None, :])
        missing = self._missing[0][rows][:, None] | self._missing[1][columns][None, :]
        return own | others, missing


def _one_hot(codes: IntArray, n_codes: int) -> csr_array:
    known = np.flatnonzero(codes >= 0)
    return csr_array((np.ones(len(known)), (known, codes[known])), shape=(len(codes), n_codes))
