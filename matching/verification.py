"""Check an answer in one pass over its problem: NumPy only, and nothing stored is believed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matching.answers import Assignment, Verdict
from matching.arrays import IntArray
from matching.blocking import blocking_count
from matching.errors import InputError
from matching.preferences import Preferences
from matching.problem import Problem, counts_of
from matching.proofs import (
    LOWEST,
    chunks,
    dual_bound,
    exact_product,
    exact_sum,
    lowest_score,
    price_of_pair,
    reached,
    standing,
)
from matching.reasons import reasons_of

__all__ = ["verify"]

HIGHEST_PRICE = 2**61
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What arithmetic on something that is no answer comes to."""


class _HoldsAssignment(Protocol):
    @property
    def assignment(self) -> Assignment: ...

    def disagreements(self) -> Iterator[str]: ...


def verify(answer: Assignment | _HoldsAssignment) -> Verdict:
    """Whether an answer is feasible, adds up, and is the best there is.

    For any prices u, p >= 0 no answer reaches more than ``sum(demand*u) + sum(capacity*p) +
    sum over all allowed pairs of max(0, w - floor - u - p) + floor*sum(demand)``. The answer holds
    when it reaches exactly that. Where the number of pairs comes first, w has a bonus that outweighs any total;
    ``raise_floor`` must also show that a higher floor loses a pair, and ``stable`` that no pair blocks it.

    Parameters
    ----------
    answer : Assignment or Match

    Returns
    -------
    Verdict
        True, or falsy with the first reason found.

    Examples
    --------
    >>> import dataclasses, matching
    >>> answer = matching.assign([[3, 1], [2, 2]])
    >>> verify(answer)
    Verdict(holds=True, reason='no better result exists')
    >>> verify(dataclasses.replace(answer, total=6)).reason
    'the total is 5, not 6'
    """
    assignment = answer if isinstance(answer, Assignment) else getattr(answer, "assignment", None)
    if not isinstance(assignment, Assignment):
        raise InputError(f"verify: expected an Assignment or a Match, got {answer!r}")
    try:
        fault = next(_faults(_plain(assignment)), None)
        if fault is None and not isinstance(answer, Assignment):
            fault = next(answer.disagreements(), None)
    except MALFORMED as error:
        fault = f"not in the form of an answer: {error}"
    return Verdict(True, "no better result exists") if fault is None else Verdict(False, fault)


def _plain(answer: Assignment) -> Assignment:
    """The same answer about scores that NumPy works out, and not the compiled loops."""
    source = answer.problem.source
    return replace(answer, problem=replace(answer.problem, source=getattr(source, "plain", source)))


def _faults(answer: Assignment) -> Iterator[str]:
    problem, pairs = answer.problem, answer.pairs
    fault = _form_fault(answer)
    if fault:
        yield fault
        return
    scores = problem.given_steps(pairs)
    if (scores == np.iinfo(np.int64).min).any() or not problem.is_allowed(pairs):
        first = next(at for at in range(len(pairs)) if not problem.is_allowed(pairs[at : at + 1]))
        yield f"pair {tuple(pairs[first].tolist())} is not allowed"
        return
    yield from _seat_faults(problem, pairs)
    yield from _sum_faults(answer)
    yield from _proof_faults(answer)


def _form_fault(answer: Assignment) -> str | None:
    problem = answer.problem
    pairs: Any = answer.pairs
    # A kind of array of somebody's own may compare as it likes.
    if type(pairs) is not np.ndarray or pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype != np.int64:
        return "pairs are not two columns of integers"
    numbers = answer.total, answer.bound, answer.gap, answer.blocking_pairs
    if not all(isinstance(number, (int, float, np.number)) for number in numbers):
        return "total, bound, gap and blocking pairs are not one number each"
    if (pairs < 0).any() or (pairs >= problem.shape).any():
        return "a pair lies outside the table"
    if (np.diff(_keys(problem, pairs)) <= 0).any():
        return "pairs are repeated or not sorted"
    prices = answer.mentee_prices, answer.mentor_prices, answer.ceiling_prices
    return _price_fault(problem, prices) or _step_fault(problem)


def _price_fault(problem: Problem, prices: tuple[Any, Any, Any]) -> str | None:
    for given, length in zip(prices, (*problem.shape, len(problem.ceilings)), strict=True):
        if type(given) is not np.ndarray or given.shape != (length,) or given.dtype != np.int64 or (given < 0).any():
            return "prices are not one whole number from 0 for each person"
        if (given > HIGHEST_PRICE).any():
            return "prices are out of range"
    return None


def _step_fault(problem: Problem) -> str | None:
    """Whole scores are as given; rounding moves others, and floors, by no more than half a step each way."""
    unit, rounding = problem.unit, problem.rounding
    if isinstance(unit, int):
        return None if (unit, rounding) == (1, 0) else "whole scores are not counted as they are"
    most = unit * (problem.at_most() + int(problem.demand.sum()))
    return None if unit > 0 and 0 <= rounding <= most else "scores are rounded by more than a step"


def _seat_faults(problem: Problem, pairs: IntArray) -> Iterator[str]:
    filled, taken = counts_of(pairs, problem.shape)
    if (taken > problem.capacity).any():
        yield f"mentor {int(np.argmax(taken > problem.capacity))} has more mentees than seats"
    if (filled > problem.demand).any():
        yield f"mentee {int(np.argmax(filled > problem.demand))} has more mentors than needed"
    for ceiling in problem.ceilings:
        if np.isin(pairs[:, 1], ceiling.members).sum() > ceiling.most:
            yield f"the ceiling of {ceiling.name} is passed"
    if not np.isin(_keys(problem, problem.locked), _keys(problem, pairs)).all():
        yield "a locked pair is missing"


def _sum_faults(answer: Assignment) -> Iterator[str]:
    problem, pairs = answer.problem, answer.pairs
    given: NDArray[Any] = problem.given(pairs[:, 0], pairs[:, 1])
    total = exact_sum(given) if given.dtype == np.int64 else given.sum().item()
    if not np.array_equal(answer.scores, given):
        yield "the scores are not those of the pairs"
    if answer.total != total:
        yield f"the total is {total}, not {answer.total}"
    unfilled = np.flatnonzero(counts_of(pairs, problem.shape)[0] < problem.demand)
    if not np.array_equal(answer.unmatched, unfilled):
        yield "the unmatched are not those with an unfilled need"
    if tuple(answer.reasons) != _reasons(problem, pairs, unfilled):
        yield "the reasons are not those of the unmatched"
    if problem.uses_floor and not np.isin(_below_floor(problem, pairs), _keys(problem, problem.locked)).all():
        yield "a pair below the floor is made"


def _reasons(problem: Problem, pairs: IntArray, rows: IntArray) -> tuple[str, ...]:
    if isinstance(problem.source, Preferences):
        return problem.source.reasons(rows)
    return reasons_of(problem, pairs, rows)


def _below_floor(problem: Problem, pairs: IntArray) -> IntArray:
    return _keys(problem, pairs)[problem.given_steps(pairs) < problem.floor[pairs[:, 0]]]


def _keys(problem: Problem, pairs: IntArray) -> IntArray:
    keys: IntArray = pairs[:, 0] * max(problem.shape[1], 1) + pairs[:, 1]
    return keys


def _proof_faults(answer: Assignment) -> Iterator[str]:
    problem = answer.problem
    blocking = _blocking(problem, answer.pairs)
    if problem.objective == "stable":
        if blocking:
            yield f"not stable: {blocking} pairs would rather have each other"
        if answer.bound != answer.total or answer.gap != 0:
            yield "a stable answer has no bound but its total"
    else:
        yield from _bound_faults(answer)
    if answer.blocking_pairs != blocking:
        yield f"there are {blocking} blocking pairs, not {answer.blocking_pairs}"
    if problem.objective == "raise_floor":
        yield from _floor_faults(answer)


def _blocking(problem: Problem, pairs: IntArray) -> int:
    if isinstance(problem.source, Preferences):
        return problem.source.blocking_pairs(pairs, problem.capacity)
    return blocking_count(problem, pairs)


def _bound_faults(answer: Assignment) -> Iterator[str]:
    problem, pairs = answer.problem, answer.pairs
    least = lowest_score(problem, pairs) if problem.objective == "raise_floor" and len(pairs) else LOWEST
    prices = answer.mentee_prices, answer.mentor_prices, answer.ceiling_prices
    bound = dual_bound(problem, prices, least=least) + standing(problem, pairs)
    worth = reached(problem, pairs)
    if worth < bound:
        yield f"not proven: up to {(bound - worth) * problem.unit} more may exist"
    shown = bound * problem.unit + problem.rounding
    if answer.bound != shown:
        yield f"the bound is {shown}, not {answer.bound}"
    if answer.gap != (bound - worth) * problem.unit + problem.rounding:
        yield "the gap is not the bound less what the answer reaches"


def _floor_faults(answer: Assignment) -> Iterator[str]:
    """Whether as many pairs are possible without the lowest score of the answer."""
    problem, pairs = answer.problem, answer.pairs
    if not len(pairs):
        return
    if len(answer.covers) != 2 or any(_price_fault(problem, cover) for cover in answer.covers):
        yield "nothing shows that a higher floor loses a pair"
        return
    free = len(pairs) - len(problem.locked)
    if _most_above(problem, answer.covers[0], LOWEST) > free:
        yield "there may be answers with more pairs"
    lowest = lowest_score(problem, pairs)
    held_down = len(problem.locked) > 0 and lowest_score(problem, problem.locked) == lowest
    if not held_down and _most_above(problem, answer.covers[1], lowest) >= free:
        yield "a higher floor may keep as many pairs"


def _most_above(problem: Problem, cover: tuple[IntArray, IntArray, IntArray], lowest: int) -> int:
    """No answer has more free pairs above a score than these prices say."""
    demand, capacity = problem.left()
    paid = price_of_pair(problem, cover[1], cover[2])
    most = exact_product(demand, cover[0]) + exact_product(capacity, cover[1])
    most += sum(left * int(price) for left, price in zip(problem.left_under_ceilings(), cover[2].tolist(), strict=True))
    for rows, columns, scores in chunks(problem):
        most += int(((scores > lowest) & (cover[0][rows] + paid[columns] < 1)).sum())
    return int(most)
