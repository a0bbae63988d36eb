"""What `assign`, `stable` and `verify` return."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from matching.arrays import FloatArray, IntArray
from matching.problem import Problem

__all__ = ["Assignment", "Verdict"]

NONE = np.zeros(0, dtype=np.int64)


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
        No answer reaches more than this, counting each unfilled need at the floor. Where the number of pairs
        comes first: no answer with as many, and with no lower score than this one's lowest under ``raise_floor``.
    gap : int or float
        Bound less what this answer reaches; 0 is proven best. For floats it holds what rounding may hide.
    mentee_prices, mentor_prices, ceiling_prices : int64
        What one need, one seat, one place under a ceiling is worth at the margin, in steps of ``problem.unit``.
        Where the number of pairs comes first they include its bonus.
    unmatched : int64
        Rows that keep an unfilled need.
    reasons : tuple of str
        Why, for each of them: ``no_mentors``, ``no_allowed_mentor``, ``below_floor``, ``no_seat_left`` or
        ``no_other_mentor``; see `matching.Unmatched`.
    blocking_pairs : int
        Allowed pairs that are not made though both would rather have each other; the price of optimality.
    covers : tuple of (mentee, mentor, ceiling prices)
        Under ``raise_floor``: that no answer has more pairs, and that any higher floor loses one.
    rounds, pairs_checked : int
        How often candidates were solved, and how many pairs were looked at.
    timings : mapping of str to float
        Seconds by step.
    policy_digest, input_digest : str
    salt : int
        As of the match that this is of; empty where it is of none.

    Examples
    --------
    >>> from matching import assign
    >>> answer = assign([[4, 2]], demand=[2])
    >>> answer.pairs.tolist(), answer.total, answer.gap, answer.proven
    ([[0, 0], [0, 1]], 6, 0, True)
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
    ceiling_prices: IntArray = field(default_factory=lambda: NONE)
    reasons: tuple[str, ...] = ()
    blocking_pairs: int = 0
    covers: tuple[tuple[IntArray, IntArray, IntArray], ...] = ()
    rounds: int = 0
    pairs_checked: int = 0
    timings: Mapping[str, float] = field(default_factory=dict)
    policy_digest: str = ""
    input_digest: str = ""
    salt: int = 0

    @property
    def objective(self) -> str:
        """What was asked for: one of ``matching.OBJECTIVES``."""
        return self.problem.objective

    @property
    def proven(self) -> bool:
        """Whether no better result exists."""
        shown = self.objective != "raise_floor" or len(self.covers) > 0 or len(self.pairs) == 0
        return self.gap <= self.problem.rounding and shown

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
