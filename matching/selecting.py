"""The best pairs of each row of a block, by the compiled loops or, without a compiler, by NumPy: the same pairs."""

import numpy as np

from matching.arrays import IntArray
from matching.compiled import COMPILED
from matching.kernel import select
from matching.sources import Block, never

__all__ = ["best_of_rows", "strike_candidates", "worth_more"]


def best_of_rows(block: Block, most: int) -> tuple[IntArray, IntArray]:
    """Best columns of each row, -1 where there are fewer, and what no other pair of the row exceeds.

    Examples
    --------
    >>> chosen, bounds = best_of_rows(np.array([[3, 9, 9, 1]]), 2)
    >>> chosen.tolist(), bounds.tolist()
    ([[1, 2]], [9])
    """
    chosen = np.empty((len(block), most), dtype=np.int64)
    if COMPILED:
        return chosen, select.best_of_rows(block, never(block), chosen)
    order = np.argsort(~block, axis=1, kind="stable")
    chosen[:] = _kept(block, order[:, :most], most, never(block))
    allowed = (block > never(block)).sum(axis=1)
    last = np.take_along_axis(block, order[:, [most - 1]], axis=1)[:, 0] if block.shape[1] >= most else allowed * 0
    return chosen, np.where(allowed > most, last, never(block)).astype(np.int64)


def worth_more(
    block: Block,
    columns: IntArray,
    prices: IntArray,
    needs: IntArray,
    valued: tuple[int, IntArray, int],
    most: int,
) -> tuple[IntArray, IntArray]:
    """Columns of each row worth more than the prices, the most of them, and a bound on what the others leave.

    ``valued`` is (times, plus of each row, least score): a pair is worth ``times * score + plus``.
    """
    times, plus, least = valued
    chosen = np.empty((len(block), most), dtype=np.int64)
    if COMPILED:
        lowest = never(block)
        return chosen, select.worth_more(block, lowest, columns, prices, needs, times, plus, least, chosen)
    lowest = np.iinfo(np.int64).min
    allowed = (block > never(block)) & (block >= least)
    left = np.where(allowed, times * np.where(allowed, block, 0) + plus[:, None] - prices, lowest)
    over = np.where(left > needs[:, None], left, lowest)
    by_column = np.argsort(columns, kind="stable")
    order = by_column[np.argsort(~over[:, by_column], axis=1, kind="stable")]
    places = _kept(over, order[:, :most], most, lowest, sort=False)
    chosen[:] = np.where(places >= 0, columns[np.maximum(places, 0)] if len(columns) else -1, -1)
    chosen[:] = _packed(chosen)
    np.put_along_axis(left, np.where(places >= 0, places, order[:, :1]), lowest, axis=1) if len(columns) else None
    rest = left.max(axis=1, initial=lowest)
    return chosen, np.maximum(needs, rest)


def strike_candidates(block: Block, rows: IntArray, starts: IntArray, columns: IntArray, place: IntArray) -> None:
    """Mark the candidates of each row as not allowed."""
    if COMPILED:
        select.struck(block, never(block), rows, starts, columns, place)
        return
    for at, row in enumerate(rows.tolist()):
        found = place[columns[starts[row] : starts[row + 1]]]
        block[at, found[(found >= 0) & (found < block.shape[1])]] = never(block)


def _kept(values: Block, order: IntArray, most: int, lowest: int, *, sort: bool = True) -> IntArray:
    kept = np.full((len(values), most), -1, dtype=np.int64)
    inside = np.where(np.take_along_axis(values, order, axis=1) > lowest, order, -1)
    kept[:, : order.shape[1]] = inside
    return _packed(kept) if sort else kept


def _packed(chosen: IntArray) -> IntArray:
    """Columns in rising order, with the gaps at the end."""
    last = np.iinfo(np.int64).max
    ordered = np.sort(np.where(chosen < 0, last, chosen), axis=1)
    return np.where(ordered == last, -1, ordered)
