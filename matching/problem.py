"""The problem behind every answer, in whole numbers throughout.

Scores are whole numbers of ``unit``. Floats are rounded to a power of two first, and what
the rounding may cost is kept, so that a gap can name it.
"""

from dataclasses import dataclass

import numpy as np

from matching.arrays import FloatArray, IntArray
from matching.ceilings import Ceiling
from matching.errors import InputError
from matching.sources import Block, Source, never

__all__ = ["NO_PAIRS", "OBJECTIVES", "Problem", "check_range", "counts_of"]

OBJECTIVES = ("best_total", "most_then_best", "raise_floor", "stable")
NO_PAIRS = np.zeros((0, 2), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """Mentees with needs, mentors with seats, and the pairs that are allowed.

    Parameters
    ----------
    source : Source
        The scores of all pairs, in ``unit``.
    capacity, demand : int64
        Seats of each mentor, needs of each mentee.
    floor : int64, shape (n_mentees,)
        What an unfilled need is worth, in ``unit``.
    objective : str
        One of ``OBJECTIVES``.
    locked : int64, shape (k, 2)
        Pairs that are in every answer, sorted.
    kept : int64, shape (k, 2)
        Pairs worth ``keep_bonus`` more while solving, never in the total; not those below the floor.
    ceilings : tuple of Ceiling
    unit : int or float
        What one step of a score is worth in the caller's units.
    rounding : float
        The most by which rounding can separate two totals, in the caller's units.
    ranks : tuple of int64, optional
        For ``stable``: place of each other person in the order of a mentee (mentees by mentors), of a mentor.
    """

    source: Source
    capacity: IntArray
    demand: IntArray
    floor: IntArray
    objective: str
    locked: IntArray
    kept: IntArray
    keep_bonus: int = 0
    ceilings: tuple[Ceiling, ...] = ()
    unit: int | float = 1
    rounding: int | float = 0
    ranks: tuple[IntArray, IntArray] | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Mentees by mentors."""
        return self.source.shape

    @property
    def uses_floor(self) -> bool:
        """Whether an unfilled need is worth something."""
        return self.objective == "best_total"

    @property
    def has_bonus(self) -> bool:
        """Whether any pair is worth something beside its score."""
        return bool(len(self.kept) and self.keep_bonus)

    def bonus(self, pairs: IntArray, scores: Block) -> IntArray:
        """What each of some pairs is worth beside its score."""
        if not self.has_bonus:
            return np.zeros(len(pairs), dtype=np.int64)
        width = max(self.shape[1], 1)
        kept = np.isin(pairs[:, 0] * width + pairs[:, 1], self.kept[:, 0] * width + self.kept[:, 1])
        above = (scores >= self.floor[pairs[:, 0]]) if self.uses_floor else True
        return np.where(kept & above, self.keep_bonus, 0)

    def given(self, rows: IntArray, columns: IntArray) -> IntArray | FloatArray:
        """Scores of single pairs in the caller's units."""
        read = getattr(self.source, "given", None)
        if read is not None and (isinstance(self.unit, int) or getattr(self.source, "values", None) is not None):
            found: IntArray | FloatArray = read(rows, columns)
            return found
        return np.asarray(self.source.at(rows, columns) * self.unit)

    def given_steps(self, pairs: IntArray) -> IntArray:
        """Scores of some pairs in steps."""
        return self.source.at(pairs[:, 0], pairs[:, 1]).astype(np.int64)

    def is_allowed(self, pairs: IntArray) -> bool:
        """Whether all of some pairs are allowed."""
        scores = self.source.at(pairs[:, 0], pairs[:, 1])
        return bool((scores > never(scores)).all())

    def left(self) -> tuple[IntArray, IntArray]:
        """Needs and seats that are left once the locked pairs stand."""
        rows, columns = counts_of(self.locked, self.shape)
        return self.demand - rows, self.capacity - columns

    def left_under_ceilings(self) -> list[int]:
        """What each ceiling leaves once the locked pairs stand."""
        return [ceiling.most - int(np.isin(self.locked[:, 1], ceiling.members).sum()) for ceiling in self.ceilings]

    def at_most(self) -> int:
        """More pairs than this no answer has."""
        needs = np.minimum(self.demand, self.shape[1]).sum()
        return int(min(needs, np.minimum(self.capacity, self.shape[0]).sum()))


def counts_of(pairs: IntArray, shape: tuple[int, int]) -> tuple[IntArray, IntArray]:
    """How many pairs each mentee and each mentor is in."""
    return np.bincount(pairs[:, 0], minlength=shape[0]), np.bincount(pairs[:, 1], minlength=shape[1])


def check_range(largest: int, bonus: int, pairs_at_most: int) -> None:
    """Refuse numbers whose sums would leave int64."""
    if not fits(2 * largest + bonus, pairs_at_most):
        raise InputError(f"scores: {largest} is out of range for exact sums over {pairs_at_most} pairs")


def fits(worth: int, pairs_at_most: int) -> bool:
    """Whether sums over that many pairs, and prices along the way, stay in int64."""
    return worth * (pairs_at_most + 2) * 2 < 2**62
