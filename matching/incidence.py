"""Who has which item, as sparse tables of people by items."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from matching.arrays import BoolArray
from matching.tables import Cell

__all__ = ["given", "incidence", "numbered", "sparse_table"]


def numbered(*columns: Sequence[Iterable[Cell] | None]) -> dict[Cell, int]:
    """Number all items of some columns, in an order that does not depend on the rows.

    Examples
    --------
    >>> numbered([["tax", "law"], None], [["law"]])
    {'law': 0, 'tax': 1}
    """
    items = {item for column in columns for cell in column for item in cell or ()}
    return {item: at for at, item in enumerate(sorted(items, key=lambda item: (str(type(item)), str(item))))}


def given(column: Sequence[object | None]) -> BoolArray:
    """Where a cell holds anything.

    Examples
    --------
    >>> given([["tax"], None]).tolist()
    [True, False]
    """
    return np.array([cell is not None for cell in column], dtype=bool)


def incidence(column: Sequence[Iterable[Cell] | None], code: Mapping[Cell, int]) -> csr_array:
    """1 where the person of a row has the item of a column."""
    entries = [(row, code[item], 1.0) for row, cell in enumerate(column) for item in cell or () if item in code]
    return sparse_table(entries, (len(column), len(code)))


def sparse_table(entries: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> csr_array:
    """A sparse table from row, column and value."""
    parts = np.array(entries, dtype=np.float64).reshape(-1, 3)
    places = (parts[:, 0].astype(np.int64), parts[:, 1].astype(np.int64))
    return csr_array((parts[:, 2], places), shape=shape)
