"""Larger random problems from a seed, and their best totals by independent solvers."""

from __future__ import annotations

from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linprog

Arguments = dict[str, Any]


def problem(seed: int) -> Arguments:
    """Arguments of `assign`: ties, negatives, huge scores, empty rows, few and many seats, needs up to three."""
    random = np.random.default_rng(seed)
    n_mentees, n_mentors = int(random.integers(1, 30)), int(random.integers(1, 20))
    largest = int(random.choice([1, 5, 1000, 2**40]))
    return {
        "scores": random.integers(-(largest // 3), largest + 1, (n_mentees, n_mentors)),
        "capacity": random.integers(0, int(random.integers(2, 7)), n_mentors),
        "demand": random.integers(0, int(random.integers(2, 5)), n_mentees),
        "allowed": random.random((n_mentees, n_mentors)) < random.choice([0.1, 0.5, 1.0]),
        "floor": int(random.integers(-2, 4)),
    }


def best_by_flow(given: Arguments, plus: int) -> int:
    """The greatest sum of ``score + plus`` over all answers, by OR-Tools' network simplex."""
    n_mentees, n_mentors = given["scores"].shape
    end = n_mentees + n_mentors
    rows, columns = np.nonzero(given["allowed"])
    worth = given["scores"][rows, columns] + plus
    solver = min_cost_flow.SimpleMinCostFlow()
    every = np.arange(end)
    solver.add_arcs_with_capacity_and_unit_cost(rows, n_mentees + columns, np.ones(len(rows)), -worth)
    solver.add_arcs_with_capacity_and_unit_cost(
        every[:n_mentees], np.full(n_mentees, end), given["demand"], np.zeros(n_mentees)
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        every[n_mentees:], np.full(n_mentors, end), given["capacity"], np.zeros(n_mentors)
    )
    supply = np.concatenate((given["demand"], np.zeros(n_mentors), [-given["demand"].sum()]))
    solver.set_nodes_supplies(np.arange(end + 1), supply)
    assert solver.solve() == solver.OPTIMAL
    return -int(solver.optimal_cost())


def best_by_simplex(given: Arguments, ceilings: list[tuple[list[int], int]]) -> int:
    """The greatest sum of ``score - floor`` under ceilings, by SciPy's HiGHS."""
    rows, columns = np.nonzero(given["allowed"])
    if not len(rows):
        return 0
    limits = [(rows == row, need) for row, need in enumerate(given["demand"])]
    limits += [(columns == column, seats) for column, seats in enumerate(given["capacity"])]
    limits += [(np.isin(columns, members), most) for members, most in ceilings]
    found = linprog(
        -(given["scores"][rows, columns] - given["floor"]).astype(float),
        A_ub=np.array([uses for uses, _ in limits], dtype=float),
        b_ub=[most for _, most in limits],
        bounds=(0, 1),
        method="highs",
    )
    best: float = -found.fun
    return round(best)


def nested(random: np.random.Generator, members: list[int]) -> list[tuple[list[int], int]]:
    """Groups of mentors that nest, each with a ceiling."""
    groups = [(sorted(members), int(random.integers(0, len(members) + 2)))]
    if len(members) > 1:
        order = random.permutation(members).tolist()
        cut = int(random.integers(1, len(members)))
        groups += [*nested(random, order[:cut]), *nested(random, order[cut:])] if random.random() < 0.6 else []
    return groups
