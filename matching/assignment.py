"""`assign`: a table of scores in, the best pairs and their proof out.

Bertsekas (1988) for the auction; Ford and Fulkerson (1962) and Tomizawa (1971) for the repair by
shortest paths; Hoffman and Kruskal (1956) for why whole prices prove whole answers.
"""

from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from matching.answers import Assignment
from matching.arrays import IntArray
from matching.certify import Search
from matching.framing import Scores, frame
from matching.objectives import Found, answer_to
from matching.problem import Problem, counts_of
from matching.proofs import LOWEST, dual_bound, exact_sum, lowest_score, pair_bonus, price_of_pair, reached, standing
from matching.reasons import reasons_of
from matching.stability import blocking_pairs, stable_by_score

__all__ = ["assign", "best", "complete", "search_for"]

Hear = Callable[[str, int, int], None]


def assign(
    scores: Scores,
    *,
    capacity: ArrayLike | None = None,
    demand: ArrayLike | None = None,
    allowed: ArrayLike | None = None,
    floor: ArrayLike = 0,
    ceilings: Any = None,
    objective: str = "best_total",
) -> Assignment:
    """Give each mentee up to ``demand`` different mentors, each mentor up to ``capacity`` mentees.

    Parameters
    ----------
    scores : array_like or scipy.sparse, shape (n_mentees, n_mentors)
        Integers are kept exactly. Of a sparse table only the stored entries, zeros too, are allowed pairs.
    capacity : array_like, shape (n_mentors,), optional
        Seats of each mentor, 1 unless given; one number holds for all.
    demand : array_like, shape (n_mentees,), optional
        How many different mentors each mentee needs at most, 1 unless given.
    allowed : array_like of bool, shape (n_mentees, n_mentors), optional
        Pairs outside are never made, and their scores are not read.
    floor : number or array_like, shape (n_mentees,)
        What an unfilled need is worth under ``best_total``; a pair below it is not made.
    ceilings : iterable of (mentors, ceiling), optional
        Groups of mentors (positions or a mask), apart or nested, and how many pairs each may be in together.
    objective : {"best_total", "most_then_best", "raise_floor", "stable"}
        The best total, then the most pairs; the most pairs, then the best total; the most pairs, then the lowest
        score as high as possible, then the best total; no two who by the scores would rather have each other.

    Returns
    -------
    Assignment

    Raises
    ------
    InputError
        Wrong shapes, negative seats or needs, scores that are not finite or out of range.

    Examples
    --------
    >>> answer = assign([[9, 8], [8, 1], [7, 2]], capacity=[2, 1])
    >>> answer.pairs.tolist()
    [[0, 1], [1, 0], [2, 0]]
    >>> answer.total, answer.bound, answer.gap
    (23, 23, 0)
    >>> assign([[9, 8], [8, 1]], ceilings=[([0, 1], 1)]).pairs.tolist()
    [[0, 0]]
    """
    return best(frame(scores, capacity, demand, allowed, floor, ceilings, objective))


def best(problem: Problem, hear: Hear = lambda *_: None) -> Assignment:
    """Solve a problem and prove the result; ``hear`` is told step, done and total, and may raise `Halt`."""
    if problem.objective == "stable":
        return _stable(problem, hear)
    return answer_of(search_for(problem, hear))


def search_for(problem: Problem, hear: Hear = lambda *_: None) -> Search:
    """The candidates of a problem."""
    return Search(problem, hear)


def answer_of(search: Search) -> Assignment:
    """The proven answer of a search."""
    began = perf_counter()
    found = answer_to(search)
    problem = search.problem
    pairs = _with_locked(problem, found.pairs)
    answer = complete(problem, pairs, found, search)
    return replace(
        answer,
        blocking_pairs=blocking_pairs(problem, pairs, search.candidates),
        covers=found.covers,
        rounds=search.rounds,
        pairs_checked=search.pairs_checked,
        timings={"solving": perf_counter() - began},
    )


def complete(problem: Problem, pairs: IntArray, found: Found, search: Search | None = None) -> Assignment:
    """Put pairs and their prices together with what they come to."""
    scores = problem.given(pairs[:, 0], pairs[:, 1])
    worth = reached(problem, pairs)
    bound = bound_of(problem, pairs, found, search)
    unfilled = np.flatnonzero(counts_of(pairs, problem.shape)[0] < problem.demand)
    return Assignment(
        problem=problem,
        pairs=pairs,
        scores=scores,
        total=scores.sum().item(),
        bound=bound * problem.unit + problem.rounding,
        gap=(bound - worth) * problem.unit + problem.rounding,
        mentee_prices=found.mentee_prices,
        mentor_prices=found.mentor_prices,
        ceiling_prices=found.ceiling_prices,
        unmatched=unfilled,
        reasons=reasons_of(problem, pairs, unfilled),
    )


def bound_of(problem: Problem, pairs: IntArray, found: Found, search: Search | None) -> int:
    """What no answer exceeds; with a finished search no pair outside of it can add to that."""
    prices = found.mentee_prices, found.mentor_prices, found.ceiling_prices
    least = lowest_score(problem, pairs) if problem.objective == "raise_floor" and len(pairs) else LOWEST
    over = None if search is None or found.is_halted else _surplus_of_pairs(problem, found)
    return dual_bound(problem, prices, over, least) + standing(problem, pairs)


def _surplus_of_pairs(problem: Problem, found: Found) -> int:
    pairs = found.pairs
    scores = problem.source.at(pairs[:, 0], pairs[:, 1]).astype(np.int64)
    paid = price_of_pair(problem, found.mentor_prices, found.ceiling_prices)
    worth = scores + problem.bonus(pairs, scores) - problem.floor[pairs[:, 0]] + pair_bonus(problem)
    return exact_sum(np.maximum(worth - found.mentee_prices[pairs[:, 0]] - paid[pairs[:, 1]], 0))


def _with_locked(problem: Problem, pairs: IntArray) -> IntArray:
    every = np.concatenate((problem.locked, pairs))
    return every[np.lexsort((every[:, 1], every[:, 0]))]


def _stable(problem: Problem, hear: Hear) -> Assignment:
    """No prices here: the proof is that nobody would rather swap."""
    began = perf_counter()
    hear("solving", 0, 1)
    pairs = stable_by_score(problem)
    hear("proving", 0, 1)
    scores = problem.given(pairs[:, 0], pairs[:, 1])
    total = scores.sum().item()
    unfilled = np.flatnonzero(counts_of(pairs, problem.shape)[0] < problem.demand)
    return Assignment(
        problem=problem,
        pairs=pairs,
        scores=scores,
        total=total,
        bound=total,
        gap=type(total)(0),
        mentee_prices=np.zeros(problem.shape[0], dtype=np.int64),
        mentor_prices=np.zeros(problem.shape[1], dtype=np.int64),
        ceiling_prices=np.zeros(len(problem.ceilings), dtype=np.int64),
        unmatched=unfilled,
        reasons=reasons_of(problem, pairs, unfilled),
        blocking_pairs=blocking_pairs(problem, pairs),
        pairs_checked=problem.shape[0] * problem.shape[1],
        timings={"solving": perf_counter() - began},
    )
