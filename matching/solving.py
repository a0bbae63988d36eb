"""Exact solvers from SciPy: one for single needs, one for several distinct mentors.

Both return the chosen arcs of a network and neither is believed: `matching.proof` checks the
result in integers, and repairs it where floating point was not enough.
"""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array

from matching.arrays import BoolArray, IntArray, row_starts
from matching.problem import Network
from matching.proof import settle

__all__ = ["by_assignment", "by_flow", "solve"]

MOST_CELLS = 50_000_000
"""Largest table of mentees by seats, 0.4 GB."""
FEW_ARCS = 10_000
MOST_WORTH = 2**52
"""Whole numbers are exact in floating point up to here."""


def solve(network: Network) -> BoolArray:
    """Choose arcs of the greatest worth; among equals the most arcs.

    Parameters
    ----------
    network : Network
        Arcs of negative worth are never chosen.

    Returns
    -------
    bool array, one entry per arc
    """
    chosen = np.zeros(len(network.arcs), dtype=bool)
    useful = (network.worth >= 0) & (network.demand[network.mentees] > 0) & (network.capacity[network.mentors] > 0)
    if not useful.any():
        return chosen
    part = network.keep(useful)
    table = len(part.demand) * int(_seats(part).sum())
    single = int(part.demand.max()) == 1 and table <= MOST_CELLS
    chosen[useful] = by_assignment(part) if single else by_flow(part)
    return chosen


def by_assignment(network: Network) -> BoolArray:
    """Solve needs of one by the Hungarian method on mentees by seats."""
    seats = _seats(network)
    n_mentees, n_mentors = len(network.demand), len(seats)
    table = np.zeros((n_mentees, n_mentors))
    table[network.mentees, network.mentors] = _lexicographic(network)
    seat_of = np.repeat(np.arange(n_mentors), seats)
    mentees, columns = linear_sum_assignment(table[:, seat_of], maximize=True)
    mentors = seat_of[columns]
    made = table[mentees, mentors] > 0
    keys = network.mentees * n_mentors + network.mentors
    chosen = np.zeros(len(keys), dtype=bool)
    chosen[np.searchsorted(keys, mentees[made] * n_mentors + mentors[made])] = True
    return chosen


def by_flow(network: Network) -> BoolArray:
    """Solve needs above one by the simplex method on the b-matching.

    Its matrix is totally unimodular, so that every corner is whole: a pair is made once or not
    at all. Repeating a mentee's row instead would give the same mentor twice. The solver sees the
    most promising arcs; exact prices then tell which others could improve the answer, until none can.
    """
    ordered = replace(network, worth=_lexicographic(network))
    seen = _promising(ordered)
    while True:
        part = ordered.keep(seen)
        settled = settle(part, _corner(part))
        prices = settled.mentee_prices[network.mentees] + settled.mentor_prices[network.mentors]
        better = np.where(seen, 0, ordered.worth - prices)
        if not (better > 0).any():
            chosen = np.zeros(len(seen), dtype=bool)
            chosen[np.flatnonzero(seen)[settled.chosen]] = True
            return chosen
        seen |= _best_of_each(network.mentees, better, np.full(len(network.demand), 5)) & (better > 0)


def _promising(network: Network) -> BoolArray:
    """The best arcs of each mentee and of each mentor; all of them where they are few."""
    if len(network.arcs) <= FEW_ARCS:
        return np.ones(len(network.arcs), dtype=bool)
    of_mentee = _best_of_each(network.mentees, network.worth, np.maximum(10, 3 * network.demand))
    return of_mentee | _best_of_each(network.mentors, network.worth, np.maximum(10, 3 * network.capacity))


def _best_of_each(side: IntArray, worth: IntArray, how_many: IntArray) -> BoolArray:
    """The arcs of the greatest worth of each person on one side."""
    order = np.lexsort((-worth, side))
    starts = row_starts(side[order], len(how_many))
    rank = np.arange(len(order)) - starts[side[order]]
    best = np.zeros(len(order), dtype=bool)
    best[order[rank < how_many[side[order]]]] = True
    return best


def _corner(network: Network) -> BoolArray:
    n_arcs = len(network.arcs)
    every = np.arange(n_arcs)
    sides = np.concatenate((network.mentees, network.mentors + len(network.demand)))
    shape = (len(network.demand) + len(network.capacity), n_arcs)
    limits: Any = csr_array((np.ones(2 * n_arcs), (sides, np.concatenate((every, every)))), shape=shape)
    found = linprog(
        -network.worth.astype(np.float64),
        A_ub=limits,
        b_ub=np.concatenate((network.demand, network.capacity)),
        bounds=(0, 1),
        method="highs-ds",
    )
    if found.x is None:
        raise RuntimeError(f"the linear solver gave up: {found.message}")
    chosen: BoolArray = found.x > 0.5
    return chosen


def _seats(network: Network) -> IntArray:
    callers = np.bincount(network.mentors, minlength=len(network.capacity))
    return np.minimum(network.capacity, callers)


def _lexicographic(network: Network) -> IntArray:
    """Worth first, number of pairs second, in the smallest whole numbers that say so."""
    divisor = max(int(np.gcd.reduce(network.worth)), 1)
    worth = network.worth // divisor
    factor = network.at_most() + 1
    return worth * factor + 1 if int(worth.max()) < MOST_WORTH // factor else worth * 2 + 1
