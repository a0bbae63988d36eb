"""Fill open needs by shortest exchanges (Dijkstra on reduced costs; Ford and Fulkerson 1962, Tomizawa 1971).

From a mentee whose need is open and worth something: somebody's seat, whose holder goes elsewhere, and
so on, until a free seat is found or somebody whose need is best left open. Prices move along with
the distances, so that every pair that is made stays worth at least, every other at most, what the two ask.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917  one loop over many arrays: a compiled function has no object to keep them in

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.seats import give, take

__all__ = ["fill_needs", "open_prices"]

FAR = 2**62


@compiled
def open_prices(
    starts: IntArray, columns: IntArray, worth: IntArray, prices: IntArray, held: BoolArray, needs: IntArray
) -> None:
    """Set what a need is worth by the best mentor not held, and drop the pairs that give less."""
    for row in range(len(needs)):
        best = 0
        for arc in range(starts[row], starts[row + 1]):
            if not held[arc]:
                best = max(best, worth[arc] - prices[columns[arc]])
        needs[row] = best
        for arc in range(starts[row], starts[row + 1]):
            if held[arc] and worth[arc] - prices[columns[arc]] < best:
                held[arc] = 0


@compiled
def fill_needs(
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
    """Search from every open need that is worth something; returns how many searches it took.

    Nodes are mentees, then mentors. All arrays but the first eight change in place.
    """
    n_rows, n_columns = len(demand), len(capacity)
    far = np.full(n_rows + n_columns, FAR, dtype=np.int64)
    came = np.full(n_rows + n_columns, -1, dtype=np.int64)
    seen = np.zeros(n_rows + n_columns, dtype=np.int64)
    keys = np.zeros(len(columns) + n_rows + 1, dtype=np.int64)
    nodes = np.zeros(len(columns) + n_rows + 1, dtype=np.int64)
    searches = 0
    for start in range(n_rows):
        while filled[start] < demand[start] and needs[start] > 0:
            searches += 1
            far[start], came[start], seen[0] = 0, -1, start
            n_seen = 1
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
                    base = distance + needs[node]
                    for arc in range(starts[node], starts[node + 1]):
                        column = columns[arc]
                        to = n_rows + column
                        length = base - worth[arc] + prices[column]
                        if held[arc] or length >= far[to] or length > least:
                            continue
                        if far[to] == FAR:
                            seen[n_seen] = to
                            n_seen += 1
                        far[to], came[to] = length, arc
                        if taken[column] < capacity[column]:
                            if length < least or end < n_rows:
                                least, end = length, to
                        elif length < least:
                            size = push(keys, nodes, size, length, to)
                else:
                    column = node - n_rows
                    for at in range(slots[column], slots[column] + taken[column]):
                        arc = holders[at]
                        to = rows[arc]
                        length = distance + worth[arc] - prices[column] - needs[to]
                        if length < far[to] and length < least:
                            if far[to] == FAR:
                                seen[n_seen] = to
                                n_seen += 1
                            far[to], came[to] = length, arc
                            size = push(keys, nodes, size, length, to)
            for at in range(n_seen):
                node = seen[at]
                if far[node] < least:
                    if node < n_rows:
                        needs[node] -= least - far[node]
                    else:
                        prices[node - n_rows] += least - far[node]
                far[node] = FAR
            node = end
            if node == start:
                continue
            filled[start] += 1
            if node < n_rows:
                filled[node] -= 1
                arc = came[node]
                take(arc, columns[arc], held, slots, holders, taken)
                node = n_rows + columns[arc]
            while True:
                gained = came[node]
                row = rows[gained]
                if row == start:
                    give(gained, columns[gained], held, slots, holders, taken)
                    break
                lost = came[row]
                take(lost, columns[lost], held, slots, holders, taken)
                give(gained, columns[gained], held, slots, holders, taken)
                node = n_rows + columns[lost]
    return searches
