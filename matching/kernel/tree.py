"""Fill open needs where groups of mentors have ceilings that nest.

As `rows`, with the groups as further nodes between a mentor and the way out: a group that is full can be
passed only by somebody in it leaving. It begins from nothing, so that no seat is ever free at a price.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.rows import FAR
from matching.kernel.seats import give, take

__all__ = ["fill_needs_under_ceilings"]


@compiled
def fill_needs_under_ceilings(
    starts: IntArray,
    columns: IntArray,
    rows: IntArray,
    worth: IntArray,
    demand: IntArray,
    limits: IntArray,
    parents: IntArray,
    child_starts: IntArray,
    children: IntArray,
    slots: IntArray,
    holders: IntArray,
    counts: IntArray,
    filled: IntArray,
    held: BoolArray,
    needs: IntArray,
    prices: IntArray,
) -> int:
    """Search from every open need that is worth something; returns how many searches it took.

    Parameters
    ----------
    limits, parents, counts, prices : int64, shape (n_mentors + n_groups,)
        Seats or ceiling, the group around it or -1, how many are in it, and what a pair pays up to the way out.
        A group stands behind everything that is in it.
    child_starts, children : int64
        What stands directly in each group; ``child_starts`` is by group.
    """
    n_rows, n_upper = len(demand), len(limits)
    n_columns = n_upper - (len(child_starts) - 1)
    far = np.full(n_rows + n_upper, FAR, dtype=np.int64)
    came = np.full(n_rows + n_upper, -1, dtype=np.int64)
    keys = np.zeros(len(columns) + n_rows + 3 * n_upper + 1, dtype=np.int64)
    nodes = np.zeros(len(columns) + n_rows + 3 * n_upper + 1, dtype=np.int64)
    searches = 0
    for start in range(n_rows):
        while filled[start] < demand[start] and needs[start] > 0:
            searches += 1
            far[:] = FAR
            far[start], came[start] = 0, -1
            size = push(keys, nodes, 0, 0, start)
            least, end = FAR, -1
            while size > 0 and keys[0] < least:
                distance, node = keys[0], nodes[0]
                size = pop(keys, nodes, size)
                if distance > far[node]:
                    continue
                if node < n_rows:
                    if distance + needs[node] < least:
                        least, end = distance + needs[node], node
                    for arc in range(starts[node], starts[node + 1]):
                        to = n_rows + columns[arc]
                        length = distance + needs[node] - worth[arc] + prices[columns[arc]]
                        if not held[arc] and length < far[to]:
                            far[to], came[to] = length, arc
                            size = push(keys, nodes, size, length, to)
                    continue
                upper = node - n_rows
                if counts[upper] < limits[upper]:
                    group = parents[upper]
                    length = distance - prices[upper] + (prices[group] if group >= 0 else 0)
                    if group < 0:
                        if length < least or (length == least and end < n_rows):
                            least, end = length, node
                    elif length < far[n_rows + group]:
                        far[n_rows + group], came[n_rows + group] = length, upper
                        size = push(keys, nodes, size, length, n_rows + group)
                if upper < n_columns:
                    for at in range(slots[upper], slots[upper] + counts[upper]):
                        arc = holders[at]
                        length = distance + worth[arc] - prices[upper] - needs[rows[arc]]
                        if length < far[rows[arc]]:
                            far[rows[arc]], came[rows[arc]] = length, arc
                            size = push(keys, nodes, size, length, rows[arc])
                else:
                    for at in range(child_starts[upper - n_columns], child_starts[upper - n_columns + 1]):
                        child = children[at]
                        length = distance + prices[child] - prices[upper]
                        if counts[child] > 0 and length < far[n_rows + child]:
                            # An entry below -1 says that the way came down from the group.
                            far[n_rows + child], came[n_rows + child] = length, -2 - upper
                            size = push(keys, nodes, size, length, n_rows + child)
            for node in range(n_rows + n_upper):
                if far[node] < least:
                    if node < n_rows:
                        needs[node] -= least - far[node]
                    else:
                        prices[node - n_rows] += least - far[node]
            if end == start:
                continue
            filled[start] += 1
            if end < n_rows:
                filled[end] -= 1
            _exchange(start, end, n_rows, n_columns, came, columns, rows, held, slots, holders, counts)
            counts[n_columns:] = 0
            for upper in range(n_upper):
                if parents[upper] >= 0:
                    counts[parents[upper]] += counts[upper]
    return searches


@compiled
def _exchange(
    start: int,
    end: int,
    n_rows: int,
    n_columns: int,
    came: IntArray,
    columns: IntArray,
    rows: IntArray,
    held: BoolArray,
    slots: IntArray,
    holders: IntArray,
    counts: IntArray,
) -> None:
    """Walk the way back twice: undo what it undoes, then make what it makes, so that no mentor is ever over-full."""
    for making in range(2):
        node = end
        while node != start:
            arc = came[node]
            if node < n_rows:
                if not making:
                    take(arc, columns[arc], held, slots, holders, counts)
                node = n_rows + columns[arc]
            elif arc < -1:
                node = n_rows - 2 - arc
            elif node >= n_rows + n_columns:
                node = n_rows + arc
            else:
                if making:
                    give(arc, columns[arc], held, slots, holders, counts)
                node = rows[arc]
