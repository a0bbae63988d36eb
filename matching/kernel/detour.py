"""What making one more pair costs: the shortest way from its mentor back to its mentee (Dijkstra 1959)."""

from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.state import FAR, Arcs, Paths, Seating, new_paths, offer, reach

__all__ = ["detour"]


@compiled
def _at_most(arcs: Arcs, seating: Seating, target: int, column: int) -> int:
    """What it costs if one who sits with the mentor, and one whom the mentee has, are simply let go."""
    slots, taken = seating.slots, seating.taken
    lets_go = 0 if taken[column] < arcs.capacity[column] else FAR
    if lets_go:
        for at in range(slots[column], slots[column] + taken[column]):
            lets_go = min(lets_go, arcs.worth[seating.holders[at]] - seating.prices[column])
    leaves = 0 if seating.filled[target] < arcs.demand[target] else FAR
    if leaves:
        for arc in range(arcs.starts[target], arcs.starts[target + 1]):
            if seating.held[arc]:
                leaves = min(leaves, arcs.worth[arc] - seating.needs[target])
    return FAR - 1 if FAR in (lets_go, leaves) else lets_go + leaves


@compiled
def detour(arcs: Arcs, seating: Seating, target: int, column: int) -> Paths:
    """Distances from a mentor to everybody up to a mentee, and the arc by which each was reached.

    Nodes are mentees, mentors, and last the way out, through which seats and needs are left open. An arc of -1 leads
    from or to the way out. Distances are not negative, for the pairs and prices are those of a best answer.
    """
    n_rows = len(arcs.demand)
    out = n_rows + len(arcs.capacity)
    paths = new_paths(out + 1, 2 * len(arcs.columns) + 2 * out + 2)
    bound = _at_most(arcs, seating, target, column)
    n_seen = reach(paths, n_rows + column, 0, -1, 0)
    size = push(paths.keys, paths.nodes, 0, 0, n_rows + column)
    while size > 0:
        distance, node = paths.keys[0], paths.nodes[0]
        size = pop(paths.keys, paths.nodes, size)
        if node == target:
            break
        if distance > paths.far[node]:
            continue
        if node < n_rows:
            size, n_seen = _from_mentee(arcs, seating, paths, node, bound, size, n_seen)
        elif node < out:
            size, n_seen = _from_mentor(arcs, seating, paths, node - n_rows, bound, size, n_seen)
        else:
            size, n_seen = _back_in(arcs, seating, paths, bound, size, n_seen)
    return paths


@compiled
def _from_mentee(
    arcs: Arcs, seating: Seating, paths: Paths, row: int, bound: int, size: int, n_seen: int
) -> tuple[int, int]:
    """To whom a mentee could turn who loses a mentor, or out."""
    n_rows = len(arcs.demand)
    base = paths.far[row] + seating.needs[row]
    if base <= bound:
        size, n_seen = offer(paths, n_rows + len(arcs.capacity), base, row, size, n_seen)
    for arc in range(arcs.starts[row], arcs.starts[row + 1]):
        column = arcs.columns[arc]
        length = base - arcs.worth[arc] + seating.prices[column]
        if not seating.held[arc] and length <= bound:
            size, n_seen = offer(paths, n_rows + column, length, arc, size, n_seen)
    return size, n_seen


@compiled
def _from_mentor(
    arcs: Arcs, seating: Seating, paths: Paths, column: int, bound: int, size: int, n_seen: int
) -> tuple[int, int]:
    """Who could leave a mentor who takes one more, or out where there is a seat."""
    n_rows = len(arcs.demand)
    distance = paths.far[n_rows + column]
    if seating.taken[column] < arcs.capacity[column]:
        size, n_seen = offer(paths, n_rows + len(arcs.capacity), distance, n_rows + column, size, n_seen)
    for at in range(seating.slots[column], seating.slots[column] + seating.taken[column]):
        arc = seating.holders[at]
        to = arcs.rows[arc]
        length = distance + arcs.worth[arc] - seating.prices[column] - seating.needs[to]
        if length <= bound:
            size, n_seen = offer(paths, to, length, arc, size, n_seen)
    return size, n_seen


@compiled
def _back_in(arcs: Arcs, seating: Seating, paths: Paths, bound: int, size: int, n_seen: int) -> tuple[int, int]:
    """What leaving one need or seat open allows elsewhere: an open need, or a seat that is given up."""
    n_rows = len(arcs.demand)
    distance = paths.far[n_rows + len(arcs.capacity)]
    for row in range(n_rows):
        if seating.filled[row] < arcs.demand[row]:
            size, n_seen = offer(paths, row, distance, -1, size, n_seen)
    for column in range(len(arcs.capacity)):
        length = distance + seating.prices[column]
        if seating.taken[column] > 0 and length <= bound:
            size, n_seen = offer(paths, n_rows + column, length, -1, size, n_seen)
    return size, n_seen
