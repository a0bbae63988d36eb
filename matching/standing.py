"""A finished search, made ready for questions about single pairs."""

from dataclasses import dataclass

import numpy as np

from matching.arrays import IntArray
from matching.certify import Search
from matching.kernel.detour import detour, ways_in
from matching.kernel.seats import fill_seats
from matching.kernel.state import FAR, new_paths
from matching.network import seating_of
from matching.valuation import Valuation

__all__ = ["Detour", "Standing"]

AT_FIRST, WHERE_UNSURE = 20, 200
"""How many more pairs of a mentee are taken in at first, and where an answer hangs on them."""


@dataclass(frozen=True, slots=True, eq=False)
class Detour:
    """Pairs that would be made and undone, as rows and columns, if one pair were forced; the pair itself included."""

    made: IntArray
    undone: IntArray


class Standing:
    """The pairs and prices of a best answer in the arrays that the search for detours wants.

    Beside the candidates it takes the pairs that come nearest to paying, so that most questions are answered
    from memory; where more could matter they are scored and added, and the answer stays exact.
    """

    def __init__(self, search: Search, valuation: Valuation):
        self._search, self._valuation = search, valuation
        self._bounds = search.near_misses(valuation, np.arange(search.problem.shape[0]), AT_FIRST)
        self._arrange()

    def _arrange(self) -> None:
        assert self._search.last is not None  # noqa: S101  a standing is made of an answer
        last, network = self._search.last, self._search.reachable(self._valuation)
        self._arcs = network.arcs
        self._seating = seating_of(network, self._search.held.copy(), last.needs, last.prices)
        fill_seats(self._arcs, self._seating)
        self._ways = ways_in(self._arcs, self._seating)
        n_nodes = len(network.demand) + len(network.capacity) + 1
        self._paths = new_paths(n_nodes, 2 * (len(network.columns) + n_nodes))

    def force(self, row: int, column: int) -> Detour | None:
        """What would change if a pair had to be made that is not; None where there is no need or no seat for it."""
        needs = self._seating.needs
        while True:
            detour(self._arcs, self._seating, self._ways, self._paths, row, column)
            far, length = self._paths.far, int(self._paths.far[row])
            if length >= FAR:
                return None
            reached = np.flatnonzero(far[: len(needs)] < length)
            unsure = reached[far[reached] + needs[reached] - self._bounds[reached] < length]
            if not len(unsure):
                return self._walk(row, column, self._paths.came)
            self._bounds[unsure] = self._search.near_misses(self._valuation, unsure, WHERE_UNSURE)[unsure]
            self._arrange()

    def _walk(self, row: int, column: int, came: IntArray) -> Detour:
        n_rows, n_columns = len(self._arcs.demand), len(self._arcs.capacity)
        out, node = n_rows + n_columns, row
        made, undone = [(row, column)], []
        while node != n_rows + column:
            arc = int(came[node])
            if node == out:
                node = arc
            elif arc < 0:
                node = out
            elif node < n_rows:
                undone.append((node, int(self._arcs.columns[arc])))
                node = n_rows + undone[-1][1]
            else:
                made.append((int(self._arcs.rows[arc]), node - n_rows))
                node = made[-1][0]
        return Detour(np.array(made), np.array(undone, dtype=np.int64).reshape(-1, 2))
