"""What making one more pair costs: the shortest way from its mentor back to its mentee."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0917  one loop over many arrays: a compiled function has no object for them

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.rows import FAR

__all__ = ["detour"]


@compiled
def _at_most(
    starts: IntArray,
    worth: IntArray,
    held: BoolArray,
    slots: IntArray,
    holders: IntArray,
    taken: IntArray,
    needs: IntArray,
    prices: IntArray,
    has_need: bool,
    has_seat: bool,
    target: int,
    column: int,
) -> int:
    """What it costs if one who sits with the mentor, and one whom the mentee has, are simply let go."""
    lets_go = 0 if has_seat else FAR
    if not has_seat:
        for at in range(slots[column], slots[column] + taken[column]):
            lets_go = min(lets_go, worth[holders[at]] - prices[column])
    leaves = 0 if has_need else FAR
    if not has_need:
        for arc in range(starts[target], starts[target + 1]):
            if held[arc]:
                leaves = min(leaves, worth[arc] - needs[target])
    return FAR - 1 if FAR in (lets_go, leaves) else lets_go + leaves


@compiled
def detour(
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
    target: int,
    column: int,
) -> tuple[IntArray, IntArray]:
    """Distances from a mentor to everybody up to a mentee, and the arc by which each was reached.

    Nodes are mentees, mentors, and last the way out, through which seats and needs are left open. An arc of -1 leads
    from or to the way out. Distances are not negative, for the pairs and prices are those of a best answer.
    """
    n_rows, n_columns = len(demand), len(capacity)
    out = n_rows + n_columns
    far, came = np.full(out + 1, FAR, dtype=np.int64), np.full(out + 1, -1, dtype=np.int64)
    keys = np.zeros(2 * len(columns) + 2 * out + 2, dtype=np.int64)
    nodes = np.zeros(2 * len(columns) + 2 * out + 2, dtype=np.int64)
    bound = _at_most(
        starts, worth, held, slots, holders, taken, needs, prices,
        filled[target] < demand[target], taken[column] < capacity[column], target, column,
    )  # fmt: skip
    far[n_rows + column] = 0
    size = push(keys, nodes, 0, 0, n_rows + column)
    while size > 0:
        distance, node = keys[0], nodes[0]
        size = pop(keys, nodes, size)
        if node == target:
            break
        if distance > far[node]:
            continue
        if node < n_rows:
            if distance + needs[node] < far[out] and distance + needs[node] <= bound:
                far[out], came[out] = distance + needs[node], node
                size = push(keys, nodes, size, far[out], out)
            for arc in range(starts[node], starts[node + 1]):
                to = n_rows + columns[arc]
                length = distance + needs[node] - worth[arc] + prices[columns[arc]]
                if not held[arc] and length < far[to] and length <= bound:
                    far[to], came[to] = length, arc
                    size = push(keys, nodes, size, length, to)
        elif node < out:
            at_column = node - n_rows
            if taken[at_column] < capacity[at_column] and distance < far[out]:
                far[out], came[out] = distance, node
                size = push(keys, nodes, size, distance, out)
            for at in range(slots[at_column], slots[at_column] + taken[at_column]):
                arc = holders[at]
                length = distance + worth[arc] - prices[at_column] - needs[rows[arc]]
                if length < far[rows[arc]] and length <= bound:
                    far[rows[arc]], came[rows[arc]] = length, arc
                    size = push(keys, nodes, size, length, rows[arc])
        else:
            for row in range(n_rows):
                if filled[row] < demand[row] and distance < far[row]:
                    far[row], came[row] = distance, -1
                    size = push(keys, nodes, size, distance, row)
            for other in range(n_columns):
                length = distance + prices[other]
                if taken[other] > 0 and length < far[n_rows + other] and length <= bound:
                    far[n_rows + other], came[n_rows + other] = length, -1
                    size = push(keys, nodes, size, length, n_rows + other)
    return far, came
