"""How many pairs block an answer: allowed, not made, and better for both; NumPy only."""

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.problem import Problem, counts_of
from matching.proofs import LOWEST, chunks

__all__ = ["blocking_count", "free_mentors", "thresholds"]

HIGHEST = int(np.iinfo(np.int64).max)


def blocking_count(problem: Problem, pairs: IntArray) -> int:
    """Count them in one pass, by the scores of both sides unless the problem has other orders."""
    ranks = problem.ranks
    steps = problem.given_steps(pairs)
    kept = [steps, steps] if ranks is None else [side[pairs[:, 0], pairs[:, 1]] for side in ranks]
    own, _ = thresholds(problem, pairs, kept[0])
    _, others = thresholds(problem, pairs, kept[1])
    others[free_mentors(problem, pairs)] = LOWEST
    width, keys = max(problem.shape[1], 1), np.sort(_keys(problem, pairs))
    count = 0
    for rows, columns, scores in chunks(problem):
        to_own, to_other = (scores, scores) if ranks is None else (side[rows, columns] for side in ranks)
        better = (scores > LOWEST) & (to_own > own[rows]) & (to_other > others[columns])
        hits = np.broadcast_to(rows * width + columns, better.shape)[better]
        count += int((~np.isin(hits, keys)).sum())
    return count


def _keys(problem: Problem, pairs: IntArray) -> IntArray:
    keys: IntArray = pairs[:, 0] * max(problem.shape[1], 1) + pairs[:, 1]
    return keys


def thresholds(problem: Problem, pairs: IntArray, orders: IntArray) -> tuple[IntArray, IntArray]:
    """What a further pair must exceed: the least of what somebody has, or of what is better than nothing.

    Pairs that are locked are there to stay: nobody counts on giving one up.
    """
    filled, _ = counts_of(pairs, problem.shape)
    free = ~np.isin(_keys(problem, pairs), _keys(problem, problem.locked))
    pairs, orders = pairs[free], orders[free]
    own = np.full(problem.shape[0], HIGHEST)
    others = np.full(problem.shape[1], HIGHEST)
    np.minimum.at(own, pairs[:, 0], orders)
    np.minimum.at(others, pairs[:, 1], orders)
    nothing = problem.floor if problem.uses_floor else np.full(problem.shape[0], LOWEST)
    is_open = filled < problem.demand
    own[is_open] = nothing[is_open]
    return own, others


def free_mentors(problem: Problem, pairs: IntArray) -> BoolArray:
    """Mentors with a seat that is free, and room under every ceiling around them."""
    free = counts_of(pairs, problem.shape)[1] < problem.capacity
    for ceiling in problem.ceilings:
        if np.isin(pairs[:, 1], ceiling.members).sum() >= ceiling.most:
            free[ceiling.members] = False
    found: BoolArray = free
    return found
