"""What the loops share: the network they read, who sits where at what prices, and the way a search has come."""

from typing import NamedTuple

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import push

__all__ = ["FAR", "Arcs", "Paths", "Seating", "new_paths", "offer", "reach", "shift_prices"]

FAR = 2**62
"""Further than any way leads."""


class Arcs(NamedTuple):
    """Pairs that could be made, by mentee; no loop changes them."""

    starts: IntArray
    columns: IntArray
    rows: IntArray
    worth: IntArray
    demand: IntArray
    capacity: IntArray


class Seating(NamedTuple):
    """Who holds which seat and what it costs; the loops change all but ``slots`` in place.

    ``slots`` is where each mentor's seats begin in ``holders``, which names the arc on each seat; ``taken`` and
    ``filled`` count the seats of a mentor and the needs of a mentee that are.
    """

    slots: IntArray
    holders: IntArray
    taken: IntArray
    filled: IntArray
    held: BoolArray
    needs: IntArray
    prices: IntArray


class Paths(NamedTuple):
    """Nodes by distance from where a search began, the arc by which each was reached, and who is next.

    Mentees come first among the nodes, then mentors. ``seen`` lists the nodes that have a distance, so that only these
    are cleared for the next search; ``keys`` and ``nodes`` are a heap.
    """

    far: IntArray
    came: IntArray
    seen: IntArray
    keys: IntArray
    nodes: IntArray


@compiled
def new_paths(n_nodes: int, most_entries: int) -> Paths:
    """No way found yet."""
    return Paths(
        np.full(n_nodes, FAR, dtype=np.int64),
        np.full(n_nodes, -1, dtype=np.int64),
        np.zeros(n_nodes, dtype=np.int64),
        np.zeros(most_entries, dtype=np.int64),
        np.zeros(most_entries, dtype=np.int64),
    )


@compiled
def reach(paths: Paths, to: int, length: int, arc: int, n_seen: int) -> int:
    """Note a shorter way to a node; returns how many nodes have been seen."""
    if paths.far[to] == FAR:
        paths.seen[n_seen] = to
        n_seen += 1
    paths.far[to], paths.came[to] = length, arc
    return n_seen


@compiled
def offer(paths: Paths, to: int, length: int, arc: int, size: int, n_seen: int) -> tuple[int, int]:
    """Put a node into the heap where this way to it is shorter; returns the sizes of heap and ``seen``."""
    if length < paths.far[to]:
        n_seen = reach(paths, to, length, arc, n_seen)
        size = push(paths.keys, paths.nodes, size, length, to)
    return size, n_seen


@compiled
def shift_prices(seating: Seating, paths: Paths, n_seen: int, least: int, n_rows: int, up: int) -> None:
    """Move prices along with the distances (``up`` is 1 or -1 for those of mentors), and clear these.

    What is nearer than the end by some amount gets so much dearer or cheaper, which leaves every pair on the right
    side of the two prices and makes the shortest way free.
    """
    for at in range(n_seen):
        node = paths.seen[at]
        nearer = least - paths.far[node]
        if nearer > 0:
            if node < n_rows:
                seating.needs[node] -= up * nearer
            else:
                seating.prices[node - n_rows] += up * nearer
        paths.far[node] = FAR
