"""What an answer reaches and what prices say that none can exceed, in whole numbers; NumPy only.

For any prices u of needs, p of seats and c of places under ceilings, all from 0, no answer is worth more than
``sum(demand * u) + sum(capacity * p) + sum(ceiling * c) + sum over all allowed pairs of
max(0, worth - u - p - c of the groups around the mentor)``, for each pair that an answer makes pays its prices or
stands in the last sum, and nothing is used more often than there is of it.
"""

from collections.abc import Iterator

import numpy as np

from matching.arrays import IntArray
from matching.problem import Problem, counts_of
from matching.sources import Sparse, never

__all__ = [
    "chunks",
    "dual_bound",
    "exact_product",
    "exact_sum",
    "lowest_score",
    "pair_bonus",
    "price_of_pair",
    "reached",
    "standing",
]

BLOCK_CELLS = 1 << 21
LOWEST = int(np.iinfo(np.int64).min)


def reached(problem: Problem, pairs: IntArray) -> int:
    """The sum of the scores, and of the floors of unfilled needs where they count."""
    scores = problem.source.at(pairs[:, 0], pairs[:, 1]).astype(np.int64)
    total = exact_sum(scores)
    if not problem.uses_floor:
        return total
    unfilled = problem.demand - counts_of(pairs, problem.shape)[0]
    return total + exact_product(unfilled, problem.floor)


def standing(problem: Problem, pairs: IntArray) -> int:
    """What a bound for the free pairs lacks to be one for the total of answers with as many pairs and as many kept."""
    locked = problem.source.at(problem.locked[:, 0], problem.locked[:, 1]).astype(np.int64)
    free = len(pairs) - len(problem.locked)
    scores = problem.source.at(pairs[:, 0], pairs[:, 1]).astype(np.int64)
    is_locked = np.isin(_keys(problem, pairs), _keys(problem, problem.locked))
    bonus = exact_sum(np.where(is_locked, 0, problem.bonus(pairs, scores)))
    return exact_sum(locked) + exact_product(problem.left()[0], problem.floor) - free * pair_bonus(problem) - bonus


def lowest_score(problem: Problem, pairs: IntArray) -> int:
    """The lowest score of some pairs."""
    return int(problem.source.at(pairs[:, 0], pairs[:, 1]).min())


def _keys(problem: Problem, pairs: IntArray) -> IntArray:
    keys: IntArray = pairs[:, 0] * max(problem.shape[1], 1) + pairs[:, 1]
    return keys


def pair_bonus(problem: Problem) -> int:
    """What each pair is worth beside its score: enough to outweigh any difference in total where pairs come first."""
    if problem.uses_floor:
        return 0
    low, high = problem.source.span()
    return (high - low + problem.keep_bonus) * (problem.at_most() + 1) + max(0, -low) + 1


def dual_bound(
    problem: Problem, prices: tuple[IntArray, IntArray, IntArray], over: int | None = None, least: int = LOWEST
) -> int:
    """What no answer exceeds, by prices of mentees, mentors and ceilings, the locked pairs apart.

    Worth is score, bonus of a kept pair and `pair_bonus`, less the floor. ``over`` is the last sum where it is known.
    """
    demand, capacity = problem.left()
    bound = exact_product(demand, prices[0]) + exact_product(capacity, prices[1])
    bound += sum(
        left * int(price) for left, price in zip(problem.left_under_ceilings(), prices[2].tolist(), strict=True)
    )
    return bound + (surplus(problem, prices, pair_bonus(problem), least) if over is None else over)


def surplus(problem: Problem, prices: tuple[IntArray, IntArray, IntArray], plus: int, least: int) -> int:
    """What all free pairs that score ``least`` or more are worth above their prices."""
    paid = price_of_pair(problem, prices[1], prices[2])
    total = 0
    for rows, columns, scores in chunks(problem):
        allowed = (scores >= least) & (scores > LOWEST)
        worth = scores - problem.floor[rows] + plus - prices[0][rows] - paid[columns]
        total += exact_sum(np.where(allowed, np.maximum(worth, 0), 0))
    return total + _kept_surplus(problem, prices[0], paid, plus, least)


def _kept_surplus(problem: Problem, needs: IntArray, paid: IntArray, plus: int, least: int) -> int:
    """What the bonus adds to that; a pair that is locked is not free, kept or not."""
    kept = problem.kept[~np.isin(_keys(problem, problem.kept), _keys(problem, problem.locked))]
    scores = problem.source.at(kept[:, 0], kept[:, 1]).astype(np.int64)
    bonus = np.where(scores >= least, problem.bonus(kept, scores), 0)
    base = scores - problem.floor[kept[:, 0]] + plus - needs[kept[:, 0]] - paid[kept[:, 1]]
    return int((np.maximum(base + bonus, 0) - np.maximum(base, 0))[bonus > 0].sum())


def price_of_pair(problem: Problem, mentor_prices: IntArray, ceiling_prices: IntArray) -> IntArray:
    """What a pair pays at each mentor: the seat, and a place under each ceiling around it."""
    paid = mentor_prices.copy()
    for ceiling, price in zip(problem.ceilings, ceiling_prices.tolist(), strict=True):
        paid[ceiling.members] += price
    return paid


def chunks(problem: Problem) -> Iterator[tuple[IntArray, IntArray, IntArray]]:
    """Rows, columns and scores of all free pairs, in arrays that go together; the least int64 is not allowed."""
    source, locked = problem.source, problem.locked
    if isinstance(source, Sparse):  # of these none is locked: `assign` knows no locks
        yield source.rows, source.columns, source.weights
        return
    columns = np.arange(problem.shape[1])
    height = max(1, BLOCK_CELLS // max(problem.shape[1], 1))
    for start in range(0, problem.shape[0], height):
        rows = np.arange(start, min(start + height, problem.shape[0]))
        block = source.block(rows)
        scores: IntArray = np.where(block > never(block), block.astype(np.int64), LOWEST)
        here = locked[(locked[:, 0] >= start) & (locked[:, 0] < start + len(rows))]
        scores[here[:, 0] - start, here[:, 1]] = LOWEST
        yield rows[:, None], columns[None, :], scores


def exact_sum(numbers: IntArray) -> int:
    """The sum of whole numbers, however large.

    Examples
    --------
    >>> exact_sum(np.full(4, 2**62))
    18446744073709551616
    """
    return (int((numbers >> 32).sum()) << 32) + int((numbers & 0xFFFFFFFF).sum())


def exact_product(counts: IntArray, prices: IntArray) -> int:
    some = np.flatnonzero(prices)
    return sum(count * price for count, price in zip(counts[some].tolist(), prices[some].tolist(), strict=True))
