"""Criteria on single values: the same, an affinity, a difference, a range, a profile, the load."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np

from matching import options
from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria.base import Codes, Criterion, Facts, MentorCriterion, numbered_alike
from matching.tables import Cell, Table, key_of

__all__ = ["Affinity", "Gap", "Load", "Same", "Similarity", "Within", "number_codes"]


def codes_of(own: Sequence[Cell], others: Sequence[Cell]) -> tuple[IntArray, IntArray]:
    """Number the values of two columns alike; -1 is missing."""
    code: dict[Cell, int] = {}

    def number(cells: Sequence[Cell]) -> IntArray:
        keys = (key_of(value) for value in cells)
        return np.array([-1 if key is None else code.setdefault(key, len(code)) for key in keys], dtype=np.int64)

    return number(own), number(others)


def number_codes(numbers: FloatArray) -> IntArray:
    """Number the values of a column of numbers; all that are missing alike."""
    found: IntArray = np.unique(numbers, return_inverse=True)[1].reshape(-1).astype(np.int64)
    return found


class Same(Criterion):
    """Full weight where both have the same value; with ``reverse`` where they have not."""

    kind = "same"
    options: ClassVar = {"reverse": options.flag}

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str, *, reverse: bool = False):
        self._cells = mentees.values(mentee), mentors.values(mentor)
        self._own, self._others = codes_of(*self._cells)
        self._reverse = reverse

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        own, others = self._own[rows][:, None], self._others[columns][None, :]
        return ((own == others) != self._reverse).astype(np.float64), (own >= 0) & (others >= 0)

    def codes(self) -> Codes:
        return self._own, self._others

    def facts(self, row: int, column: int) -> Facts:
        return {
            "same": bool(self._own[row] == self._others[column]),
            "mentee": self._cells[0][row],
            "mentor": self._cells[1][column],
        }


class Affinity(Criterion):
    """Share from a table of mentee's value by mentor's value; ``default`` elsewhere, 0 unless given."""

    kind = "affinity"
    options: ClassVar = {"table": options.share_table, "default": options.share}
    required = ("table",)

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        table: Mapping[str, Mapping[str, float]],
        default: float = 0,
    ):
        self._cells = mentees.values(mentee), mentors.values(mentor)
        keyed = {key_of(own): {key_of(other): share for other, share in row.items()} for own, row in table.items()}
        own_values, self._own = _numbered(self._cells[0])
        other_values, self._others = _numbered(self._cells[1])
        self._shares = np.full((len(own_values) + 1, len(other_values) + 1), np.nan)
        for at, own in enumerate(own_values):
            for to, other in enumerate(other_values):
                self._shares[at, to] = keyed.get(own, {}).get(other, default)

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        shares = self._shares[self._own[rows][:, None], self._others[columns][None, :]]
        return np.nan_to_num(shares), ~np.isnan(shares)

    def codes(self) -> Codes:
        return self._own, self._others

    def facts(self, row: int, column: int) -> Facts:
        return {"mentee": self._cells[0][row], "mentor": self._cells[1][column]}


class Gap(Criterion):
    """Points by how many levels the mentor is above the mentee, the most of them at full weight."""

    kind = "gap"
    options: ClassVar = {"points": options.points, "order": options.names}
    required = ("points",)

    def __init__(
        self,
        mentees: Table,
        mentors: Table,
        mentee: str,
        mentor: str,
        *,
        points: Mapping[str, float],
        order: Sequence[str] | None = None,
    ):
        self._own, self._others = mentees.numbers(mentee, order), mentors.numbers(mentor, order)
        self._points = {int(difference): worth / max(points.values()) for difference, worth in points.items()}

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        gap = self._others[columns][None, :] - self._own[rows][:, None]
        shares = np.zeros_like(gap)
        for difference, share in self._points.items():
            shares[gap == difference] = share
        return shares, ~np.isnan(gap)

    def codes(self) -> Codes:
        return number_codes(self._own), number_codes(self._others)

    def facts(self, row: int, column: int) -> Facts:
        return {"levels_above": _plain(self._others[column] - self._own[row])}


class Within(MentorCriterion):
    """Full weight where the mentor's number lies from ``low`` to ``high``, none elsewhere."""

    kind = "within"
    options: ClassVar = {"low": options.number, "high": options.number}
    required = ("low", "high")

    def __init__(self, _mentees: Table, mentors: Table, mentor: str, *, low: float, high: float):
        self._values = mentors.numbers(mentor)
        self._low, self._high = low, high

    def mentor_shares(self, columns: IntArray) -> FloatArray:
        values = self._values[columns]
        inside = (values >= self._low) & (values <= self._high)
        return np.where(np.isnan(values), np.nan, inside)

    def mentor_codes(self) -> IntArray:
        return number_codes(self._values)

    def mentor_facts(self, column: int) -> Facts:
        value = self._values[column]
        return {"value": _plain(value), "within": bool(self._low <= value <= self._high)}


class Similarity(Criterion):
    """1 - mean distance / span of two numeric profiles, over the columns that both have filled in."""

    kind = "similarity"
    several = True
    options: ClassVar = {"span": options.positive}
    required = ("span",)

    def __init__(
        self, mentees: Table, mentors: Table, mentee: str | Sequence[str], mentor: str | Sequence[str], *, span: float
    ):
        own, others = _as_names(mentee), _as_names(mentor)
        self._own = np.column_stack([mentees.numbers(column) for column in own])
        self._others = np.column_stack([mentors.numbers(column) for column in others])
        self._span = span

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        distance = np.zeros((len(rows), len(columns)))
        both = np.zeros((len(rows), len(columns)))
        for own, others in zip(self._own[rows].T, self._others[columns].T, strict=True):
            apart = np.abs(own[:, None] - others[None, :])
            both += ~np.isnan(apart)
            distance += np.nan_to_num(apart)
        shares = 1 - distance / np.maximum(both, 1) / self._span
        return np.clip(shares, 0, 1), both > 0

    def codes(self) -> Codes:
        own, others = (
            numbered_alike(*(number_codes(side).tolist() for side in profile.T))
            for profile in (self._own, self._others)
        )
        return own, others

    def facts(self, row: int, column: int) -> Facts:
        share, _ = self.shares(np.array([row]), np.array([column]))
        return {"likeness": float(share[0, 0])}


class Load(MentorCriterion):
    """The share of a mentor's seats that was free before this run: 1 - load / seats."""

    kind = "load"
    options: ClassVar = {"seats": options.text}
    required = ("seats",)

    def __init__(self, _mentees: Table, mentors: Table, mentor: str, *, seats: str):
        self._load = mentors.numbers(mentor)
        self._seats = mentors.numbers(seats)

    def mentor_shares(self, columns: IntArray) -> FloatArray:
        free: FloatArray = np.clip(1 - self._load[columns] / np.maximum(self._seats[columns], 1), 0, 1)
        return free

    def mentor_codes(self) -> IntArray:
        return numbered_alike(number_codes(self._load).tolist(), number_codes(self._seats).tolist())

    def mentor_facts(self, column: int) -> Facts:
        return {"seats": _plain(self._seats[column]), "taken": _plain(self._load[column])}


def _numbered(cells: Sequence[Cell]) -> tuple[list[Cell], IntArray]:
    keys = [key_of(value) for value in cells]
    values = list(dict.fromkeys(key for key in keys if key is not None))
    code = {value: at for at, value in enumerate(values)}
    return values, np.array([len(values) if key is None else code[key] for key in keys], dtype=np.int64)


def _as_names(columns: str | Sequence[str]) -> Sequence[str]:
    return [columns] if isinstance(columns, str) else columns


def _plain(value: np.float64 | float) -> int | float | None:
    number = float(value)
    if number != number:  # noqa: PLR0124  # NaN is the one number unlike itself
        return None
    return int(number) if number.is_integer() else number
