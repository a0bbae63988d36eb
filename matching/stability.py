"""Answers in which no two would rather have each other, and how many such pairs another answer has."""

from collections.abc import Sequence
from dataclasses import replace
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from matching.answers import Assignment
from matching.arrays import BoolArray, IntArray
from matching.blocking import blocking_count, free_mentors, thresholds
from matching.candidates import Candidates
from matching.compiled import say_if_slow
from matching.errors import InputError, named_rows
from matching.framing import counts
from matching.ids import listed
from matching.kernel.deferred import deferred_acceptance, first_faults, packed, places_of, who_would_swap
from matching.preferences import Preferences
from matching.problem import NO_PAIRS, Problem
from matching.proofs import LOWEST, chunks
from matching.sources import never

__all__ = ["blocking_pairs", "stable", "stable_by_score"]

FEW_PAIRS = 200_000
"""Up to so many pairs, looking at each takes no longer than asking the candidates."""
Lists: TypeAlias = Sequence[Sequence[int]] | NDArray[np.signedinteger[Any]]


def stable(mentee_preferences: Lists, mentor_preferences: Lists, *, capacity: Any = None) -> Assignment:
    """Pair mentees with mentors so that no two would rather have each other than what they got.

    Parameters
    ----------
    mentee_preferences, mentor_preferences : sequence of sequences of int
        Positions on the other side, the dearest first; who is missing is unacceptable. Tables with -1 at the end
        of shorter lists are read fastest.
    capacity : array_like, shape (n_mentors,), optional
        Seats of each mentor, 1 unless given. Each mentee gets one mentor.

    Returns
    -------
    Assignment
        Of all stable answers the best for every mentee. There are no scores: they and the total are 0.

    Raises
    ------
    InputError
        A position outside the other side, or named twice.

    References
    ----------
    Gale and Shapley (1962), "College admissions and the stability of marriage".

    Examples
    --------
    >>> answer = stable([[0, 1], [0, 1]], [[1, 0], [0, 1]])
    >>> answer.pairs.tolist(), answer.blocking_pairs
    ([[0, 1], [1, 0]], 0)
    """
    say_if_slow()
    began = perf_counter()
    problem, source = _asked(mentee_preferences, mentor_preferences, capacity)
    starts, columns, places = source.starts, source.columns, source.places
    needs, seats = problem.demand, problem.capacity
    held = deferred_acceptance(starts, columns, places, needs, seats, _slots(columns, seats))
    arcs = np.flatnonzero(held)
    pairs = np.column_stack((np.searchsorted(starts, arcs, side="right") - 1, columns[arcs])).astype(np.int64)
    alone = np.flatnonzero(np.bincount(pairs[:, 0], minlength=len(needs)) == 0)
    return replace(
        _without_scores(problem, pairs),
        unmatched=alone,
        reasons=source.reasons(alone),
        blocking_pairs=who_would_swap(starts, columns, places, held, needs, seats),
        pairs_checked=len(columns),
        timings={"solving": perf_counter() - began},
    )


def _asked(mentee_preferences: Lists, mentor_preferences: Lists, capacity: Any) -> tuple[Problem, Preferences]:
    """The lists as a problem, and as its source; who cannot be read is named."""
    for name, lists in (("mentee_preferences", mentee_preferences), ("mentor_preferences", mentor_preferences)):
        if not all(hasattr(one, "__len__") and getattr(one, "ndim", 1) == 1 for one in _listed(name, lists)):
            raise InputError(f"{name}: expected lists of positions")
    n_mentees, n_mentors = len(mentee_preferences), len(mentor_preferences)
    starts, columns = _lists("mentee_preferences", mentee_preferences, n_mentors)
    mentor_starts, mentor_rows = _lists("mentor_preferences", mentor_preferences, n_mentees)
    source = Preferences(starts, columns, places_of(starts, columns, mentor_starts, mentor_rows), n_mentors)
    problem = Problem(
        source=source,
        capacity=counts("capacity", capacity, n_mentors),
        demand=np.ones(n_mentees, dtype=np.int64),
        floor=np.zeros(n_mentees, dtype=np.int64),
        objective="stable",
        locked=NO_PAIRS,
        kept=NO_PAIRS,
    )
    return problem, source


def _without_scores(problem: Problem, pairs: IntArray) -> Assignment:
    """Pairs of a problem in which nothing has a score or a price."""
    return Assignment(
        problem=problem,
        pairs=pairs,
        scores=np.zeros(len(pairs), dtype=np.int64),
        total=0,
        bound=0,
        gap=0,
        mentee_prices=np.zeros(problem.shape[0], dtype=np.int64),
        mentor_prices=np.zeros(problem.shape[1], dtype=np.int64),
        unmatched=np.zeros(0, dtype=np.int64),
        reasons=(),
        blocking_pairs=0,
    )


def _listed(name: str, lists: Any) -> Any:
    """What to look at one by one: nothing of a table, which is looked at as a whole."""
    if not hasattr(lists, "__len__"):
        raise InputError(f"{name}: expected lists of positions, got {lists!r}")
    return () if isinstance(lists, np.ndarray) and lists.ndim == 2 else listed(name, lists, "lists of positions")


def _lists(name: str, lists: Any, others: int) -> tuple[IntArray, NDArray[np.signedinteger[Any]]]:
    table = lists if isinstance(lists, np.ndarray) else None
    if table is not None and table.ndim == 2 and table.dtype.kind in "iu":
        starts, items = packed(np.ascontiguousarray(table, dtype=np.int64))
    else:
        lengths = np.array([len(one) for one in lists], dtype=np.int64)
        starts, items = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64), _items(name, lists)
    outside, twice = first_faults(starts, items, others)
    if outside >= 0:
        at = np.flatnonzero((items < 0) | (items >= others))
        rows = np.unique(np.searchsorted(starts, at, side="right") - 1)
        raise InputError(f"{name}: a position outside the other side in {named_rows(rows.tolist())}")
    if twice >= 0:
        raise InputError(f"{name}: somebody named twice in {named_rows([twice])}")
    return starts, items.astype(np.int32, copy=False)


def _items(name: str, lists: Any) -> IntArray:
    try:
        flat = np.concatenate([np.asarray(one) for one in lists if len(one)] or [np.zeros(0, dtype=np.int64)])
    except (ValueError, TypeError) as error:
        raise InputError(f"{name}: expected lists of positions") from error
    if flat.dtype.kind not in "iu":
        raise InputError(f"{name}: expected lists of positions, got {flat.dtype}")
    return flat.astype(np.int64)


def _slots(columns: IntArray, capacity: IntArray) -> IntArray:
    callers = np.bincount(columns, minlength=len(capacity))
    return np.concatenate(([0], np.cumsum(np.minimum(callers, capacity)))).astype(np.int64)


def stable_by_score(problem: Problem) -> IntArray:
    """Pairs that are stable by the problem's orders, by the scores of both sides unless it has others.

    Equal scores are decided by position, so that the answer is stable in the weak sense: no two both gain.
    """
    if problem.ceilings:
        raise InputError("ceilings: a stable answer with ceilings need not exist; choose another objective")
    say_if_slow()
    own, others, allowed = _orders(problem)
    order = np.argsort(~own, axis=1, kind="stable")
    rows, at = np.nonzero(np.take_along_axis(allowed, order, axis=1))
    columns = order[rows, at]
    by_mentor = np.argsort(~others, axis=0, kind="stable")
    place = np.empty_like(by_mentor)
    np.put_along_axis(place, by_mentor, np.arange(problem.shape[0])[:, None], axis=0)
    demand, capacity = problem.left()
    starts = np.searchsorted(rows, np.arange(problem.shape[0] + 1)).astype(np.int64)
    held = deferred_acceptance(starts, columns, place[rows, columns], demand, capacity, _slots(columns, capacity))
    pairs = np.concatenate((problem.locked, np.column_stack((rows[held], columns[held]))))
    return pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]


def _orders(problem: Problem) -> tuple[IntArray, IntArray, BoolArray]:
    """What each pair is to the mentee and to the mentor, more is better, and whether it is allowed."""
    scores = np.full(problem.shape, LOWEST)
    for rows, columns, part in chunks(problem):
        scores[rows, columns] = part
    own, others = (scores, scores) if problem.ranks is None else problem.ranks
    return own, others, scores > LOWEST


def blocking_pairs(problem: Problem, pairs: IntArray, candidates: Candidates | None = None) -> int:
    """How many allowed pairs would both rather have each other.

    With candidates, only the mentees are looked at whole who might prefer somebody who is not among them.
    """
    if candidates is None or problem.ranks is not None or problem.shape[0] * problem.shape[1] <= FEW_PAIRS:
        return blocking_count(problem, pairs)
    own, others = thresholds(problem, pairs, problem.given_steps(pairs))
    others[free_mentors(problem, pairs)] = LOWEST
    better = (candidates.scores > own[candidates.rows]) & (candidates.scores > others[candidates.columns])
    count = int((better & ~_among(problem, candidates, pairs)).sum())
    rest = np.flatnonzero(candidates.others > own)
    for start in range(0, len(rest), 256):
        part = rest[start : start + 256]
        block = problem.source.block(part)
        for at, row in enumerate(part.tolist()):
            block[at, candidates.columns[candidates.starts[row] : candidates.starts[row + 1]]] = never(block)
        allowed = block > never(block)
        count += int((allowed & (block > own[part][:, None]) & (block > others)).sum())
    return count


def _among(problem: Problem, candidates: Candidates, pairs: IntArray) -> BoolArray:
    width = max(problem.shape[1], 1)
    return np.isin(candidates.rows * width + candidates.columns, pairs[:, 0] * width + pairs[:, 1])
