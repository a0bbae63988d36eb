"""The criterion on ranked wishes."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

import numpy as np
from scipy.sparse import csr_array

from matching import options
from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria.base import Criterion, Facts, InPairs
from matching.incidence import given, sparse_table
from matching.tables import Cell, Table, key_of

__all__ = ["Preference"]

ONE_SIDED = 0.6


class Preference(Criterion):
    """Rank r of K wishes is worth (K - r + 1) / K; both sides by their geometric mean, one side at 0.6.

    Columns hold ids of the other side, the first wish first. Whoever has no list is unknown, not unwilling.
    """

    kind = "preference"
    options: ClassVar = {"sides": options.sides}

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str, *, sides: str = "both"):
        self._use = sides != "mentor", sides != "mentee"
        own = mentees.ranks(mentee) if self._use[0] else [None] * len(mentees)
        others = mentors.ranks(mentor) if self._use[1] else [None] * len(mentors)
        self._own = _worth(own, mentors.ids)
        self._others = _worth(others, mentees.ids)
        self._known = given(own), given(others)

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        own = self._own[rows][:, columns].toarray()
        others = self._others[columns][:, rows].toarray().T
        known = self._known[0][rows][:, None] | self._known[1][columns][None, :]
        return self._joined(own, others), known

    def _joined(self, own: FloatArray, others: FloatArray) -> FloatArray:
        if not all(self._use):
            return own + others
        both = np.sqrt(own * others)
        return np.where(both > 0, both, ONE_SIDED * (own + others))

    def in_pairs(self) -> InPairs:
        others = csr_array(self._others.T)
        pattern = csr_array(self._own + others).tocoo()
        rows, columns = (side.astype(np.int64) for side in pattern.coords)
        # SciPy gives a sparse nothing where nothing is asked for.
        sides = [np.asarray(side[rows, columns]).ravel() if len(rows) else np.zeros(0) for side in (self._own, others)]
        own_worth, other_worth = sides
        return InPairs(rows, columns, self._joined(own_worth, other_worth), self._known)

    def places(self) -> tuple[csr_array, csr_array]:
        """How high each stands in the other's list, 1 at most, 0 where absent: mentees by mentors, and reverse."""
        return self._own, self._others

    def facts(self, row: int, column: int) -> Facts:
        return {
            "mentee_wished": bool(self._own[[row]][:, [column]].sum() > 0),
            "mentor_wished": bool(self._others[[column]][:, [row]].sum() > 0),
        }


def _worth(lists: Sequence[Sequence[Cell] | None], ids: Sequence[Cell]) -> csr_array:
    place: Mapping[Cell, int] = {key_of(value): at for at, value in enumerate(ids)}
    entries = [
        (row, place[key_of(wish)], (len(wishes) - rank) / len(wishes))
        for row, wishes in enumerate(cell or () for cell in lists)
        for rank, wish in enumerate(wishes)
        if key_of(wish) in place
    ]
    return sparse_table(entries, (len(lists), len(ids)))
