"""Candidates as a network, and its best answer with prices that prove it."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from matching.arrays import BoolArray, IntArray
from matching.ceilings import Nest
from matching.kernel.auction import auction
from matching.kernel.columns import fill_free_seats
from matching.kernel.rows import fill_needs, open_prices
from matching.kernel.seats import drop_surplus, fill_seats
from matching.kernel.state import Arcs, Seating
from matching.kernel.tree import Tree, fill_needs_under_ceilings

__all__ = ["Network", "Solution", "seating_of", "settle", "solve", "within_reach"]

FIRST_STEP = 0.02
"""The auction's step, as a share of what the best mentor of a mentee is worth on average."""
BIDS_A_NEED = 300


@dataclass(frozen=True, eq=False)
class Network:
    """Arcs from mentees to mentors, by mentee.

    Parameters
    ----------
    starts : int64, shape (n_mentees + 1,)
        Where each mentee's arcs begin.
    columns, worth : int64, shape (n_arcs,)
        Mentor of each arc, and what making the pair gains over leaving the need open.
    demand, capacity : int64
    nest : Nest, optional
        Seats with ceilings around them; its limits then stand for the seats.
    """

    starts: IntArray
    columns: IntArray
    worth: IntArray
    demand: IntArray
    capacity: IntArray
    nest: Nest | None = None

    @cached_property
    def rows(self) -> IntArray:
        """The mentee of each arc."""
        return np.repeat(np.arange(len(self.demand)), np.diff(self.starts))

    @cached_property
    def arcs(self) -> Arcs:
        """What the loops read of it."""
        return Arcs(self.starts, self.columns, self.rows, self.worth, self.demand, self.capacity)

    @cached_property
    def slots(self) -> IntArray:
        """Where each mentor's seats begin in a list of all seats that could be taken."""
        callers = np.bincount(self.columns, minlength=len(self.capacity))
        return np.concatenate(([0], np.cumsum(np.minimum(callers, self.capacity)))).astype(np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class Solution:
    """Pairs made, and the prices of needs and of seats.

    Every pair that is made is worth at least the two prices, every other at most; an open need and a free
    seat cost nothing. That makes it the best answer (complementary slackness). Under ceilings the price of a
    seat is what a pair pays there in all, and ``group_prices`` what it pays from a group on outwards.
    """

    held: BoolArray
    needs: IntArray
    prices: IntArray
    group_prices: IntArray
    bids: int = 0
    searches: int = 0


NO_GROUPS = np.zeros(0, dtype=np.int64)


def solve(network: Network) -> Solution:
    """Find the best answer from nothing.

    Examples
    --------
    >>> one = np.array([1, 1])
    >>> found = solve(Network(np.array([0, 2, 4]), np.array([0, 1, 0, 1]), np.array([9, 8, 8, 1]), one, one))
    >>> found.held.tolist()
    [False, True, True, False]
    """
    held = np.zeros(len(network.columns), dtype=np.bool_)
    prices = np.zeros(len(network.capacity), dtype=np.int64)
    if network.nest is not None:
        return _under_ceilings(network, network.nest)
    part = within_reach(network)
    most_bids = BIDS_A_NEED * (int(part.demand.sum()) + 1)
    bids = auction(part.arcs, part.slots, prices, held, _step(part), most_bids)
    return settle(network, held, prices, bids)


def settle(network: Network, held: BoolArray, prices: IntArray, bids: int = 0) -> Solution:
    """Make the best answer out of any pairs and prices; near the best it takes next to nothing."""
    if network.nest is not None:
        return _under_ceilings(network, network.nest)
    part = within_reach(network)
    held, prices, needs = held.copy(), np.maximum(prices, 0), np.zeros_like(part.demand)
    arcs = part.arcs
    drop_surplus(arcs, held)
    open_prices(arcs, prices, held, needs)
    seating = seating_of(part, held, needs, prices)
    fill_seats(arcs, seating)
    searches = fill_needs(arcs, seating) + fill_free_seats(arcs, seating)
    return _whole(network, Solution(held, needs, prices, NO_GROUPS, bids, searches))


def seating_of(network: Network, held: BoolArray, needs: IntArray, prices: IntArray) -> Seating:
    """Empty seats for pairs and prices, which the loops will change in place."""
    slots, upper = network.slots, len(prices)
    holders, taken, filled = (np.zeros(size, dtype=np.int64) for size in (slots[-1], upper, len(network.demand)))
    return Seating(slots, holders, taken, filled, held, needs, prices)


def _under_ceilings(network: Network, nest: Nest) -> Solution:
    held = np.zeros(len(network.columns), dtype=np.bool_)
    part = within_reach(network)
    needs, prices = np.zeros_like(part.demand), np.zeros_like(nest.limits)
    arcs = part.arcs
    open_prices(arcs, prices, held, needs)
    tree = Tree(nest.limits, nest.parents, nest.child_starts, nest.children)
    searches = fill_needs_under_ceilings(arcs, tree, seating_of(part, held, needs, prices))
    for upper in range(len(prices) - 1, -1, -1):
        group = nest.parents[upper]
        prices[upper] = max(prices[upper], prices[group] if group >= 0 else 0)
    n_columns = len(network.capacity)
    return _whole(network, Solution(held, needs, prices[:n_columns], prices[n_columns:], 0, searches))


def within_reach(network: Network) -> Network:
    """The same network where nobody without need or seat is worth anything, so that no search goes there."""
    if (network.demand > 0).all() and (network.capacity > 0).all():
        return network
    nothing = (network.demand == 0)[network.rows] | (network.capacity == 0)[network.columns]
    worth = np.where(nothing, -1, network.worth)
    return replace(network, worth=worth)


def _whole(network: Network, found: Solution) -> Solution:
    """Prices for those without need or seat too: any that nobody would pay, for they add nothing to a bound."""
    highest = int(network.worth.max(initial=0))
    needs = np.where(network.demand == 0, highest, found.needs)
    prices = np.where(network.capacity == 0, highest, found.prices)
    return replace(found, needs=needs, prices=prices)


def _step(network: Network) -> int:
    if not len(network.worth):
        return 1
    filled = network.starts[:-1] < network.starts[1:]
    best = np.maximum.reduceat(network.worth, network.starts[:-1][filled])
    return max(1, int(FIRST_STEP * max(float(best.mean()), 0.0)))
