"""Bare preferences as a source: who accepts whom, and in which order; NumPy only."""

import numpy as np

from matching.arrays import IntArray
from matching.sources import Across, Block, Ordered

__all__ = ["UNRANKED", "Preferences"]

UNRANKED = 2**31 - 1
LOWEST = int(np.iinfo(np.int64).min)


class Preferences:
    """Ranked lists of both sides.

    Parameters
    ----------
    starts, columns : int64
        Mentors of each mentee, the dearest first.
    places : int64
        For each of them the mentee's place in the mentor's list, `UNRANKED` where it is not in it.
    n_columns : int
    """

    def __init__(self, starts: IntArray, columns: IntArray, places: IntArray, n_columns: int):
        self.starts, self.columns, self.places = starts, columns, places
        self.shape: tuple[int, int] = (len(starts) - 1, n_columns)

    @property
    def rows(self) -> IntArray:
        """The mentee of each entry."""
        return np.repeat(np.arange(self.shape[0]), np.diff(self.starts))

    def block(self, rows: IntArray, columns: IntArray | None = None) -> Block:
        across = np.arange(self.shape[1]) if columns is None else columns
        grid = np.repeat(rows, len(across)), np.tile(across, len(rows))
        return self.at(*grid).reshape(len(rows), len(across))

    def across(self, columns: IntArray) -> Across:
        return Ordered(self, columns)

    def at(self, rows: IntArray, columns: IntArray) -> Block:
        return np.where(self.entries(rows, columns) >= 0, 0, LOWEST)

    def span(self) -> tuple[int, int]:
        return 0, 0

    def entries(self, rows: IntArray, columns: IntArray) -> IntArray:
        """Entry of each pair that both accept; -1 elsewhere."""
        width = max(self.shape[1], 1)
        usable = np.flatnonzero(self.places < UNRANKED)
        keys = self.rows[usable] * width + self.columns[usable]
        order = np.argsort(keys)
        wanted = rows * width + columns
        at = np.searchsorted(keys[order], wanted)
        inside = at < len(keys)
        found = np.full(len(wanted), -1, dtype=np.int64)
        hit = order[at[inside]]
        found[inside] = np.where(keys[hit] == wanted[inside], usable[hit], -1)
        return found

    def reasons(self, rows: IntArray) -> tuple[str, ...]:
        """Why each of some mentees has nobody."""
        ranked = [self.places[self.starts[row] : self.starts[row + 1]] < UNRANKED for row in rows.tolist()]
        return tuple("no_seat_left" if places.any() else "no_allowed_mentor" for places in ranked)

    def blocking_pairs(self, pairs: IntArray, capacity: IntArray, entries: IntArray | None = None) -> int:
        """How many would both rather have each other; ``entries`` of the pairs where they are known."""
        entries = self.entries(pairs[:, 0], pairs[:, 1]) if entries is None else entries
        asked = np.full(self.shape[0], len(self.columns), dtype=np.int64)
        asked[pairs[:, 0]] = entries
        worst = np.full(self.shape[1], -1, dtype=np.int64)
        np.maximum.at(worst, pairs[:, 1], self.places[entries])
        free = np.bincount(pairs[:, 1], minlength=self.shape[1]) < capacity
        worst = np.where(free, UNRANKED, worst)
        earlier = np.arange(len(self.columns)) < np.repeat(asked, np.diff(self.starts))
        return int((earlier & (self.places < worst[self.columns])).sum())
