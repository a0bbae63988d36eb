"""Check an answer in one pass over its problem: NumPy only, and nothing stored is believed."""

from collections.abc import Iterator
from typing import Protocol

import numpy as np

from matching.answers import Assignment, Verdict
from matching.arrays import IntArray
from matching.problem import Problem

__all__ = ["verify"]


class _HoldsAssignment(Protocol):
    @property
    def assignment(self) -> Assignment: ...

    def disagreements(self) -> Iterator[str]: ...


def verify(answer: Assignment | _HoldsAssignment) -> Verdict:
    """Whether an answer is feasible, adds up, and is the best there is.

    For any prices u, p >= 0 no answer reaches more than ``sum(demand*u) + sum(capacity*p) +
    sum over all allowed pairs of max(0, w - floor - u - p) + floor*sum(demand)``. The answer holds
    when it reaches exactly that.

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
    assignment = answer if isinstance(answer, Assignment) else answer.assignment
    faults = (
        list(_faults(assignment)) if isinstance(answer, Assignment) else [*_faults(assignment), *answer.disagreements()]
    )
    if faults:
        return Verdict(False, faults[0])
    return Verdict(True, "no better result exists")


def _faults(answer: Assignment) -> Iterator[str]:
    problem, pairs = answer.problem, answer.pairs
    shape_fault = _shape_fault(answer)
    if shape_fault:
        yield shape_fault
        return
    arcs = _arcs(problem, pairs)
    if (arcs < 0).any():
        yield f"pair {tuple(pairs[arcs < 0][0].tolist())} is not allowed"
        return
    yield from _seat_faults(problem, pairs, arcs)
    yield from _sum_faults(answer, arcs)


def _shape_fault(answer: Assignment) -> str | None:
    pairs, problem = answer.pairs, answer.problem
    if pairs.ndim != 2 or pairs.shape[1] != 2 or pairs.dtype.kind != "i":
        return "pairs are not two columns of integers"
    steps = np.diff(pairs[:, 0] * max(len(problem.capacity), 1) + pairs[:, 1])
    if (pairs < 0).any() or (pairs >= (len(problem.demand), len(problem.capacity))).any():
        return "a pair lies outside the table"
    if (steps <= 0).any():
        return "pairs are repeated or not sorted"
    for prices, side in ((answer.mentee_prices, problem.demand), (answer.mentor_prices, problem.capacity)):
        if prices.shape != side.shape or prices.dtype != np.int64 or (prices < 0).any():
            return "prices are not one whole number from 0 for each person"
    return None


def _arcs(problem: Problem, pairs: IntArray) -> IntArray:
    table = np.full((len(problem.demand), len(problem.capacity)), -1, dtype=np.int64)
    table[np.repeat(np.arange(len(problem.demand)), np.diff(problem.starts)), problem.mentors] = np.arange(
        len(problem.mentors)
    )
    found: IntArray = table[pairs[:, 0], pairs[:, 1]]
    return found


def _seat_faults(problem: Problem, pairs: IntArray, arcs: IntArray) -> Iterator[str]:
    taken = np.bincount(pairs[:, 1], minlength=len(problem.capacity))
    filled = np.bincount(pairs[:, 0], minlength=len(problem.demand))
    if (taken > problem.capacity).any():
        yield f"mentor {int(np.argmax(taken > problem.capacity))} has more mentees than seats"
    if (filled > problem.demand).any():
        yield f"mentee {int(np.argmax(filled > problem.demand))} has more mentors than needed"
    if not np.isin(problem.locked, arcs).all():
        yield "a locked pair is missing"


def _sum_faults(answer: Assignment, arcs: IntArray) -> Iterator[str]:
    problem = answer.problem
    given = problem.weights * problem.unit if problem.values is None else problem.values
    total = given[arcs].sum().item()
    if not np.array_equal(answer.scores, given[arcs]):
        yield "the scores are not those of the pairs"
    if answer.total != total:
        yield f"the total is {total}, not {answer.total}"
    reached, bound = _reached(problem, arcs), _bound(problem, answer, arcs)
    if reached < bound:
        yield f"not proven: up to {(bound - reached) * problem.unit} more may exist"
    shown = bound * problem.unit + problem.rounding
    if answer.bound != shown:
        yield f"the bound is {shown}, not {answer.bound}"
    if answer.gap != (bound - reached) * problem.unit + problem.rounding:
        yield "the gap is not the bound less what the answer reaches"
    unfilled = np.flatnonzero(np.bincount(answer.pairs[:, 0], minlength=len(problem.demand)) < problem.demand)
    if not np.array_equal(answer.unmatched, unfilled):
        yield "the unmatched are not those with an unfilled need"


def _reached(problem: Problem, arcs: IntArray) -> int:
    mentees = np.repeat(np.arange(len(problem.demand)), np.diff(problem.starts))
    unfilled = problem.demand - np.bincount(mentees[arcs], minlength=len(problem.demand))
    return int(problem.weights[arcs].sum() + (problem.floor * unfilled).sum())


def _bound(problem: Problem, answer: Assignment, arcs: IntArray) -> int:
    """The most that any answer with as many pairs can reach, locked pairs given."""
    mentees = np.repeat(np.arange(len(problem.demand)), np.diff(problem.starts))
    bonus = np.broadcast_to(problem.bonus, problem.weights.shape)
    locked = problem.locked
    demand = problem.demand - np.bincount(mentees[locked], minlength=len(problem.demand))
    capacity = problem.capacity - np.bincount(problem.mentors[locked], minlength=len(problem.capacity))
    over = (problem.weights + bonus - problem.floor[mentees]) - (
        answer.mentee_prices[mentees] + answer.mentor_prices[problem.mentors]
    )
    over[locked] = 0
    best = (demand * (answer.mentee_prices + problem.floor)).sum() + (capacity * answer.mentor_prices).sum()
    best += np.maximum(over, 0).sum() + (problem.weights[locked] + bonus[locked]).sum()
    return int(best - bonus[arcs].sum())
