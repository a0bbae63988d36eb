"""Fill open needs where groups of mentors have ceilings that nest.

As `rows`, with the groups as further nodes between a mentor and the way out: a group that is full can be
passed only by somebody in it leaving. It begins from nothing, so that no seat is ever free at a price.
"""

from typing import NamedTuple

from matching.arrays import IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.seats import give, take
from matching.kernel.state import FAR, Arcs, Paths, Seating, new_paths, offer, reach, shift_prices

__all__ = ["Tree", "fill_needs_under_ceilings"]


class Tree(NamedTuple):
    """Mentors, then groups, each with seats or ceiling and the group around it or -1; a group after what is in it.

    ``child_starts`` and ``children`` list what stands directly in each group. Under it, ``taken`` and ``prices`` of a
    seating go by mentors and groups: how many are in each, and what a pair pays from there to the way out.
    """

    limits: IntArray
    parents: IntArray
    child_starts: IntArray
    children: IntArray


@compiled
def fill_needs_under_ceilings(arcs: Arcs, tree: Tree, seating: Seating) -> int:
    """Search from every open need that is worth something; returns how many searches it took."""
    n_rows, n_upper = len(arcs.demand), len(tree.limits)
    paths = new_paths(n_rows + n_upper, len(arcs.columns) + n_rows + 3 * n_upper + 1)
    searches = 0
    for start in range(n_rows):
        while seating.filled[start] < arcs.demand[start] and seating.needs[start] > 0:
            searches += 1
            least, end, n_seen = _nearest_end(arcs, tree, seating, paths, start)
            shift_prices(seating, paths, n_seen, least, n_rows, 1)
            if end != start:
                seating.filled[start] += 1
                if end < n_rows:
                    seating.filled[end] -= 1
                _exchange(arcs, seating, paths, start, end)
                _count_groups(arcs, tree, seating)
    return searches


@compiled
def _nearest_end(arcs: Arcs, tree: Tree, seating: Seating, paths: Paths, start: int) -> tuple[int, int, int]:
    """The nearest way out, or mentee whose need is best left open: its distance, itself, and the nodes seen."""
    n_rows = len(arcs.demand)
    n_seen = reach(paths, start, 0, -1, 0)
    size = push(paths.keys, paths.nodes, 0, 0, start)
    least, end = FAR, -1
    while size > 0 and paths.keys[0] < least:
        distance, node = paths.keys[0], paths.nodes[0]
        size = pop(paths.keys, paths.nodes, size)
        if distance > paths.far[node]:
            continue
        if node < n_rows:
            if distance + seating.needs[node] < least:
                least, end = distance + seating.needs[node], node
            size, n_seen = _to_mentors(arcs, seating, paths, node, size, n_seen)
            continue
        upper = node - n_rows
        if seating.taken[upper] < tree.limits[upper]:
            group = tree.parents[upper]
            length = distance - seating.prices[upper] + (seating.prices[group] if group >= 0 else 0)
            if group >= 0:
                size, n_seen = offer(paths, n_rows + group, length, upper, size, n_seen)
            elif length < least or (length == least and end < n_rows):
                least, end = length, node
        size, n_seen = _to_who_is_in_it(arcs, tree, seating, paths, upper, size, n_seen)
    return least, end, n_seen


@compiled
def _to_mentors(arcs: Arcs, seating: Seating, paths: Paths, node: int, size: int, n_seen: int) -> tuple[int, int]:
    """From a mentee to every mentor whom they do not have."""
    n_rows = len(arcs.demand)
    base = paths.far[node] + seating.needs[node]
    for arc in range(arcs.starts[node], arcs.starts[node + 1]):
        if not seating.held[arc]:
            column = arcs.columns[arc]
            length = base - arcs.worth[arc] + seating.prices[column]
            size, n_seen = offer(paths, n_rows + column, length, arc, size, n_seen)
    return size, n_seen


@compiled
def _to_who_is_in_it(
    arcs: Arcs, tree: Tree, seating: Seating, paths: Paths, upper: int, size: int, n_seen: int
) -> tuple[int, int]:
    """From a mentor to the mentees who sit there; from a group to what stands in it and is not empty."""
    n_rows, n_columns = len(arcs.demand), len(arcs.capacity)
    base = paths.far[n_rows + upper] - seating.prices[upper]
    if upper < n_columns:
        for at in range(seating.slots[upper], seating.slots[upper] + seating.taken[upper]):
            arc = seating.holders[at]
            to = arcs.rows[arc]
            size, n_seen = offer(paths, to, base + arcs.worth[arc] - seating.needs[to], arc, size, n_seen)
    else:
        for at in range(tree.child_starts[upper - n_columns], tree.child_starts[upper - n_columns + 1]):
            child = tree.children[at]
            if seating.taken[child] > 0:
                # An entry below -1 says that the way came down from the group.
                length = base + seating.prices[child]
                size, n_seen = offer(paths, n_rows + child, length, -2 - upper, size, n_seen)
    return size, n_seen


@compiled
def _exchange(arcs: Arcs, seating: Seating, paths: Paths, start: int, end: int) -> None:
    """Walk the way back twice: undo what it undoes, then make what it makes, so that no mentor is ever over-full."""
    n_rows, n_columns = len(arcs.demand), len(arcs.capacity)
    for making in range(2):
        node = end
        while node != start:
            arc = paths.came[node]
            if node < n_rows:
                if not making:
                    take(arcs, seating, arc)
                node = n_rows + arcs.columns[arc]
            elif arc < -1:
                node = n_rows - 2 - arc
            elif node >= n_rows + n_columns:
                node = n_rows + arc
            else:
                if making:
                    give(arcs, seating, arc)
                node = arcs.rows[arc]


@compiled
def _count_groups(arcs: Arcs, tree: Tree, seating: Seating) -> None:
    """Count who is in each group; what stands in a group comes before it."""
    seating.taken[len(arcs.capacity) :] = 0
    for upper in range(len(tree.limits)):
        if tree.parents[upper] >= 0:
            seating.taken[tree.parents[upper]] += seating.taken[upper]
