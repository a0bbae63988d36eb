"""The best pairs of each row of a block of scores, and those that prices have not yet ruled out."""

# ruff: noqa: PLR0913, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push

__all__ = ["best_of_rows", "struck", "worth_more"]

Block = NDArray[Any]


@compiled
def best_of_rows(block: Block, lowest: int, chosen: IntArray) -> IntArray:
    """Fill ``chosen`` (rows by k, -1 where there are fewer) with the best columns of each row, in their order.

    Among equals the first columns. Returns the score below which, or at which, all others are; ``lowest`` where
    there are no others.
    """
    n_rows, n_columns = block.shape
    most = chosen.shape[1]
    bounds = np.full(n_rows, lowest, dtype=np.int64)
    keys, nodes = np.zeros(most + 1, dtype=np.int64), np.zeros(most + 1, dtype=np.int64)
    for row in range(n_rows):
        size, least, others = 0, lowest, False
        for column in range(n_columns):
            score = block[row, column]
            if score <= least:
                others = others or (score > lowest and size == most)
                continue
            if size == most:
                size = pop(keys, nodes, size)
                others = True
            # Of equal scores the last column goes first.
            size = push(keys, nodes, size, int(score), -column)
            if size == most:
                least = keys[0]
        chosen[row] = -1
        columns = np.sort(-nodes[:size])
        chosen[row, :size] = columns
        if others:
            bounds[row] = keys[0]
    return bounds


@compiled
def worth_more(
    block: Block,
    lowest: int,
    columns: IntArray,
    prices: IntArray,
    needs: IntArray,
    times: int,
    plus: IntArray,
    least: int,
    chosen: IntArray,
) -> IntArray:
    """Fill ``chosen`` with the columns of each row whose pairs are worth most above the two prices.

    ``columns`` and ``prices`` are of the block's columns, ``needs`` and ``plus`` of its rows. Returns what the
    best of the others leaves after the mentor's price, or the price of the need where that is more.
    """
    n_rows, n_columns = block.shape
    most = chosen.shape[1]
    bounds = needs.copy()
    keys, nodes = np.zeros(most + 1, dtype=np.int64), np.zeros(most + 1, dtype=np.int64)
    for row in range(n_rows):
        size, need, more, line = 0, needs[row], plus[row], block[row]
        for at in range(n_columns):
            left = times * line[at] + more - prices[at]
            # Most pairs end here. The mark of a pair that is not allowed may have run over: it is asked for again.
            if left <= need or line[at] == lowest or line[at] < least:
                continue
            node = -columns[at]
            if size == most and (left < keys[0] or (left == keys[0] and node < nodes[0])):
                bounds[row] = max(bounds[row], left)
                continue
            if size == most:
                bounds[row] = max(bounds[row], keys[0])
                size = pop(keys, nodes, size)
            size = push(keys, nodes, size, left, node)
        chosen[row] = -1
        chosen[row, :size] = np.sort(-nodes[:size])
    return bounds


@compiled
def struck(block: Block, lowest: int, rows: IntArray, starts: IntArray, columns: IntArray, place: IntArray) -> None:
    """Mark the candidates of each row as not allowed; ``place`` is where a column stands in the block, or -1."""
    for at in range(len(rows)):
        for arc in range(starts[rows[at]], starts[rows[at] + 1]):
            column = place[columns[arc]]
            if column >= 0:
                block[at, column] = lowest
