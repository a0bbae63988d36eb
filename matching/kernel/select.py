"""The best pairs of each row of a block of scores, and those that prices have not yet ruled out."""

# ruff: noqa: PLR0913, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push

__all__ = ["best_of_rows", "struck", "worth_more"]

Block = NDArray[Any]


STRIPS_A_PAIR, MOST_STRIPS, EIGHT = 8, 16, 8


@compiled
def best_of_rows(block: Block, lowest: int, chosen: IntArray) -> IntArray:
    """Fill ``chosen`` (rows by k, -1 where there are fewer) with the best columns of each row, in their order.

    Among equals the first columns. Returns the score below which, or at which, all others are; ``lowest`` where
    there are no others.

    A row is cut into pieces that are laid on each other: the k-th best of the maxima is no more than the k-th
    best of all, and only where a maximum reaches it is there anything to look at.
    """
    n_columns, most = block.shape[1], chosen.shape[1]
    bounds = np.full(len(block), lowest, dtype=np.int64)
    keys, nodes = np.zeros(most + 1, dtype=np.int64), np.zeros(most + 1, dtype=np.int64)
    length = max(1, min(n_columns, max(STRIPS_A_PAIR * most, n_columns // MOST_STRIPS)))
    for row in range(len(block)):
        line = block[row]
        maxima = _maxima(line, length)
        enough = np.partition(maxima, length - most)[length - most] if length > most else lowest
        size, others = 0, False
        for begin in range(len(maxima)):
            if maxima[begin] < enough or maxima[begin] == lowest:
                others = others or maxima[begin] > lowest
                continue
            for column in range(begin, n_columns, length):
                score = line[column]
                if score < enough or score == lowest:
                    others = others or score > lowest
                    continue
                others = others or size == most
                size = _keep_best(keys, nodes, size, most, score, -column)
        chosen[row] = -1
        chosen[row, :size] = np.sort(-nodes[:size])
        if others:
            bounds[row] = keys[0]
    return bounds


@compiled
def _maxima(line: Block, length: int) -> Block:
    """The greatest at each place of pieces of a line that are laid on each other."""
    maxima = line[:length].copy()
    for begin in range(length, len(line), length):
        piece = line[begin : begin + length]
        for at in range(len(piece)):
            maxima[at] = max(maxima[at], piece[at])
    return maxima


@compiled
def _keep_best(keys: IntArray, nodes: IntArray, size: int, most: int, key: int, node: int) -> int:
    """Put an entry into a heap of the ``most`` greatest, by key, then by node; returns the new size."""
    if size == most:
        if key < keys[0] or (key == keys[0] and node < nodes[0]):
            return size
        size = pop(keys, nodes, size)
    return push(keys, nodes, size, key, node)


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
    most = chosen.shape[1]
    bounds = needs.copy()
    keys, nodes = np.zeros(most + 1, dtype=np.int64), np.zeros(most + 1, dtype=np.int64)
    in_steps = prices // times if times else np.zeros_like(prices)
    could = np.zeros(EIGHT * (block.shape[1] // EIGHT + 1), dtype=np.bool_)
    for row in range(len(block)):
        size, need, more, line = 0, needs[row], plus[row], block[row]
        _mark_above(line, (need - more) // times if times else max(least, lowest + 1) - 1, in_steps, could)
        for eight in np.flatnonzero(could.view(np.int64)):
            for at in range(EIGHT * eight, EIGHT * (eight + 1)):
                if not could[at] or line[at] == lowest or line[at] < least:
                    continue
                left = times * line[at] + more - prices[at]
                if left > need:
                    if size == most:
                        bounds[row] = max(bounds[row], min(left, keys[0]))
                    size = _keep_best(keys, nodes, size, most, left, -columns[at])
        chosen[row] = -1
        chosen[row, :size] = np.sort(-nodes[:size])
    return bounds


@compiled
def _mark_above(line: Block, enough: int, in_steps: IntArray, could: BoolArray) -> None:
    """Mark the few pairs that could be worth more than the prices: rounded down, these are no more than they are."""
    for at in range(len(line)):
        could[at] = line[at] > enough + in_steps[at]


@compiled
def struck(block: Block, lowest: int, rows: IntArray, starts: IntArray, columns: IntArray, place: IntArray) -> None:
    """Mark the candidates of each row as not allowed; ``place`` is where a column stands in the block, if it does."""
    width = block.shape[1]
    for at in range(len(rows)):
        for arc in range(starts[rows[at]], starts[rows[at] + 1]):
            column = place[columns[arc]]
            if 0 <= column < width:
                block[at, column] = lowest
