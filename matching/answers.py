"""What `assign` and `verify` return."""

from dataclasses import dataclass

import numpy as np

from matching.arrays import FloatArray, IntArray
from matching.problem import Problem

__all__ = ["Assignment", "Verdict"]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Assignment:
    """Who is with whom, and the prices that prove it.

    Attributes
    ----------
    problem : Problem
        What was asked, so that `matching.verify` needs nothing else.
    pairs : int64, shape (k, 2)
        Row and column of each pair, sorted.
    scores : int64 or float64, shape (k,)
        Score of each pair as given.
    total : int or float
        Sum of the scores.
    bound : int or float
        No answer reaches more than this, counting each unfilled need at the floor.
    gap : int or float
        Bound less what this answer reaches; 0 is proven best. For floats it holds what rounding may hide.
    mentee_prices, mentor_prices : int64
        What one need, one seat, is worth at the margin, in steps of ``problem.unit``.
    unmatched : int64
        Rows that keep an unfilled need.
    """

    problem: Problem
    pairs: IntArray
    scores: IntArray | FloatArray
    total: int | float
    bound: int | float
    gap: int | float
    mentee_prices: IntArray
    mentor_prices: IntArray
    unmatched: IntArray

    @property
    def objective(self) -> str:
        """What was asked for: one of ``matching.OBJECTIVES``."""
        return self.problem.objective

    @property
    def proven(self) -> bool:
        """Whether no better result exists."""
        return self.gap <= self.problem.rounding

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assignment) and np.array_equal(self.pairs, other.pairs) and self.total == other.total

    __hash__ = None  # type: ignore[assignment]  # equal by value, and holds arrays


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an answer holds, and why not.

    Examples
    --------
    >>> bool(Verdict(False, "mentor 3 has more mentees than seats"))
    False
    """

    holds: bool
    reason: str

    def __bool__(self) -> bool:
        return self.holds
