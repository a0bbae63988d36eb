"""`assign`: a table of scores in, the best pairs and their proof out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from matching.answers import Assignment
from matching.arrays import BoolArray, FloatArray, IntArray
from matching.errors import InputError, named_rows
from matching.problem import OBJECTIVES, Problem, check_range, pair_bonus
from matching.proof import settle
from matching.solving import solve

__all__ = ["assign", "best", "complete", "frame"]

Scores: TypeAlias = "ArrayLike | sparse.sparray | sparse.spmatrix"
Step = Callable[[str], None]

FLOAT_BITS = 40
"""Floats are rounded to whole multiples of a power of two, the largest score to this many bits."""


def assign(
    scores: Scores,
    *,
    capacity: ArrayLike | None = None,
    demand: ArrayLike | None = None,
    allowed: ArrayLike | None = None,
    floor: ArrayLike = 0,
    objective: str = "best_total",
) -> Assignment:
    """Give each mentee up to ``demand`` different mentors, each mentor up to ``capacity`` mentees.

    Maximises the sum of the scores, where an unfilled need is worth ``floor`` and a pair below it
    is not made; among equal totals the answer with the most pairs. ``objective="most_then_best"``
    makes as many pairs as possible first, and does not use the floor.

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
    objective : {"best_total", "most_then_best"}

    Returns
    -------
    Assignment

    Raises
    ------
    InputError
        Wrong shapes, negative seats or needs, scores that are not finite or out of range.

    References
    ----------
    Kuhn (1955) for needs of one, solved by shortest augmenting paths; Hoffman and Kruskal (1956)
    for why the linear program of the general case has whole corners.

    Examples
    --------
    >>> answer = assign([[9, 8], [8, 1], [7, 2]], capacity=[2, 1])
    >>> answer.pairs.tolist()
    [[0, 1], [1, 0], [2, 0]]
    >>> answer.total, answer.bound, answer.gap
    (23, 23, 0)
    """
    return best(frame(scores, capacity, demand, allowed, floor, objective))


def best(problem: Problem, step: Step = lambda _: None) -> Assignment:
    """Solve a problem and prove the result; ``step`` hears "solving" and "proving"."""
    network = problem.network()
    step("solving")
    chosen = solve(network)
    step("proving")
    settled = settle(network, chosen)
    arcs = np.sort(np.concatenate((problem.locked, network.arcs[settled.chosen])))
    return complete(problem, arcs, settled.mentee_prices, settled.mentor_prices)


def complete(problem: Problem, arcs: IntArray, mentee_prices: IntArray, mentor_prices: IntArray) -> Assignment:
    """Put chosen arcs and their prices together with what they come to."""
    mentees = problem.mentees
    given = as_given(problem)
    unfilled = problem.demand - np.bincount(mentees[arcs], minlength=len(problem.demand))
    reached = int(problem.weights[arcs].sum() + (problem.floor * unfilled).sum())
    network = problem.network()
    spare = network.worth - mentee_prices[network.mentees] - mentor_prices[network.mentors]
    prices = (network.demand * mentee_prices).sum() + (network.capacity * mentor_prices).sum()
    bonus = np.broadcast_to(problem.bonus, problem.weights.shape)
    standing = (problem.weights + bonus)[problem.locked].sum() + (network.demand * problem.floor).sum()
    bound = int(prices + np.maximum(spare, 0).sum() + standing - bonus[arcs].sum())
    return Assignment(
        problem=problem,
        pairs=np.column_stack((mentees[arcs], problem.mentors[arcs])),
        scores=given[arcs],
        total=given[arcs].sum().item(),
        bound=bound * problem.unit + problem.rounding,
        gap=(bound - reached) * problem.unit + problem.rounding,
        mentee_prices=mentee_prices,
        mentor_prices=mentor_prices,
        unmatched=np.flatnonzero(unfilled > 0),
    )


def as_given(problem: Problem) -> IntArray | FloatArray:
    """The scores in the caller's units."""
    if problem.values is not None:
        return problem.values
    if isinstance(problem.unit, int):
        return problem.weights
    return (problem.weights * problem.unit).astype(np.float64)


def frame(
    scores: Scores,
    capacity: ArrayLike | None = None,
    demand: ArrayLike | None = None,
    allowed: ArrayLike | None = None,
    floor: ArrayLike = 0,
    objective: str = "best_total",
) -> Problem:
    """Check the arguments of `assign` and bring them into one form."""
    if objective not in OBJECTIVES:
        raise InputError(f"objective: {objective!r} is not available; choose one of {', '.join(OBJECTIVES)}")
    mentees, mentors, values, shape = _arcs(scores, allowed)
    seats = _counts("capacity", capacity, shape[1])
    needs = _counts("demand", demand, shape[0])
    floors = _floor(floor, shape[0], used=objective == "best_total")
    unit = _unit(values, floors)
    weights, whole_floor = _whole(values, unit), _whole(floors, unit)
    problem = Problem(
        starts=np.searchsorted(mentees, np.arange(shape[0] + 1)).astype(np.int64),
        mentors=mentors,
        weights=weights,
        capacity=seats,
        demand=needs,
        floor=whole_floor,
        objective=objective,
        bonus=np.zeros((), dtype=np.int64),
        locked=np.zeros(0, dtype=np.int64),
        unit=unit,
        values=values.astype(np.float64) if values.dtype.kind == "f" else None,
        rounding=_rounding(values, weights, floors, whole_floor, unit) * int(needs.sum()),
    )
    return with_bonus(problem)


def with_bonus(problem: Problem) -> Problem:
    """Add what makes the number of pairs come first, where the objective asks for it."""
    at_most = problem.network().at_most() + len(problem.locked)
    bonus = pair_bonus(problem.weights + problem.bonus, at_most) if problem.objective == "most_then_best" else 0
    check_range(problem.weights, problem.floor, bonus + int(problem.bonus.max(initial=0)), at_most)
    return replace(problem, bonus=problem.bonus + bonus)


def _arcs(
    scores: Scores, allowed: ArrayLike | None
) -> tuple[IntArray, IntArray, FloatArray | IntArray, tuple[int, int]]:
    if isinstance(scores, (sparse.sparray, sparse.spmatrix)):
        stored = sparse.csr_array(cast("Any", scores), copy=True)
        stored.sum_duplicates()
        shape = (int(stored.shape[0]), int(stored.shape[1]))
        mentees = np.repeat(np.arange(shape[0]), np.diff(stored.indptr))
        mentors, values = stored.indices.astype(np.int64), _numbers("scores", stored.data)
        if allowed is not None:
            kept = _mask(allowed, shape)[mentees, mentors]
            mentees, mentors, values = mentees[kept], mentors[kept], values[kept]
    else:
        table = _numbers("scores", scores)
        if table.ndim != 2:
            raise InputError(f"scores: expected a table of mentees by mentors, got shape {table.shape}")
        shape = (table.shape[0], table.shape[1])
        mask = np.ones(shape, dtype=bool) if allowed is None else _mask(allowed, shape)
        mentees, mentors = (side.astype(np.int64) for side in np.nonzero(mask))
        values = table[mentees, mentors]
    _require_finite("scores", values, mentees)
    return mentees, mentors, values, shape


def _numbers(name: str, values: object) -> FloatArray | IntArray:
    array = np.asarray(values)
    if array.dtype.kind == "f" or not array.size:
        return array.astype(np.float64) if array.size else array.astype(np.int64)
    if array.dtype.kind not in "biu" or (array.dtype.kind == "u" and array.max() > np.iinfo(np.int64).max):
        raise InputError(f"{name}: expected numbers that fit 64 bits, got {array.dtype}")
    return array.astype(np.int64)


def _mask(allowed: ArrayLike, shape: tuple[int, int]) -> BoolArray:
    mask = np.asarray(allowed)
    if mask.shape != shape:
        raise InputError(f"allowed: expected shape {shape}, got {mask.shape}")
    if mask.dtype.kind != "b":
        raise InputError(f"allowed: expected True and False, got {mask.dtype}")
    return mask


def _require_finite(name: str, values: FloatArray | IntArray, rows: IntArray) -> None:
    wrong = ~np.isfinite(values)
    if wrong.any():
        raise InputError(f"{name}: not a finite number in {named_rows(np.unique(rows[wrong]).tolist())}")


def _counts(name: str, given: ArrayLike | None, length: int) -> IntArray:
    counts = np.asarray(1 if given is None else given)
    if counts.ndim == 0:
        counts = np.full(length, counts)
    if counts.shape != (length,):
        raise InputError(f"{name}: expected {length} numbers, got shape {counts.shape}")
    if counts.size and counts.dtype.kind not in "iu":
        raise InputError(f"{name}: expected whole numbers, got {counts.dtype}")
    if (counts < 0).any():
        raise InputError(f"{name}: negative in {named_rows(np.flatnonzero(counts < 0).tolist())}")
    if (counts > 2**31).any():
        raise InputError(f"{name}: out of range in {named_rows(np.flatnonzero(counts > 2**31).tolist())}")
    return counts.astype(np.int64)


def _floor(floor: ArrayLike, length: int, *, used: bool) -> FloatArray | IntArray:
    floors = _numbers("floor", floor if used else 0)
    if floors.ndim == 0:
        floors = np.full(length, floors)
    if floors.shape != (length,):
        raise InputError(f"floor: expected {length} numbers, got shape {floors.shape}")
    _require_finite("floor", floors, np.arange(length))
    return floors


def _unit(values: FloatArray | IntArray, floors: FloatArray | IntArray) -> int | float:
    if values.dtype.kind != "f" and floors.dtype.kind != "f":
        return 1
    largest = max(np.abs(values).max(initial=0), np.abs(floors).max(initial=0))
    return float(2.0 ** (int(np.frexp(largest)[1]) - FLOAT_BITS)) if largest else 1.0


def _whole(values: FloatArray | IntArray, unit: int | float) -> IntArray:
    if isinstance(unit, int):
        return values.astype(np.int64)
    return np.rint(values / unit).astype(np.int64)


def _rounding(
    values: FloatArray | IntArray,
    weights: IntArray,
    floors: FloatArray | IntArray,
    whole_floor: IntArray,
    unit: int | float,
) -> int | float:
    """The most that rounding moved a pair, or an unfilled need, against the other."""
    if isinstance(unit, int):
        return 0
    pairs = np.abs(values - weights * unit).max(initial=0.0)
    needs = np.abs(floors - whole_floor * unit).max(initial=0.0)
    return 2 * float(pairs + needs)
