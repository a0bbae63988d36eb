"""Fill open needs by shortest exchanges (Dijkstra on reduced costs; Ford and Fulkerson 1962, Tomizawa 1971).

From a mentee whose need is open and worth something: somebody's seat, whose holder goes elsewhere, and
so on, until a free seat is found or somebody whose need is best left open. Prices move along with
the distances, so that every pair that is made stays worth at least, every other at most, what the two ask.
"""

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.seats import give, take
from matching.kernel.state import FAR, Arcs, Paths, Seating, new_paths, reach, shift_prices

__all__ = ["fill_needs", "open_prices"]


@compiled
def open_prices(arcs: Arcs, prices: IntArray, held: BoolArray, needs: IntArray) -> None:
    """Set what a need is worth by the best mentor not held, and drop the pairs that give less."""
    starts, columns, worth = arcs.starts, arcs.columns, arcs.worth
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
def fill_needs(arcs: Arcs, seating: Seating) -> int:
    """Search from every open need that is worth something; returns how many searches it took."""
    n_rows = len(arcs.demand)
    paths = new_paths(n_rows + len(arcs.capacity), len(arcs.columns) + n_rows + 1)
    searches = 0
    for start in range(n_rows):
        while seating.filled[start] < arcs.demand[start] and seating.needs[start] > 0:
            searches += 1
            least, end, n_seen = _nearest_end(arcs, seating, paths, start)
            shift_prices(seating, paths, n_seen, least, n_rows, 1)
            if end != start:
                _exchange(arcs, seating, paths, start, end)
    return searches


@compiled
def _nearest_end(  # noqa: C901  # the innermost loop of the solver: what it did not inline would cost
    arcs: Arcs, seating: Seating, paths: Paths, start: int
) -> tuple[int, int, int]:
    """The nearest free seat, or mentee whose need is best left open: its distance, itself, and the nodes seen."""
    n_rows = len(arcs.demand)
    # Taken out of the records once: an array that is read out of one in the innermost loop is counted as in use.
    columns, worth, capacity = arcs.columns, arcs.worth, arcs.capacity
    held, prices, taken, far = seating.held, seating.prices, seating.taken, paths.far
    n_seen = reach(paths, start, 0, -1, 0)
    size = push(paths.keys, paths.nodes, 0, 0, start)
    least, end = FAR, -1
    while size > 0 and paths.keys[0] < least:
        distance, node = paths.keys[0], paths.nodes[0]
        size = pop(paths.keys, paths.nodes, size)
        if distance > far[node]:
            continue
        if node >= n_rows:
            size, n_seen = _to_holders(arcs, seating, paths, node - n_rows, least, size, n_seen)
            continue
        base = distance + seating.needs[node]
        if base < least:
            least, end = base, node
        for arc in range(arcs.starts[node], arcs.starts[node + 1]):
            column = columns[arc]
            to = n_rows + column
            length = base - worth[arc] + prices[column]
            if length > least or length >= far[to] or held[arc]:
                continue
            n_seen = reach(paths, to, length, arc, n_seen)
            if taken[column] < capacity[column]:
                # A free seat is an end; among ends as near as each other it goes before an open need.
                if length < least or end < n_rows:
                    least, end = length, to
            elif length < least:
                size = push(paths.keys, paths.nodes, size, length, to)
    return least, end, n_seen


@compiled
def _to_holders(
    arcs: Arcs, seating: Seating, paths: Paths, column: int, least: int, size: int, n_seen: int
) -> tuple[int, int]:
    """From a mentor to everybody who sits there, nearer than the nearest end."""
    rows, worth, needs, holders, far = arcs.rows, arcs.worth, seating.needs, seating.holders, paths.far
    base, begin = far[len(arcs.demand) + column] - seating.prices[column], seating.slots[column]
    for at in range(begin, begin + seating.taken[column]):
        arc = holders[at]
        to = rows[arc]
        length = base + worth[arc] - needs[to]
        if length < least and length < far[to]:
            n_seen = reach(paths, to, length, arc, n_seen)
            size = push(paths.keys, paths.nodes, size, length, to)
    return size, n_seen


@compiled
def _exchange(arcs: Arcs, seating: Seating, paths: Paths, start: int, end: int) -> None:
    """Make and undo the pairs on the way back from an end to the mentee from whom the search began."""
    n_rows = len(arcs.demand)
    seating.filled[start] += 1
    node = end
    if end < n_rows:
        seating.filled[end] -= 1
        lost = paths.came[end]
        take(arcs, seating, lost)
        node = n_rows + arcs.columns[lost]
    while True:
        gained = paths.came[node]
        row = arcs.rows[gained]
        if row == start:
            give(arcs, seating, gained)
            return
        lost = paths.came[row]
        take(arcs, seating, lost)
        give(arcs, seating, gained)
        node = n_rows + arcs.columns[lost]
