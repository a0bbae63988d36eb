"""An auction for seats (Bertsekas 1988; with several seats, Bertsekas and Castañon 1989).

Each open need bids for the mentor who is worth most to it at the current prices, up to where the
second best would be as good, and ``step`` more. The price of a mentor is the lowest bid once all seats
are taken, and a higher one drives that bidder out. What comes out is within ``step`` of the best.
"""

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.compiled import compiled
from matching.kernel.heap import pop, push
from matching.kernel.state import Arcs

__all__ = ["auction"]


@compiled
def _best_two(arcs: Arcs, row: int, prices: IntArray, held: BoolArray) -> tuple[int, int, int]:
    """The arc worth most to a row among those it does not hold, what it leaves, and what the next one leaves."""
    best, first, second = -1, 0, 0
    columns, worth = arcs.columns, arcs.worth
    for arc in range(arcs.starts[row], arcs.starts[row + 1]):
        if held[arc]:
            continue
        left = worth[arc] - prices[columns[arc]]
        if left > first:
            best, second, first = arc, first, left
        elif left > second:
            second = left
    return best, first, second


@compiled
def auction(arcs: Arcs, slots: IntArray, prices: IntArray, held: BoolArray, step: int, most_bids: int) -> int:
    """Let open needs bid until none wants to; ``prices`` and ``held`` change in place.

    Parameters
    ----------
    slots : int64, shape (n_mentors + 1,)
        Where each mentor's seats begin in a list of all seats.

    Returns
    -------
    int
        Bids made; ``most_bids`` when it was stopped there.
    """
    n_rows = len(arcs.demand)
    bids, bidders = np.zeros(slots[-1], dtype=np.int64), np.zeros(slots[-1], dtype=np.int64)
    taken = np.zeros(len(arcs.capacity), dtype=np.int64)
    open_needs = arcs.demand.copy()
    waiting = np.arange(n_rows - 1, -1, -1)
    inside = np.ones(n_rows, dtype=np.bool_)
    top, made = n_rows, 0
    while top > 0 and made < most_bids:
        row = waiting[top - 1]
        arc, first, second = -1, 0, 0
        if open_needs[row] > 0:
            arc, first, second = _best_two(arcs, row, prices, held)
        if arc < 0:
            top -= 1
            inside[row] = False
            continue
        made += 1
        column = arcs.columns[arc]
        bid = prices[column] + min(first, first - second + step)
        begin, end = slots[column], slots[column + 1]
        open_needs[row], held[arc] = open_needs[row] - 1, True
        if open_needs[row] == 0:
            top -= 1
            inside[row] = False
        if taken[column] == arcs.capacity[column]:
            loser = bidders[begin]
            held[loser] = 0
            taken[column] = pop(bids[begin:end], bidders[begin:end], taken[column])
            out = arcs.rows[loser]
            open_needs[out] += 1
            if not inside[out]:
                waiting[top], inside[out] = out, True
                top += 1
        taken[column] = push(bids[begin:end], bidders[begin:end], taken[column], bid, arc)
        if taken[column] == arcs.capacity[column]:
            prices[column] = bids[begin]
    return made
