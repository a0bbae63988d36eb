"""The arguments of `assign`, checked and brought into one form."""

from typing import Any, TypeAlias, cast

import numpy as np
from numpy.typing import ArrayLike
from scipy import sparse

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.ceilings import read_ceilings
from matching.errors import InputError, named_rows
from matching.problem import NO_PAIRS, OBJECTIVES, Problem
from matching.sources import Dense, Sparse

__all__ = ["Scores", "counts", "frame"]

Scores: TypeAlias = "ArrayLike | sparse.sparray | sparse.spmatrix"
Numbers: TypeAlias = "FloatArray | IntArray"

FLOAT_BITS = 40
"""Floats are rounded to whole multiples of a power of two, the largest score to this many bits."""
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
    if objective not in OBJECTIVES:
        raise InputError(f"objective: {objective!r} is not available; choose one of {', '.join(OBJECTIVES)}")
    values, mask, stored = _stored(scores, allowed) if _is_sparse(scores) else _table(scores, allowed)
    shape = (values.shape[0], values.shape[1]) if stored is None else stored[2]
    floors = _floor(floor, shape[0], used=objective == "best_total")
    seats, needs = counts("capacity", capacity, shape[1]), counts("demand", demand, shape[0])
    unit = _unit(values if mask is None else values[mask], floors)
    weights, whole_floor = _whole(values, unit), _whole(floors, unit)
    floats = values.astype(np.float64) if values.dtype.kind == "f" else None
    source: Dense | Sparse
    if stored is not None:
        source = Sparse(stored[0], stored[1], weights, shape[1], floats)
    else:
        source = Dense(weights if mask is None else np.where(mask, weights, NEVER), floats)
    return Problem(
        source=source,
        capacity=seats,
        demand=needs,
        floor=whole_floor,
        objective=objective,
        locked=NO_PAIRS,
        kept=NO_PAIRS,
        ceilings=read_ceilings(ceilings, shape[1]),
        unit=unit,
        rounding=_rounding(values if mask is None else values[mask], floors, unit) * int(needs.sum()),
    )


def _is_sparse(scores: Scores) -> bool:
    return isinstance(scores, (sparse.sparray, sparse.spmatrix))


def _stored(
    scores: Scores, allowed: ArrayLike | None
) -> tuple[Numbers, BoolArray | None, tuple[IntArray, IntArray, tuple[int, int]] | None]:
    stored = sparse.csr_array(cast("Any", scores), copy=True)
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
    if table.ndim != 2:
        raise InputError(f"scores: expected a table of mentees by mentors, got shape {table.shape}")
    mask = None if allowed is None else _mask(allowed, (table.shape[0], table.shape[1]))
    if mask is not None:
        table = np.where(mask, table, 0)
    wrong = ~np.isfinite(table).all(axis=1)
    if wrong.any():
        raise InputError(f"scores: not a finite number in {named_rows(np.flatnonzero(wrong).tolist())}")
    return table, mask, None


def _numbers(name: str, values: object) -> Numbers:
    try:
        array = np.asarray(values)
    except ValueError as error:
        raise InputError(f"{name}: rows of different lengths") from error
    if array.dtype.kind == "f" or not array.size:
        return array.astype(np.float64) if array.size else array.astype(np.int64)
    if array.dtype.kind not in "biu" or (array.dtype.kind == "u" and array.max() > np.iinfo(np.int64).max):
        raise InputError(f"{name}: expected numbers that fit 64 bits, got {array.dtype}")
    whole = array.astype(np.int64)
    if (whole == NEVER).any():
        raise InputError(f"{name}: {NEVER} is out of range")
    return whole


def _mask(allowed: ArrayLike, shape: tuple[int, int]) -> BoolArray:
    mask = np.asarray(allowed)
    if mask.shape != shape:
        raise InputError(f"allowed: expected shape {shape}, got {mask.shape}")
    if mask.dtype.kind != "b":
        raise InputError(f"allowed: expected True and False, got {mask.dtype}")
    return mask


def _require_finite(name: str, values: Numbers, rows: IntArray) -> None:
    wrong = ~np.isfinite(values)
    if wrong.any():
        raise InputError(f"{name}: not a finite number in {named_rows(np.unique(rows[wrong]).tolist())}")


def counts(name: str, given: ArrayLike | None, length: int) -> IntArray:
    """Whole numbers from 0, one for each or one for all; 1 unless given."""
    numbers = np.asarray(1 if given is None else given)
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
    floors = _numbers("floor", floor if used else 0)
    if floors.ndim == 0:
        floors = np.full(length, floors)
    if floors.shape != (length,):
        raise InputError(f"floor: expected {length} numbers, got shape {floors.shape}")
    _require_finite("floor", floors, np.arange(length))
    return floors


def _unit(values: Numbers, floors: Numbers) -> int | float:
    if values.dtype.kind != "f" and floors.dtype.kind != "f":
        return 1
    largest = max(float(np.abs(values).max(initial=0)), float(np.abs(floors).max(initial=0)))
    return float(2.0 ** (int(np.frexp(largest)[1]) - FLOAT_BITS)) if largest else 1.0


def _whole(values: Numbers, unit: int | float) -> IntArray:
    if isinstance(unit, int):
        return values.astype(np.int64)
    return np.rint(values / unit).astype(np.int64)


def _rounding(values: Numbers, floors: Numbers, unit: int | float) -> int | float:
    """The most that rounding moved a pair, or an unfilled need, against the other."""
    if isinstance(unit, int):
        return 0
    pairs = np.abs(values - np.rint(values / unit) * unit).max(initial=0.0)
    needs = np.abs(floors - np.rint(floors / unit) * unit).max(initial=0.0)
    return 2 * float(pairs + needs)
