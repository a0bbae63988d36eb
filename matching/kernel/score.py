"""Scores of a block of pairs: tables of codes, lists of exceptions, and sums over items in common."""

# ruff: noqa: PLR0913, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.compiled import compiled

__all__ = ["OUT", "add_common", "add_listed", "add_tables", "mark_excluded", "want_common"]

Block = NDArray[Any]
OUT = -(2**28)
"""Far below any score: what a rule adds to a pair that it excludes."""


@compiled
def add_tables(
    block: Block, rows: IntArray, own: Block, others: Block, cells: Block, begins: IntArray, widths: IntArray
) -> None:
    """Add to each pair what each table says for the codes of the two.

    ``own`` is tables by all mentees, ``others`` tables by the block's columns; ``cells`` holds the tables one
    behind the other, each from ``begins`` and ``widths`` wide.
    """
    for at in range(len(rows)):
        line = block[at]
        for table in range(len(begins)):
            begin = begins[table] + own[table, rows[at]] * widths[table]
            points = cells[begin : begin + widths[table]]
            codes = others[table]
            for column in range(len(line)):
                line[column] = max(line[column] + points[codes[column]], OUT)


@compiled
def add_listed(
    block: Block, rows: IntArray, place: IntArray, starts: IntArray, columns: IntArray, points: IntArray
) -> None:
    """Add points that stand in a list of single pairs."""
    for at in range(len(rows)):
        for entry in range(starts[rows[at]], starts[rows[at] + 1]):
            column = place[columns[entry]]
            if column >= 0:
                block[at, column] = max(block[at, column] + points[entry], OUT)


@compiled
def add_common(
    block: Block,
    rows: IntArray,
    place: IntArray,
    starts: IntArray,
    items: IntArray,
    shares: FloatArray,
    item_starts: IntArray,
    columns: IntArray,
    column_shares: FloatArray,
    sizes: IntArray,
    column_sizes: IntArray,
    weight: int,
) -> None:
    """Add ``weight`` times the sum of the products of shares in common items, at most 1.

    With sizes, the sum is the number of common items, and counts as a share of all items of either.
    """
    sums = np.zeros(len(place), dtype=np.float64)
    touched = np.empty(len(place), dtype=np.int64)
    is_touched = np.zeros(len(place), dtype=np.bool_)
    for at in range(len(rows)):
        row, n_touched = rows[at], 0
        for entry in range(starts[row], starts[row + 1]):
            item, share = items[entry], shares[entry]
            for other in range(item_starts[item], item_starts[item + 1]):
                column = columns[other]
                if place[column] < 0:
                    continue
                if not is_touched[column]:
                    is_touched[column] = True
                    touched[n_touched] = column
                    n_touched += 1
                sums[column] += share * column_shares[other]
        for step in range(n_touched):
            column = touched[step]
            share = sums[column]
            if len(sizes) > 0:
                share /= max(sizes[row] + column_sizes[column] - share, 1.0)
            share = min(max(share, 0.0), 1.0)
            to = place[column]
            block[at, to] = max(block[at, to] + int(np.rint(share * weight)), OUT)
            sums[column], is_touched[column] = 0.0, False


@compiled
def want_common(
    block: Block,
    rows: IntArray,
    place: IntArray,
    starts: IntArray,
    items: IntArray,
    item_starts: IntArray,
    columns: IntArray,
    known: BoolArray,
    column_known: BoolArray,
) -> None:
    """Exclude the pairs, as far as both sides are known, that have nothing in common."""
    has_one = np.zeros(len(place), dtype=np.bool_)
    for at in range(len(rows)):
        row = rows[at]
        if not known[row]:
            continue
        has_one[:] = False
        for entry in range(starts[row], starts[row + 1]):
            for other in range(item_starts[items[entry]], item_starts[items[entry] + 1]):
                has_one[columns[other]] = True
        for column in range(len(place)):
            if place[column] >= 0 and column_known[column] and not has_one[column]:
                block[at, place[column]] = OUT


@compiled
def mark_excluded(block: Block, floor: int, lowest: int) -> None:
    """Mark pairs that a rule excludes, or whose score lies below a floor."""
    for at in range(block.shape[0]):
        for column in range(block.shape[1]):
            if block[at, column] < floor or block[at, column] < OUT // 2:
                block[at, column] = lowest
