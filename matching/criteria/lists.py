"""Criteria on lists: skills wanted and offered, items in common, a value in the other's list."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np

from matching import options
from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria.base import Codes, Criterion, Facts, InCommon, numbered_alike
from matching.incidence import given, incidence, numbered, sparse_table
from matching.tables import Cell, Table, key_of

__all__ = ["Contains", "Coverage", "SetOverlap", "covered_share"]

Levels = dict[Cell, tuple[Cell, float | None]]


def covered_share(target: float | None, level: float | None) -> float:
    """How far one offered level covers a wanted one; a skill named without a level counts in full.

    Examples
    --------
    >>> covered_share(4, 3), covered_share(4, 6), covered_share(None, 2)
    (0.75, 1.0, 1.0)
    """
    if target is None or level is None or target <= 0:
        return 1.0
    return min(1.0, max(0.0, level / target))


class Coverage(Criterion):
    """Mean over the wanted skills of how far the mentor's level reaches the wanted one.

    ``sum(min(1, offered / wanted)) / number wanted``: what the mentor offers beyond the wish counts for nothing.
    """

    kind = "coverage"

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        self._wanted, self._offered = mentees.levels(mentee), mentors.levels(mentor)
        targets = numbered([[(skill, level[1]) for skill, level in (cell or {}).items()] for cell in self._wanted])
        wanted = [
            (row, targets[skill, level[1]], 1 / len(cell))
            for row, cell in enumerate(cell or {} for cell in self._wanted)
            for skill, level in cell.items()
        ]
        offered = [
            (column, at, covered_share(target, cell[skill][1]))
            for column, cell in enumerate(self._offered)
            for (skill, target), at in targets.items()
            if cell and skill in cell
        ]
        self._wishes = sparse_table(wanted, (len(mentees), len(targets)))
        self._supply = sparse_table(offered, (len(mentors), len(targets)))
        self._known = given(self._wanted), given(self._offered)

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        shares = (self._wishes[rows] @ self._supply[columns].T).toarray()
        return shares, self._known[0][rows][:, None] & self._known[1][columns][None, :]

    def in_common(self) -> InCommon:
        return InCommon(self._wishes, self._supply, self._known)

    def facts(self, row: int, column: int) -> Facts:
        wanted, offered = self._wanted[row] or {}, self._offered[column] or {}
        both = [skill for skill in wanted if skill in offered]
        return {
            "covered": [
                {"skill": wanted[skill][0], "wanted": wanted[skill][1], "offered": offered[skill][1]} for skill in both
            ],
            "uncovered": [wanted[skill][0] for skill in wanted if skill not in offered],
        }


class SetOverlap(Criterion):
    """Items in common over items of either (Jaccard), of one column or of several together."""

    kind = "set_overlap"
    several = True

    def __init__(self, mentees: Table, mentors: Table, mentee: str | Sequence[str], mentor: str | Sequence[str]):
        self._own, self._others = _joined(mentees, mentee), _joined(mentors, mentor)
        code = numbered(self._own, self._others)
        self._have = incidence(self._own, code), incidence(self._others, code)
        self._sizes = (
            np.array([len(cell or ()) for cell in self._own]),
            np.array([len(cell or ()) for cell in self._others]),
        )

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        common = (self._have[0][rows] @ self._have[1][columns].T).toarray()
        own, others = self._sizes[0][rows][:, None], self._sizes[1][columns][None, :]
        return common / np.maximum(own + others - common, 1), (own > 0) & (others > 0)

    def in_common(self) -> InCommon:
        known = self._sizes[0] > 0, self._sizes[1] > 0
        return InCommon(self._have[0], self._have[1], known, self._sizes)

    def facts(self, row: int, column: int) -> Facts:
        own, others = self._own[row] or {}, self._others[column] or {}
        return {"shared": [value for item, value in own.items() if item in others]}


class Contains(Criterion):
    """Full weight where the mentee's value is in the mentor's list.

    With ``consent``, a column of the mentees, only where that says yes; elsewhere nothing is
    scored and no fact is given.
    """

    kind = "contains"
    options: ClassVar = {"consent": options.text}

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str, *, consent: str | None = None):
        self._values = [None if value is None else {key_of(value): value} for value in mentees.values(mentee)]
        self._lists = mentors.sets(mentor)
        code = numbered(self._values)
        self._have = incidence(self._values, code), incidence(self._lists, code)
        self._known = given(self._values), given(self._lists)
        flags = mentees.flags(consent) if consent else [True] * len(mentees)
        self._consents = np.array([flag is True for flag in flags], dtype=bool)

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        consents = self._consents[rows][:, None]
        shares = (self._have[0][rows] @ self._have[1][columns].T).toarray() * consents
        return shares, (self._known[0][rows][:, None] & self._known[1][columns][None, :]) | ~consents

    def codes(self) -> Codes:
        own = numbered_alike([_frozen(value) for value in self._values], self._consents.tolist())
        return own, numbered_alike([_frozen(items) for items in self._lists])

    def facts(self, row: int, column: int) -> Facts:
        own, others = self._values[row] or {}, self._lists[column] or {}
        return {"shared": [value for item, value in own.items() if self._consents[row] and item in others]}


def _frozen(items: dict[Cell, Cell] | None) -> frozenset[Cell] | None:
    return None if items is None else frozenset(items)


def _joined(table: Table, columns: str | Sequence[str]) -> list[dict[Cell, Cell] | None]:
    if isinstance(columns, str):
        return table.sets(columns)
    read = [table.sets(column) for column in columns]
    rows = zip(*read, strict=True)
    return [
        {(at, item): value for at, cell in enumerate(row) for item, value in (cell or {}).items()} or None
        for row in rows
    ]
