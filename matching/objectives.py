"""The objectives, each as a few questions to one solver."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from matching import valuation
from matching.arrays import IntArray
from matching.certify import Certified, Search
from matching.problem import Problem

__all__ = ["Cover", "Found", "answer_to"]

LOWEST = int(np.iinfo(np.int64).min)
Question = Callable[[Search], "Found"]


Cover = tuple[IntArray, IntArray, IntArray]
"""Prices of mentees, mentors and ceilings, mostly 0 and 1, that show how many pairs there can be (König 1931)."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Free pairs with prices in steps of the problem.

    ``covers`` show how many pairs there can be, in all and above the floor.
    """

    pairs: IntArray
    mentee_prices: IntArray
    mentor_prices: IntArray
    ceiling_prices: IntArray
    is_halted: bool = False
    covers: tuple[Cover, ...] = ()


def answer_to(search: Search) -> Found:
    """Answer the problem of a search."""
    return QUESTIONS[search.problem.objective](search)


def _best_total(search: Search) -> Found:
    found = search.best(valuation.best_total(search.problem))
    factor = found.valuation.times
    if factor == 1:
        return _found(search.problem, found)
    return _unscaled(search, found, factor)


def _most_then_best(search: Search) -> Found:
    if search.last is None:
        search.best(valuation.within_most(search.problem))
    return _found(search.problem, search.best(valuation.most_first(search.problem)))


def _raise_floor(search: Search) -> Found:
    """Halve the range of floors that keep the number of pairs, then take the best total above the highest one."""
    problem = search.problem
    most = _most_then_best(search)
    if most.is_halted:
        return most
    start, count = search.last, len(most.pairs)
    search.forget_prices()
    every = _cover(problem, search.best(valuation.every_pair(problem, LOWEST)))
    if not count:
        return replace(most, covers=(every, every))
    highest, cover = _ceiling_of_floor(problem), None
    holds, fails = min(_lowest_score(problem, most.pairs), highest), highest + 1
    while fails - holds > 1:
        floor = (holds + fails) // 2
        tried = search.best(valuation.every_pair(problem, floor))
        if tried.is_halted:
            return most
        if len(tried.pairs) == count:
            # Above what is locked nothing is gained, and pairs would be left out.
            holds = min(_lowest_score(problem, tried.pairs), highest)
        else:
            fails, cover = floor, _cover(problem, tried)
    if cover is None:
        cover = _cover(problem, search.best(valuation.every_pair(problem, fails)))
    search.last = start
    final = search.best(valuation.most_first(problem, holds))
    return replace(_found(problem, final), covers=(every, cover))


QUESTIONS: dict[str, Question] = {
    "best_total": _best_total,
    "most_then_best": _most_then_best,
    "raise_floor": _raise_floor,
}


def _lowest_score(problem: Problem, pairs: IntArray) -> int:
    return int(problem.source.at(pairs[:, 0], pairs[:, 1]).min())


def _ceiling_of_floor(problem: Problem) -> int:
    """No floor above this is asked for: the highest score, or the lowest that is locked."""
    high = problem.source.span()[1]
    return min(high, _lowest_score(problem, problem.locked)) if len(problem.locked) else high


def _seat_prices(problem: Problem, paid: IntArray, groups: IntArray) -> tuple[IntArray, IntArray]:
    """The price of a seat apart from those of the groups around it, and the latter, in the problem's order."""
    if not problem.ceilings:
        return paid, groups
    sizes = [len(ceiling.members) for ceiling in problem.ceilings]
    order = [at for at in sorted(range(len(sizes)), key=sizes.__getitem__) if sizes[at]]
    own = np.zeros(len(problem.ceilings), dtype=np.int64)
    outer = np.zeros_like(paid)
    for place in reversed(range(len(order))):
        ceiling = problem.ceilings[order[place]]
        own[order[place]] = groups[place] - outer[ceiling.members[0]]
        outer[ceiling.members] = groups[place]
    return paid - outer, own


def _found(problem: Problem, found: Certified) -> Found:
    mentors, ceilings = _seat_prices(problem, found.solution.prices, found.solution.group_prices)
    return Found(_sorted(found.pairs), found.solution.needs, mentors, ceilings, found.is_halted)


def _sorted(pairs: IntArray) -> IntArray:
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _cover(problem: Problem, found: Certified) -> Cover:
    whole = _found(problem, found)
    return whole.mentee_prices, whole.mentor_prices, whole.ceiling_prices


def _unscaled(search: Search, found: Certified, factor: int) -> Found:
    """Prices in steps of the problem from prices that also count pairs.

    Rounded alike, from any common starting point, they stay prices; their sums over all starting points
    average less than one step above the total, so that for one of them at least there is no difference.
    """
    problem, solution = search.problem, found.solution
    pairs, (demand, capacity) = _sorted(found.pairs), problem.left()
    limits = np.array(problem.left_under_ceilings(), dtype=np.int64)
    scores = problem.source.at(pairs[:, 0], pairs[:, 1]).astype(np.int64)
    worth = scores + problem.bonus(pairs, scores) - problem.floor[pairs[:, 0]]
    for shift in range(factor):
        needs = (solution.needs + shift) // factor
        paid = -((shift - solution.prices) // factor)
        groups = -((shift - solution.group_prices) // factor)
        mentors, ceilings = _seat_prices(problem, paid, groups)
        over = np.maximum(worth - needs[pairs[:, 0]] - paid[pairs[:, 1]], 0).sum()
        bound = int((demand * needs).sum() + (capacity * mentors).sum() + (limits * ceilings).sum() + over)
        if bound == int(worth.sum()) or found.is_halted:
            break
    return Found(pairs, needs, mentors, ceilings, found.is_halted)
