"""Scores of single pairs: the same numbers as in a block of all pairs, without one."""

import numpy as np

from matching.arrays import IntArray
from matching.compiled import compiled
from matching.kernel.score import OUT, Block, Common, Items, Listed, Tables, Wanted, share_of_all

__all__ = ["add_common", "add_listed", "add_tables", "want_common"]


@compiled
def add_tables(points: Block, rows: IntArray, columns: IntArray, tables: Tables) -> None:
    """Add what each table says for the codes of the two."""
    for at in range(len(rows)):
        for table in range(len(tables.begins)):
            line = tables.begins[table] + tables.own[table, rows[at]] * tables.widths[table]
            points[at] = max(points[at] + tables.cells[line + tables.others[table, columns[at]]], OUT)


@compiled
def add_listed(points: Block, rows: IntArray, columns: IntArray, listed: Listed) -> None:
    """Add points that stand in a list of single pairs."""
    for at in range(len(rows)):
        for entry in range(listed.starts[rows[at]], listed.starts[rows[at] + 1]):
            if listed.columns[entry] == columns[at]:
                points[at] = max(points[at] + listed.points[entry], OUT)


@compiled
def _in_common(own: Items, others: Items, row: int, column: int) -> tuple[int, float]:
    """How many items two have in common, and the sum of the products of their shares, in the order of the row."""
    count, total = 0, 0.0
    for entry in range(own.starts[row], own.starts[row + 1]):
        for other in range(others.starts[column], others.starts[column + 1]):
            if others.items[other] == own.items[entry]:
                count += 1
                total += own.shares[entry] * others.shares[other]
    return count, total


@compiled
def add_common(points: Block, rows: IntArray, columns: IntArray, common: Common) -> None:
    """Add the weight times the sum of the products of shares in common items."""
    for at in range(len(rows)):
        count, total = _in_common(common.own, common.others, rows[at], columns[at])
        if count > 0:
            sized = len(common.sizes) > 0
            all_items = common.sizes[rows[at]] + common.other_sizes[columns[at]] if sized else -1
            points[at] = max(points[at] + int(np.rint(share_of_all(total, all_items) * common.weight)), OUT)


@compiled
def want_common(points: Block, rows: IntArray, columns: IntArray, wanted: Wanted) -> None:
    """Exclude the pairs, as far as both sides are known, that have nothing in common."""
    for at in range(len(rows)):
        row, column = rows[at], columns[at]
        if (
            wanted.known[row]
            and wanted.other_known[column]
            and not _in_common(wanted.own, wanted.others, row, column)[0]
        ):
            points[at] = OUT
