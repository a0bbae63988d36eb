"""Names for the arrays that travel between the modules."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["BoolArray", "FloatArray", "IntArray", "arcs_of", "row_starts"]

IntArray = NDArray[np.int64]
FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]


def row_starts(rows: IntArray, n_rows: int) -> IntArray:
    """Where each row begins in a sorted list of row numbers, with the end as last entry.

    Examples
    --------
    >>> row_starts(np.array([0, 0, 2]), 3).tolist()
    [0, 2, 2, 3]
    """
    return np.searchsorted(rows, np.arange(n_rows + 1)).astype(np.int64)


def arcs_of(starts: IntArray, rows: IntArray) -> IntArray:
    """Positions of all arcs that leave ``rows``.

    Examples
    --------
    >>> arcs_of(np.array([0, 2, 2, 5]), np.array([0, 2])).tolist()
    [0, 1, 2, 3, 4]
    """
    lengths = starts[rows + 1] - starts[rows]
    before = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(rows) else lengths
    return np.repeat(starts[rows] - before, lengths) + np.arange(lengths.sum())
