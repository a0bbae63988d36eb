"""Scores of a block of pairs: tables of codes, lists of exceptions, and sums over items in common.

Codes and positions are unsigned, so that the compiler need not ask whether an index counts from the end.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.compiled import compiled

__all__ = [
    "OUT", "Common", "Items", "Listed", "Tables", "Wanted", "add_common", "add_listed", "add_tables", "holders_among",
    "mark_excluded", "share_of_all", "want_common",
]  # fmt: skip

Block = NDArray[Any]
Positions = NDArray[np.unsignedinteger[Any]]
OUT = -(2**28)
"""Far below any score: what a rule adds to a pair that it excludes. Four of them still fit into 32 bits."""
AT_ONCE = 3


class Tables(NamedTuple):
    """Points by codes of the two sides; a multiple of three tables, for so many are read at once.

    ``own`` and ``others`` are codes, tables by people; ``cells`` holds the tables one behind the other, each from
    ``begins`` and ``widths`` wide.
    """

    own: Positions
    others: Positions
    cells: Block
    begins: IntArray
    widths: IntArray


class Items(NamedTuple):
    """Lists one behind the other, from ``starts``: what somebody has, or who has an item, and with which share."""

    starts: IntArray
    items: Positions
    shares: FloatArray


class Common(NamedTuple):
    """What counts by the items that both have: mentees' items, who has each item, and mentors' items.

    With sizes, the number of common items counts as a share of all items of either.
    """

    own: Items
    holders: Items
    others: Items
    sizes: IntArray
    other_sizes: IntArray
    weight: int


class Wanted(NamedTuple):
    """Items of which the two must have one in common, as far as both sides are known."""

    own: Items
    holders: Items
    others: Items
    known: BoolArray
    other_known: BoolArray


class Listed(NamedTuple):
    """Points of single pairs, by mentee."""

    starts: IntArray
    columns: IntArray
    points: IntArray


@compiled
def add_tables(block: Block, rows: IntArray, tables: Tables) -> None:
    """Add to each pair what each table says for the codes of the two."""
    begins, widths, cells = tables.begins, tables.widths, tables.cells
    for at in range(len(rows)):
        line, row = block[at], rows[at]
        for table in range(0, len(begins), AT_ONCE):
            one = cells[begins[table] + tables.own[table, row] * widths[table] :]
            two = cells[begins[table + 1] + tables.own[table + 1, row] * widths[table + 1] :]
            three = cells[begins[table + 2] + tables.own[table + 2, row] * widths[table + 2] :]
            by_one, by_two, by_three = tables.others[table], tables.others[table + 1], tables.others[table + 2]
            for column in range(len(line)):
                points = one[by_one[column]] + two[by_two[column]] + three[by_three[column]]
                line[column] = max(line[column] + points, OUT)


@compiled
def add_listed(block: Block, rows: IntArray, place: IntArray, listed: Listed) -> None:
    """Add points that stand in a list of single pairs; ``place`` is where a column stands in the block, if it does."""
    width = block.shape[1]
    for at in range(len(rows)):
        for entry in range(listed.starts[rows[at]], listed.starts[rows[at] + 1]):
            column = place[listed.columns[entry]]
            if 0 <= column < width:
                block[at, column] = max(block[at, column] + listed.points[entry], OUT)


@compiled
def holders_among(holders: Items, others: Items, columns: IntArray) -> Items:
    """Who has each item among some columns, by their place there and in its order."""
    starts = np.zeros_like(holders.starts)
    for column in columns:
        for at in range(others.starts[column], others.starts[column + 1]):
            starts[others.items[at] + 1] += 1
    starts = np.cumsum(starts)
    items, shares = np.empty(starts[-1], dtype=holders.items.dtype), np.empty(starts[-1], dtype=np.float64)
    free = starts[:-1].copy()
    for place in range(len(columns)):
        for at in range(others.starts[columns[place]], others.starts[columns[place] + 1]):
            to = free[others.items[at]]
            items[to], shares[to] = place, others.shares[at]
            free[others.items[at]] += 1
    return Items(starts, items, shares)


@compiled
def share_of_all(total: float, all_items: int) -> float:
    """What a sum over common items counts, at most 1; with a number of all items of both, as a share of either's."""
    if all_items >= 0:
        total /= max(all_items - total, 1.0)
    return min(max(total, 0.0), 1.0)


@compiled
def add_common(block: Block, rows: IntArray, common: Common) -> None:
    """Add the weight times the sum of the products of shares in common items; holders go by place in the block."""
    sums = np.zeros(block.shape[1], dtype=np.float64)
    touched = np.empty(block.shape[1], dtype=common.holders.items.dtype)
    is_touched = np.zeros(block.shape[1], dtype=np.bool_)
    sizes, other_sizes = common.sizes, common.other_sizes
    for at in range(len(rows)):
        row, line = rows[at], block[at]
        n_touched = _sum_up(common.own, common.holders, row, sums, touched, is_touched)
        for column in touched[:n_touched]:
            all_items = sizes[row] + other_sizes[column] if len(sizes) > 0 else -1
            points = np.rint(share_of_all(sums[column], all_items) * common.weight)
            line[column] = max(line[column] + int(points), OUT)
            sums[column], is_touched[column] = 0.0, False


@compiled
def _sum_up(own: Items, holders: Items, row: int, sums: FloatArray, touched: Positions, is_touched: BoolArray) -> int:
    """Add up the products of shares by column; returns how many columns were ``touched``."""
    n_touched = 0
    for entry in range(own.starts[row], own.starts[row + 1]):
        item, share = own.items[entry], own.shares[entry]
        for at in range(holders.starts[item], holders.starts[item + 1]):
            column = holders.items[at]
            if column >= len(sums):
                break
            if not is_touched[column]:
                is_touched[column] = True
                touched[n_touched] = column
                n_touched += 1
            sums[column] += share * holders.shares[at]
    return n_touched


@compiled
def want_common(block: Block, rows: IntArray, wanted: Wanted) -> None:
    """Exclude the pairs, as far as both sides are known, that have nothing in common; holders by place in the block."""
    own, holders = wanted.own, wanted.holders
    has_one = np.zeros(block.shape[1], dtype=np.bool_)
    for at in range(len(rows)):
        row, line = rows[at], block[at]
        if not wanted.known[row]:
            continue
        has_one[:] = False
        for item in own.items[own.starts[row] : own.starts[row + 1]]:
            for column in holders.items[holders.starts[item] : holders.starts[item + 1]]:
                if column >= len(has_one):
                    break
                has_one[column] = True
        for column in range(len(line)):
            if wanted.other_known[column] and not has_one[column]:
                line[column] = OUT


@compiled
def mark_excluded(block: Block, floor: int, lowest: int) -> None:
    """Mark pairs that a rule excludes, or whose score lies below a floor."""
    least = max(floor, OUT // 2)
    for at in range(block.shape[0]):
        line = block[at]
        for column in range(len(line)):
            if line[column] < least:
                line[column] = lowest
