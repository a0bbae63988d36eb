"""The arguments of `assign`, checked and brought into one form."""

from dataclasses import replace
from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.ceilings import read_ceilings
from matching.errors import InputError, named_rows
from matching.problem import NO_PAIRS, OBJECTIVES, Problem, check_range
from matching.sources import Dense, Sparse

__all__ = ["Scores", "counts", "frame"]

Scores: TypeAlias = "ArrayLike | sparse.sparray | sparse.spmatrix"
Numbers: TypeAlias = "FloatArray | IntArray"

FLOAT_BITS = 40
"""Floats are rounded to whole multiples of a power of two, the largest score to this many bits."""
MOST_FLOAT, LEAST_EXPONENT = 2.0**900, -1074
NEVER = np.iinfo(np.int64).min


def frame(
    scores: Scores,
    capacity: ArrayLike | None = None,
    demand: ArrayLike | None = None,
    allowed: ArrayLike | None = None,
    floor: ArrayLike = 0,
    ceilings: Any = None,
    objective: str = "best_total",
) -> Problem:
    """Check the arguments of `assign` and bring them into one form."""
    if str(objective) not in OBJECTIVES:
        raise InputError(f"objective: {objective!r} is not available; choose one of {', '.join(OBJECTIVES)}")
    values, mask, stored = _stored(scores, allowed) if _is_sparse(scores) else _table(scores, allowed)
    shape = (values.shape[0], values.shape[1]) if stored is None else stored[2]
    seats, needs = counts("capacity", capacity, shape[1]), counts("demand", demand, shape[0])
    floors = _alike(_floor(floor, shape[0], used=objective == "best_total"), values)
    read = values if mask is None else values[mask]
    unit = _unit(read, floors)
    weights, whole_floor = _whole(values, unit), _whole(floors, unit)
    floats = values.astype(np.float64) if values.dtype.kind == "f" else None
    source: Dense | Sparse
    if stored is not None:
        source = Sparse(stored[0], stored[1], weights, shape[1], floats)
    else:
        source = Dense(weights if mask is None else np.where(mask, weights, NEVER), floats)
    problem = Problem(
        source=source,
        capacity=seats,
        demand=needs,
        floor=whole_floor,
        objective=objective,
        locked=NO_PAIRS,
        kept=NO_PAIRS,
        ceilings=read_ceilings(ceilings, shape[1]),
        unit=unit,
    )
    if objective == "stable":
        low, high = source.span()
        check_range(max(-low, high), 0, problem.at_most())
    return replace(problem, rounding=_rounding(read, floors, unit, problem))


def _is_sparse(scores: Scores) -> bool:
    return isinstance(scores, (sparse.sparray, sparse.spmatrix))


def _stored(
    scores: Scores, allowed: ArrayLike | None
) -> tuple[Numbers, BoolArray | None, tuple[IntArray, IntArray, tuple[int, int]] | None]:
    if len(cast("Any", scores).shape) != 2:
        raise InputError(f"scores: expected a table of mentees by mentors, got shape {cast('Any', scores).shape}")
    # Entries of one pair are added up: small integers would run over.
    wide = cast("Any", scores).astype(np.int64) if cast("Any", scores).dtype.kind in "bi" else scores
    stored = sparse.csr_array(wide, copy=True)
    stored.sum_duplicates()
    shape = (int(stored.shape[0]), int(stored.shape[1]))
    rows = np.repeat(np.arange(shape[0]), np.diff(stored.indptr))
    columns, values = stored.indices.astype(np.int64), _numbers("scores", stored.data)
    if allowed is not None:
        kept = _mask(allowed, shape)[rows, columns]
        rows, columns, values = rows[kept], columns[kept], values[kept]
    _require_finite("scores", values, rows)
    starts = np.searchsorted(rows, np.arange(shape[0] + 1)).astype(np.int64)
    return values, None, (starts, columns, shape)


def _table(scores: Scores, allowed: ArrayLike | None) -> tuple[Numbers, BoolArray | None, None]:
    table = _numbers("scores", scores)
    table = table.reshape(0, 0) if table.shape == (0,) else table
    if table.ndim != 2:
        raise InputError(f"scores: expected a table of mentees by mentors, got shape {table.shape}")
    mask = None if allowed is None else _mask(allowed, (table.shape[0], table.shape[1]))
    if mask is not None:
        table = np.where(mask, table, 0)
    wrong = ~np.isfinite(table).all(axis=1)
    if wrong.any():
        raise InputError(f"scores: not a finite number in {named_rows(np.flatnonzero(wrong).tolist())}")
    return table, mask, None


def _array(name: str, values: object) -> NDArray[Any]:
    if isinstance(values, np.ma.MaskedArray):
        raise InputError(f"{name}: a masked table; say in allowed which pairs there are")
    try:
        return np.asarray(values)
    except (ValueError, TypeError) as error:
        raise InputError(f"{name}: rows of different lengths") from error


def _numbers(name: str, values: object) -> Numbers:
    array = _array(name, values)
    if array.dtype.kind == "f" or not array.size:
        return array.astype(np.float64) if array.size else array.astype(np.int64)
    if array.dtype.kind not in "biu" or (array.dtype.kind == "u" and array.max() > np.iinfo(np.int64).max):
        raise InputError(f"{name}: expected numbers that fit 64 bits, got {array.dtype}")
    whole = array.astype(np.int64)
    if (whole == NEVER).any():
        raise InputError(f"{name}: {NEVER} is out of range")
    return whole


def _mask(allowed: ArrayLike, shape: tuple[int, int]) -> BoolArray:
    mask = _array("allowed", allowed.toarray() if _is_sparse(cast("Any", allowed)) else allowed)  # type: ignore[union-attr]
    if mask.shape != shape:
        raise InputError(f"allowed: expected shape {shape}, got {mask.shape}")
    if mask.dtype.kind != "b" and not (mask.dtype.kind in "iu" and np.isin(mask, (0, 1)).all()):
        raise InputError(f"allowed: expected True and False, got {mask.dtype}")
    return mask.astype(np.bool_)


def _require_finite(name: str, values: Numbers, rows: IntArray) -> None:
    wrong = ~np.isfinite(values)
    if wrong.any():
        raise InputError(f"{name}: not a finite number in {named_rows(np.unique(rows[wrong]).tolist())}")


def counts(name: str, given: ArrayLike | None, length: int) -> IntArray:
    """Whole numbers from 0, one for each or one for all; 1 unless given."""
    numbers = _array(name, 1 if given is None else given)
    if numbers.dtype.kind == "f" and (np.isfinite(numbers) & (numbers == np.floor(numbers))).all():
        numbers = np.clip(numbers, -1, 2**32).astype(np.int64)
    if numbers.ndim == 0:
        numbers = np.full(length, numbers)
    if numbers.shape != (length,):
        raise InputError(f"{name}: expected {length} numbers, got shape {numbers.shape}")
    if numbers.size and numbers.dtype.kind not in "iu":
        raise InputError(f"{name}: expected whole numbers, got {numbers.dtype}")
    if (numbers < 0).any():
        raise InputError(f"{name}: negative in {named_rows(np.flatnonzero(numbers < 0).tolist())}")
    if (numbers > 2**31).any():
        raise InputError(f"{name}: out of range in {named_rows(np.flatnonzero(numbers > 2**31).tolist())}")
    return numbers.astype(np.int64)


def _floor(floor: ArrayLike, length: int, *, used: bool) -> Numbers:
    floors = _numbers("floor", floor)
    if floors.ndim == 0:
        floors = np.full(length, floors)
    if floors.shape != (length,):
        raise InputError(f"floor: expected {length} numbers, got shape {floors.shape}")
    _require_finite("floor", floors, np.arange(length))
    return floors if used else np.zeros(length, dtype=np.int64)


def _alike(floors: Numbers, values: Numbers) -> Numbers:
    """Whole floors as whole numbers where the scores are, so that these stay exact."""
    whole = floors.astype(np.int64) if values.dtype.kind != "f" and (np.abs(floors) < 2**53).all() else floors
    return whole if (whole == floors).all() else floors


def _unit(values: Numbers, floors: Numbers) -> int | float:
    if values.dtype.kind != "f" and floors.dtype.kind != "f":
        return 1
    largest = max(float(np.abs(values).max(initial=0)), float(np.abs(floors).max(initial=0)))
    if largest > MOST_FLOAT:
        raise InputError(f"scores: {largest:g} is out of range")
    return float(2.0 ** max(int(np.frexp(largest)[1]) - FLOAT_BITS, LEAST_EXPONENT)) if largest else 1.0


def _whole(values: Numbers, unit: int | float) -> IntArray:
    if isinstance(unit, int):
        return values.astype(np.int64)
    return np.rint(values / unit).astype(np.int64)


def _rounding(values: Numbers, floors: Numbers, unit: int | float, problem: Problem) -> int | float:
    """The most that rounding moved all pairs of an answer, and all unfilled needs, against those of another."""
    if isinstance(unit, int):
        return 0
    pairs = np.abs(values - np.rint(values / unit) * unit).max(initial=0.0)
    needs = np.abs(floors - np.rint(floors / unit) * unit).max(initial=0.0)
    return 2 * (float(pairs) * problem.at_most() + float(needs) * int(problem.demand.sum()))
