"""Where the scores of all pairs come from: a table, stored entries, or a policy on two tables of people.

A block of scores holds the least number of its type where a pair is not allowed.
"""

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.arrays import FloatArray, IntArray

__all__ = ["Across", "Block", "Dense", "Ordered", "Source", "Sparse", "Without", "never"]

Block = NDArray[Any]
"""Whole scores of rows by columns, int32 or int64."""


def never(block: Block) -> int:
    """What stands for a pair that is not allowed."""
    return int(np.iinfo(block.dtype).min)


class Across(Protocol):
    """The columns of a source in some order, laid out once for many blocks of the first of them."""

    def block(self, rows: IntArray, width: int) -> Block:
        """Scores of rows by the first columns; a new array."""


class Source(Protocol):
    """The scores of all pairs, in whole steps."""

    @property
    def shape(self) -> tuple[int, int]:
        """Mentees by mentors."""

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        """Scores of rows by columns, all columns unless given, no column twice; a new array."""

    def across(self, columns: IntArray) -> Across:
        """Some columns, none of them twice, in this order."""

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        """Scores of single pairs."""

    def span(self) -> tuple[int, int]:
        """No allowed pair scores below the first or above the second."""


class Ordered:
    """Columns of a source in some order, where there is nothing to lay out."""

    def __init__(self, source: Source, columns: IntArray):
        self._source, self._columns = source, columns

    def block(self, rows: IntArray, width: int) -> Block:
        return self._source.block(rows, self._columns[:width])


class Dense:
    """A table of all pairs; ``values`` are the scores as given where rounding changed them."""

    def __init__(self, weights: IntArray, values: FloatArray | None = None):
        self.weights, self.values = weights, values
        self.shape: tuple[int, int] = (weights.shape[0], weights.shape[1])

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        part: IntArray = self.weights[rows]
        return part if columns is None else np.ascontiguousarray(part[:, columns])

    def across(self, columns: IntArray) -> Across:
        return Ordered(self, columns)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        found: IntArray = self.weights[rows, columns]
        return found

    def span(self) -> tuple[int, int]:
        allowed = self.weights[self.weights > never(self.weights)]
        return _span(allowed)

    def given(self, rows: IntArray, columns: IntArray) -> FloatArray | IntArray:
        """Scores of single pairs as given."""
        table = self.weights if self.values is None else self.values
        found: FloatArray | IntArray = table[rows, columns]
        return found


class Sparse:
    """Allowed pairs as arcs by mentee, then mentor."""

    def __init__(
        self,
        starts: IntArray,
        columns: IntArray,
        weights: IntArray,
        n_columns: int,
        values: FloatArray | None = None,
    ):
        self.starts, self.columns, self.weights, self.values = starts, columns, weights, values
        self.shape: tuple[int, int] = (len(starts) - 1, n_columns)

    @property
    def rows(self) -> IntArray:
        """The mentee of each arc."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.starts))

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        table = np.full((len(rows), self.shape[1]), np.iinfo(np.int64).min)
        for at, row in enumerate(rows.tolist()):
            part = slice(self.starts[row], self.starts[row + 1])
            table[at, self.columns[part]] = self.weights[part]
        return table if columns is None else np.ascontiguousarray(table[:, columns])

    def across(self, columns: IntArray) -> Across:
        return Ordered(self, columns)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        arcs = self.positions(rows, columns)
        lowest = np.iinfo(np.int64).min
        if not len(self.weights):
            return np.full(len(rows), lowest)
        return np.where(arcs >= 0, self.weights[np.maximum(arcs, 0)], lowest)

    def positions(self, rows: IntArray, columns: IntArray) -> IntArray:
        """Arc of each pair; -1 where it is not allowed."""
        width = max(self.shape[1], 1)
        keys, wanted = self.rows * width + self.columns, rows * width + columns
        at = np.searchsorted(keys, wanted)
        inside = at < len(keys)
        found = np.full(len(wanted), -1, dtype=np.int64)
        found[inside] = np.where(keys[at[inside]] == wanted[inside], at[inside], -1)
        return found

    def span(self) -> tuple[int, int]:
        return _span(self.weights)

    def given(self, rows: IntArray, columns: IntArray) -> FloatArray | IntArray:
        """Scores of single pairs as given."""
        given = self.weights if self.values is None else self.values
        found: FloatArray | IntArray = given[self.positions(rows, columns)]
        return found


class Without:
    """A source in which some pairs are not allowed."""

    def __init__(self, source: Source, pairs: IntArray):
        self._source, self._pairs = source, pairs
        self.shape = source.shape

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        return _struck(self._source.block(rows, columns), rows, columns, self._pairs)

    def across(self, columns: IntArray) -> Across:
        return _AcrossWithout(self._source.across(columns), columns, self._pairs)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        found = self._source.at(rows, columns).copy()
        width = self.shape[1]
        found[np.isin(rows * width + columns, self._pairs[:, 0] * width + self._pairs[:, 1])] = never(found)
        return found

    def span(self) -> tuple[int, int]:
        return self._source.span()


class _AcrossWithout:
    def __init__(self, inner: Across, columns: IntArray, pairs: IntArray):
        self._inner, self._columns, self._pairs = inner, columns, pairs

    def block(self, rows: IntArray, width: int) -> Block:
        return _struck(self._inner.block(rows, width), rows, self._columns[:width], self._pairs)


def _struck(table: Block, rows: IntArray, columns: IntArray | None, pairs: IntArray) -> Block:
    hit = pairs[np.isin(pairs[:, 0], rows)]
    if len(hit):
        strike(table, rows, columns, hit)
    return table


def strike(table: Block, rows: IntArray, columns: IntArray | None, pairs: IntArray) -> None:
    """Mark pairs of a block as not allowed, where they lie in it."""
    row_at = {row: at for at, row in enumerate(rows.tolist())}
    column_at = None if columns is None else {column: at for at, column in enumerate(columns.tolist())}
    for row, column in pairs.tolist():
        at = column if column_at is None else column_at.get(column, -1)
        if at >= 0 and row in row_at:
            table[row_at[row], at] = never(table)


def _span(weights: IntArray) -> tuple[int, int]:
    return (int(weights.min()), int(weights.max())) if weights.size else (0, 0)
