"""What making one more pair costs: the shortest way from its mentor back to its mentee (Dijkstra 1959)."""

from typing import NamedTuple

import numpy as np

from matching.arrays import IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.state import FAR, Arcs, Paths, Seating

__all__ = ["WaysIn", "detour", "ways_in"]


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


class WaysIn(NamedTuple):
    """How each mentor is reached where one pair fewer is made elsewhere, cheapest first.

    Either by the ``arc`` of a mentee whose need is open, or, where that is -1, by giving up a seat at its price.
    """

    order: IntArray
    costs: IntArray
    arcs: IntArray
    open_rows: IntArray


@compiled
def ways_in(arcs: Arcs, seating: Seating) -> WaysIn:
    """Find them once for all questions about an answer."""
    costs = np.where(seating.taken > 0, seating.prices, FAR)
    best = np.full(len(costs), -1, dtype=np.int64)
    open_rows = np.flatnonzero(seating.filled < arcs.demand)
    for row in open_rows:
        for arc in range(arcs.starts[row], arcs.starts[row + 1]):
            column = arcs.columns[arc]
            cost = seating.needs[row] - arcs.worth[arc] + seating.prices[column]
            if not seating.held[arc] and cost < costs[column]:
                costs[column], best[column] = cost, arc
    return WaysIn(np.argsort(costs, kind="mergesort"), costs, best, open_rows)


@compiled
def detour(arcs: Arcs, seating: Seating, ways: WaysIn, paths: Paths, target: int, column: int) -> None:
    """Distances from a mentor to everybody up to a mentee, and the arc by which each was reached, into ``paths``.

    Nodes are mentees, mentors, and last the way out, through which seats and needs are left open. An arc of -1 leads
    from or to the way out. Distances are not negative, for the pairs and prices are those of a best answer.
    """
    n_rows = len(arcs.demand)
    out = n_rows + len(arcs.capacity)
    paths.far[:], paths.came[:] = FAR, -1
    bound = _at_most(arcs, seating, target, column)
    paths.far[n_rows + column] = 0
    size = push(paths.keys, paths.nodes, 0, 0, n_rows + column)
    entered = len(ways.order)
    while True:
        while entered < len(ways.order) and (size == 0 or paths.far[out] + _cost(ways, entered) <= paths.keys[0]):
            size, entered = _enter(ways, paths, n_rows, bound, size, entered)
        if size == 0:
            return
        distance, node = paths.keys[0], paths.nodes[0]
        size = pop(paths.keys, paths.nodes, size)
        if node == target:
            return
        if distance > paths.far[node]:
            continue
        bound = min(bound, paths.far[target])
        if node < n_rows:
            size = _from_mentee(arcs, seating, paths, node, bound, size)
        elif node < out:
            size = _from_mentor(arcs, seating, paths, node - n_rows, bound, size)
        else:
            size, entered = _back_in(ways, paths, distance, target, size), 0


@compiled
def _cost(ways: WaysIn, at: int) -> int:
    cost: int = ways.costs[ways.order[at]]
    return cost


@compiled
def _enter(ways: WaysIn, paths: Paths, n_rows: int, bound: int, size: int, at: int) -> tuple[int, int]:
    """Come to the next mentor by the cheapest way in; behind the last that matters there is none."""
    column = ways.order[at]
    length = paths.far[-1] + ways.costs[column]
    if length > bound:
        return size, len(ways.order)
    return _offer(paths, n_rows + column, length, ways.arcs[column], size), at + 1


@compiled
def _back_in(ways: WaysIn, paths: Paths, distance: int, target: int, size: int) -> int:
    """Where a need or seat is left open, open needs are as near: what these can reach is known as the ways in."""
    for row in ways.open_rows:
        if distance < paths.far[row]:
            paths.far[row], paths.came[row] = distance, -1
            if row == target:
                size = push(paths.keys, paths.nodes, size, distance, row)
    return size


@compiled
def _offer(paths: Paths, to: int, length: int, arc: int, size: int) -> int:
    """Put a node into the heap where this way to it is shorter."""
    if length < paths.far[to]:
        paths.far[to], paths.came[to] = length, arc
        size = push(paths.keys, paths.nodes, size, length, to)
    return size


@compiled
def _from_mentee(arcs: Arcs, seating: Seating, paths: Paths, row: int, bound: int, size: int) -> int:
    """To whom a mentee could turn who loses a mentor, or out."""
    n_rows = len(arcs.demand)
    far, came, keys, nodes = paths.far, paths.came, paths.keys, paths.nodes
    columns, worth, prices, held = arcs.columns, arcs.worth, seating.prices, seating.held
    base = far[row] + seating.needs[row]
    if base <= bound:
        size = _offer(paths, n_rows + len(arcs.capacity), base, row, size)
    for arc in range(arcs.starts[row], arcs.starts[row + 1]):
        to = n_rows + columns[arc]
        length = base - worth[arc] + prices[columns[arc]]
        if length <= bound and length < far[to] and not held[arc]:
            far[to], came[to] = length, arc
            size = push(keys, nodes, size, length, to)
    return size


@compiled
def _from_mentor(arcs: Arcs, seating: Seating, paths: Paths, column: int, bound: int, size: int) -> int:
    """Who could leave a mentor who takes one more, or out where there is a seat."""
    n_rows = len(arcs.demand)
    distance = paths.far[n_rows + column]
    if seating.taken[column] < arcs.capacity[column]:
        size = _offer(paths, n_rows + len(arcs.capacity), distance, n_rows + column, size)
    for at in range(seating.slots[column], seating.slots[column] + seating.taken[column]):
        arc = seating.holders[at]
        to = arcs.rows[arc]
        length = distance + arcs.worth[arc] - seating.prices[column] - seating.needs[to]
        if length <= bound:
            size = _offer(paths, to, length, arc, size)
    return size
