"""The criterion on free text."""

from collections.abc import Sequence

import numpy as np

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.criteria.base import Criterion, Facts, InCommon
from matching.tables import Cell, Table
from matching.text import text_vectors

__all__ = ["Text"]


class Text(Criterion):
    """How alike two texts are in words and in parts of words."""

    kind = "text"

    def __init__(self, mentees: Table, mentors: Table, mentee: str, mentor: str):
        own, others = _texts(mentees.cells(mentee)), _texts(mentors.cells(mentor))
        self._known = np.array([bool(text) for text in own]), np.array([bool(text) for text in others])
        self._vectors = text_vectors(own, others)
        self._words = [set(text.casefold().split()) for text in own], [set(text.casefold().split()) for text in others]

    def shares(self, rows: IntArray, columns: IntArray) -> tuple[FloatArray, BoolArray]:
        shares = (self._vectors[0][rows] @ self._vectors[1][columns].T).toarray()
        known = self._known[0][rows].astype(bool)[:, None] & self._known[1][columns].astype(bool)[None, :]
        return np.clip(shares, 0, 1), known

    def in_common(self) -> InCommon:
        return InCommon(self._vectors[0], self._vectors[1], (self._known[0].astype(bool), self._known[1].astype(bool)))

    def facts(self, row: int, column: int) -> Facts:
        return {"shared_words": sorted(word for word in self._words[0][row] & self._words[1][column] if len(word) > 3)}


def _texts(cells: Sequence[Cell]) -> list[str]:
    return ["" if value is None else str(value) for value in cells]
