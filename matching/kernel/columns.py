"""Fill or cheapen free seats that ask a price, by shortest exchanges from the mentors' side.

The mirror of `rows`: a free seat takes a mentee who sits elsewhere, whose seat takes another, until an
open need is found, or a seat whose price may fall to nothing.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.rows import FAR
from matching.kernel.seats import give, take

__all__ = ["by_column", "fill_free_seats"]


@compiled
def by_column(columns: IntArray, n_columns: int) -> tuple[IntArray, IntArray]:
    """Arcs in the order of their mentors, and where each mentor's begin."""
    begins = np.zeros(n_columns + 1, dtype=np.int64)
    for column in columns:
        begins[column + 1] += 1
    for column in range(n_columns):
        begins[column + 1] += begins[column]
    at = begins[:-1].copy()
    arcs = np.empty(len(columns), dtype=np.int64)
    for arc in range(len(columns)):
        arcs[at[columns[arc]]] = arc
        at[columns[arc]] += 1
    return begins, arcs


@compiled
def fill_free_seats(
    starts: IntArray,
    columns: IntArray,
    rows: IntArray,
    worth: IntArray,
    demand: IntArray,
    capacity: IntArray,
    slots: IntArray,
    holders: IntArray,
    taken: IntArray,
    filled: IntArray,
    held: BoolArray,
    needs: IntArray,
    prices: IntArray,
) -> int:
    """Search from every mentor with a free seat and a price; returns how many searches it took."""
    n_rows, n_columns = len(demand), len(capacity)
    if not ((taken < capacity) & (prices > 0)).any():
        return 0
    begins, arcs = by_column(columns, n_columns)
    far = np.full(n_rows + n_columns, FAR, dtype=np.int64)
    came = np.full(n_rows + n_columns, -1, dtype=np.int64)
    seen = np.zeros(n_rows + n_columns, dtype=np.int64)
    keys = np.zeros(len(columns) + n_rows + n_columns + 1, dtype=np.int64)
    nodes = np.zeros(len(columns) + n_rows + n_columns + 1, dtype=np.int64)
    searches = 0
    for target in range(n_columns):
        while taken[target] < capacity[target] and prices[target] > 0:
            searches += 1
            start = n_rows + target
            far[start], came[start], seen[0] = 0, -1, start
            n_seen = 1
            size = push(keys, nodes, 0, 0, start)
            least, end = FAR, -1
            while size > 0 and keys[0] < least:
                distance, node = keys[0], nodes[0]
                size = pop(keys, nodes, size)
                if distance > far[node]:
                    continue
                if node >= n_rows:
                    column = node - n_rows
                    if distance + prices[column] < least:
                        least, end = distance + prices[column], node
                    for at in range(begins[column], begins[column + 1]):
                        arc = arcs[at]
                        to = rows[arc]
                        length = distance + needs[to] - worth[arc] + prices[column]
                        if held[arc] or length >= far[to] or length > least or demand[to] == 0:
                            continue
                        if far[to] == FAR:
                            seen[n_seen] = to
                            n_seen += 1
                        far[to], came[to] = length, arc
                        if filled[to] < demand[to]:
                            if length < least or end >= n_rows:
                                least, end = length, to
                        elif length < least:
                            size = push(keys, nodes, size, length, to)
                else:
                    for arc in range(starts[node], starts[node + 1]):
                        to = n_rows + columns[arc]
                        length = distance + worth[arc] - prices[columns[arc]] - needs[node]
                        if held[arc] and length < far[to] and length < least:
                            if far[to] == FAR:
                                seen[n_seen] = to
                                n_seen += 1
                            far[to], came[to] = length, arc
                            size = push(keys, nodes, size, length, to)
            for at in range(n_seen):
                node = seen[at]
                if far[node] < least:
                    if node < n_rows:
                        needs[node] += least - far[node]
                    else:
                        prices[node - n_rows] -= least - far[node]
                far[node] = FAR
            node = end
            if node == start:
                continue
            if node < n_rows:
                filled[node] += 1
            else:
                lost = came[node]
                take(lost, columns[lost], held, slots, holders, taken)
                node = rows[lost]
            while True:
                gained = came[node]
                column = columns[gained]
                if column == target:
                    give(gained, column, held, slots, holders, taken)
                    break
                lost = came[n_rows + column]
                take(lost, column, held, slots, holders, taken)
                give(gained, column, held, slots, holders, taken)
                node = rows[lost]
    return searches
