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
from matching.kernel.state import FAR, Arcs, Paths, Seating, new_paths, offer, reach, shift_prices

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


class Callers(NamedTuple):
    """The arcs of each mentor in one piece, with what a search reads of them: it looks at many and takes few."""

    begins: IntArray
    arcs: NDArray[np.int32]
    rows: NDArray[np.int32]
    worth: IntArray


@compiled
def _callers(arcs: Arcs) -> Callers:
    begins, order = by_column(arcs.columns, len(arcs.capacity))
    size = len(order)
    numbers, rows, worth = (
        np.empty(size, dtype=np.int32),
        np.empty(size, dtype=np.int32),
        np.empty(size, dtype=np.int64),
    )
    for at in range(size):
        arc = order[at]
        numbers[at], rows[at], worth[at] = arc, arcs.rows[arc], arcs.worth[arc]
    return Callers(begins, numbers, rows, worth)


@compiled
def fill_free_seats(arcs: Arcs, seating: Seating) -> int:
    """Search from every mentor with a free seat and a price; returns how many searches it took."""
    n_rows, n_columns = len(arcs.demand), len(arcs.capacity)
    if not ((seating.taken < arcs.capacity) & (seating.prices > 0)).any():
        return 0
    callers = _callers(arcs)
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
    begins, rows, worth, needs, far = callers.begins, callers.rows, callers.worth, seating.needs, paths.far
    n_seen = reach(paths, n_rows + target, 0, -1, 0)
    size = push(paths.keys, paths.nodes, 0, 0, n_rows + target)
    least, end = FAR, -1
    while size > 0 and paths.keys[0] < least:
        distance, node = paths.keys[0], paths.nodes[0]
        size = pop(paths.keys, paths.nodes, size)
        if distance > far[node]:
            continue
        if node < n_rows:
            size, n_seen = _to_seats(arcs, seating, paths, node, least, size, n_seen)
            continue
        base = distance + seating.prices[node - n_rows]
        if base < least:
            least, end = base, node
        for at in range(begins[node - n_rows], begins[node - n_rows + 1]):
            to = rows[at]
            length = base + needs[to] - worth[at]
            if length > least or length >= far[to]:
                continue
            arc = callers.arcs[at]
            if seating.held[arc] or arcs.demand[to] == 0:
                continue
            n_seen = reach(paths, to, length, arc, n_seen)
            if seating.filled[to] < arcs.demand[to]:
                # An open need is an end; among ends as near as each other it goes before a free seat.
                if length < least or end >= n_rows:
                    least, end = length, to
            elif length < least:
                size = push(paths.keys, paths.nodes, size, length, to)
    return least, end, n_seen


@compiled
def _to_seats(
    arcs: Arcs, seating: Seating, paths: Paths, row: int, least: int, size: int, n_seen: int
) -> tuple[int, int]:
    """From a mentee to every mentor whom they have, nearer than the nearest end."""
    base, held = paths.far[row] - seating.needs[row], seating.held
    for arc in range(arcs.starts[row], arcs.starts[row + 1]):
        if held[arc]:
            column = arcs.columns[arc]
            length = base + arcs.worth[arc] - seating.prices[column]
            if length < least:
                size, n_seen = offer(paths, len(arcs.demand) + column, length, arc, size, n_seen)
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
