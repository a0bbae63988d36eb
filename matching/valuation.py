"""What a pair is worth to the solver: the score times something plus something, so that one solver serves all aims."""

from dataclasses import dataclass

import numpy as np

from matching.arrays import IntArray
from matching.problem import Problem, check_range, fits
from matching.proofs import pair_bonus

__all__ = ["Valuation", "best_total", "every_pair", "most_first", "within_most"]

LOWEST = int(np.iinfo(np.int64).min)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Valuation:
    """A pair of row i is worth ``times * (score + bonus) + plus[i]``; below the score ``least`` it is not made."""

    times: int
    plus: IntArray
    least: int = LOWEST

    def of(self, problem: Problem, rows: IntArray, columns: IntArray, scores: IntArray) -> IntArray:
        """Worth of some pairs; -1 where they are not made."""
        worth: IntArray = self.times * scores + self.plus[rows]
        if self.times and problem.has_bonus:
            worth += self.times * problem.bonus(np.column_stack((rows, columns)), scores)
        return worth if self.least == LOWEST else np.where(scores >= self.least, worth, -1)


def best_total(problem: Problem) -> Valuation:
    """Worth over an unfilled need; among equals the most pairs, where the numbers leave room to say so."""
    low, high = problem.source.span()
    most = int(problem.at_most())
    largest = max(-low, high, int(np.abs(problem.floor).max(initial=0)))
    check_range(largest, problem.keep_bonus, most)
    factor = most + 1
    if fits((2 * largest + problem.keep_bonus) * factor + 1, most):
        return Valuation(times=factor, plus=1 - factor * problem.floor)
    return Valuation(times=1, plus=-problem.floor)


def within_most(problem: Problem, least: int = LOWEST) -> Valuation:
    """Every pair is worth more than none: a good start for `most_first`."""
    low, _ = problem.source.span()
    return Valuation(times=1, plus=np.full(problem.shape[0], 1 - low), least=least)


def most_first(problem: Problem, least: int = LOWEST) -> Valuation:
    """A bonus for each pair that outweighs any difference in total."""
    low, high = problem.source.span()
    bonus = pair_bonus(problem)
    check_range(max(-low, high), problem.keep_bonus + bonus, problem.at_most())
    return Valuation(times=1, plus=np.full(problem.shape[0], bonus), least=least)


def every_pair(problem: Problem, least: int) -> Valuation:
    """One for every pair: how many there can be."""
    return Valuation(times=0, plus=np.ones(problem.shape[0], dtype=np.int64), least=least)
