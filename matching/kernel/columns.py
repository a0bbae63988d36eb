"""Fill or cheapen free seats that ask a price, by shortest exchanges from the mentors' side.

The mirror of `rows`: a free seat takes a mentee who sits elsewhere, whose seat takes another, until an
open need is found, or a seat whose price may fall to nothing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matching.arrays import IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.seats import give, take
from matching.kernel.state import FAR, Arcs, Paths, Seating, new_paths, reach, shift_prices

__all__ = ["fill_free_seats"]


class Callers(NamedTuple):
    """The arcs of each mentor in one piece, from ``begins``, and the price of the need less the worth of each.

    Needs only become dearer here, so that no arc is ever nearer than that was: a search passes over most.
    """

    begins: IntArray
    arcs: NDArray[np.int32]
    nearest: IntArray


@compiled
def _callers(arcs: Arcs, needs: IntArray) -> Callers:
    columns = arcs.columns
    begins = np.zeros(len(arcs.capacity) + 1, dtype=np.int64)
    for column in columns:
        begins[column + 1] += 1
    begins = np.cumsum(begins)
    at = begins[:-1].copy()
    numbers, nearest = np.empty(len(columns), dtype=np.int32), np.empty(len(columns), dtype=np.int64)
    for row in range(len(needs)):
        for arc in range(arcs.starts[row], arcs.starts[row + 1]):
            to = at[columns[arc]]
            numbers[to], nearest[to] = arc, needs[row] - arcs.worth[arc]
            at[columns[arc]] = to + 1
    return Callers(begins, numbers, nearest)


@compiled
def fill_free_seats(arcs: Arcs, seating: Seating) -> int:
    """Search from every mentor with a free seat and a price; returns how many searches it took."""
    n_rows, n_columns = len(arcs.demand), len(arcs.capacity)
    if not ((seating.taken < arcs.capacity) & (seating.prices > 0)).any():
        return 0
    callers = _callers(arcs, seating.needs)
    paths = new_paths(n_rows + n_columns, len(arcs.columns) + n_rows + n_columns + 1)
    searches = 0
    for target in range(n_columns):
        while seating.taken[target] < arcs.capacity[target] and seating.prices[target] > 0:
            searches += 1
            least, end, n_seen = _nearest_end(arcs, callers, seating, paths, target)
            shift_prices(seating, paths, n_seen, least, n_rows, -1)
            if end != n_rows + target:
                _exchange(arcs, seating, paths, target, end)
    return searches


@compiled
def _nearest_end(  # noqa: C901  # the innermost loop of the solver: what it did not inline would cost
    arcs: Arcs, callers: Callers, seating: Seating, paths: Paths, target: int
) -> tuple[int, int, int]:
    """The nearest open need, or seat whose price may fall to nothing: its distance, itself, and the nodes seen."""
    n_rows = len(arcs.demand)
    begins, numbers, nearest = callers.begins, callers.arcs, callers.nearest
    rows, worth, demand = arcs.rows, arcs.worth, arcs.demand
    needs, filled, held, far, prices = seating.needs, seating.filled, seating.held, paths.far, seating.prices
    keys, nodes = paths.keys, paths.nodes
    n_seen = reach(paths, n_rows + target, 0, -1, 0)
    size = push(paths.keys, paths.nodes, 0, 0, n_rows + target)
    least, end = FAR, -1
    while size > 0 and keys[0] < least:
        distance, node = keys[0], nodes[0]
        size = pop(keys, nodes, size)
        if distance > far[node]:
            continue
        if node < n_rows:
            size, n_seen = _to_seats(arcs, seating, paths, node, least, size, n_seen)
            continue
        base = distance + prices[node - n_rows]
        if base < least:
            least, end = base, node
        for at in range(begins[node - n_rows], begins[node - n_rows + 1]):
            if base + nearest[at] > least:
                continue
            arc = numbers[at]
            to = rows[arc]
            length = base + needs[to] - worth[arc]
            if length > least or length >= far[to] or held[arc] or demand[to] == 0:
                continue
            n_seen = reach(paths, to, length, arc, n_seen)
            if filled[to] < demand[to]:
                # An open need is an end; among ends as near as each other it goes before a free seat.
                if length < least or end >= n_rows:
                    least, end = length, to
            elif length < least:
                size = push(keys, nodes, size, length, to)
    return least, end, n_seen


@compiled
def _to_seats(
    arcs: Arcs, seating: Seating, paths: Paths, row: int, least: int, size: int, n_seen: int
) -> tuple[int, int]:
    """From a mentee to every mentor whom they have, nearer than the nearest end."""
    columns, worth, held, prices, far = arcs.columns, arcs.worth, seating.held, seating.prices, paths.far
    n_rows, base = len(arcs.demand), far[row] - seating.needs[row]
    for arc in range(arcs.starts[row], arcs.starts[row + 1]):
        if held[arc]:
            length = base + worth[arc] - prices[columns[arc]]
            if length < least and length < far[n_rows + columns[arc]]:
                n_seen = reach(paths, n_rows + columns[arc], length, arc, n_seen)
                size = push(paths.keys, paths.nodes, size, length, n_rows + columns[arc])
    return size, n_seen


@compiled
def _exchange(arcs: Arcs, seating: Seating, paths: Paths, target: int, end: int) -> None:
    """Make and undo the pairs on the way back from an end to the mentor from whom the search began."""
    n_rows = len(arcs.demand)
    node = end
    if end < n_rows:
        seating.filled[end] += 1
    else:
        lost = paths.came[end]
        take(arcs, seating, lost)
        node = arcs.rows[lost]
    while True:
        gained = paths.came[node]
        column = arcs.columns[gained]
        if column == target:
            give(arcs, seating, gained)
            return
        lost = paths.came[n_rows + column]
        take(arcs, seating, lost)
        give(arcs, seating, gained)
        node = arcs.rows[lost]
