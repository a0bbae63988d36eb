"""Exact solvers from SciPy: one for single needs, one for several distinct mentors.

Both return the chosen arcs of a network and neither is believed: `matching.proof` checks the
result in integers, and repairs it where floating point was not enough.
"""

from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment, linprog
from scipy.sparse import csr_array

from matching.arrays import BoolArray, FloatArray, IntArray
from matching.problem import Network

__all__ = ["by_assignment", "by_flow", "solve"]

MOST_CELLS = 50_000_000
"""Largest table of mentees by seats, 0.4 GB."""


def solve(network: Network, *, most: bool = False) -> BoolArray:
    """Choose arcs of the greatest worth; among equals the most arcs.

    Parameters
    ----------
    network : Network
        Arcs of negative worth are never chosen.
    most : bool
        Whether ``worth`` holds a bonus that makes the number of pairs come first.

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
    chosen[useful] = by_assignment(part) if single else by_flow(part, most=most)
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


def by_flow(network: Network, *, most: bool = False) -> BoolArray:
    """Solve needs above one by the simplex method on the b-matching.

    Its matrix is totally unimodular, so that every corner is whole: a pair is made once or not
    at all. Repeating a mentee's row instead would give the same mentor twice.
    """
    if not most:
        return _corner(network, _lexicographic(network), None)
    # A bonus in the costs would drown the scores in the solver's tolerance: two solves instead.
    count = int(_corner(network, np.ones(len(network.arcs)), None).sum())
    return _corner(network, _reduced(network.worth - network.worth.min()), count)


def _corner(network: Network, gains: FloatArray, exactly: int | None) -> BoolArray:
    n_arcs = len(network.arcs)
    every = np.arange(n_arcs)
    sides = np.concatenate((network.mentees, network.mentors + len(network.demand)))
    shape = (len(network.demand) + len(network.capacity), n_arcs)
    limits: Any = csr_array((np.ones(2 * n_arcs), (sides, np.concatenate((every, every)))), shape=shape)
    count: dict[str, Any] = {} if exactly is None else {"A_eq": np.ones((1, n_arcs)), "b_eq": [exactly]}
    found = linprog(
        -gains,
        A_ub=limits,
        b_ub=np.concatenate((network.demand, network.capacity)),
        bounds=(0, 1),
        method="highs-ds",
        **count,
    )
    if found.x is None:
        raise RuntimeError(f"the linear solver gave up: {found.message}")
    chosen: BoolArray = found.x > 0.5
    return chosen


def _seats(network: Network) -> IntArray:
    callers = np.bincount(network.mentors, minlength=len(network.capacity))
    return np.minimum(network.capacity, callers)


def _lexicographic(network: Network) -> FloatArray:
    """Worth first, number of pairs second, as long as floating point can hold both."""
    worth = _reduced(network.worth)
    factor = network.at_most() + 1
    if worth.max(initial=0.0) * factor >= 2.0**50:
        return worth + 0.5
    return worth * factor + 1.0


def _reduced(worth: IntArray) -> FloatArray:
    """The same proportions in the smallest whole numbers."""
    divisor = int(np.gcd.reduce(worth)) if len(worth) else 1
    reduced: FloatArray = (worth // max(divisor, 1)).astype(np.float64)
    return reduced
