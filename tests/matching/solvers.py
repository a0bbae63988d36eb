"""Best answers by others: OR-Tools' min-cost flow, SciPy's Hungarian method and linear programs, and trying all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment, linprog

__all__ = ["SOLVERS", "Task", "best_worth", "expected", "is_stable", "stable_answers"]

EXACT = 2**52
"""The Hungarian method and linear programs work in floats."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Pairs with worth; the greatest sum over some of them is wanted, within needs, seats and ceilings."""

    worth: Any
    allowed: Any
    demand: Any
    capacity: Any
    ceilings: list[tuple[list[int], int]]

    @property
    def largest(self) -> int:
        return int(np.abs(self.worth).max(initial=0)) * (int(self.at_most) + 1)

    @property
    def at_most(self) -> int:
        needs = np.minimum(self.demand, self.worth.shape[1]).sum()
        return int(min(needs, np.minimum(self.capacity, self.worth.shape[0]).sum()))


def by_flow(task: Task) -> int:
    """OR-Tools' network simplex."""
    n_mentees, n_mentors = task.worth.shape
    rows, columns = np.nonzero(task.allowed)
    solver = min_cost_flow.SimpleMinCostFlow()
    end, every = n_mentees + n_mentors, np.arange(n_mentees + n_mentors)
    needs, seats = np.minimum(task.demand, n_mentors), np.minimum(task.capacity, n_mentees)
    add = solver.add_arcs_with_capacity_and_unit_cost
    add(rows, n_mentees + columns, np.ones(len(rows)), -task.worth[rows, columns])
    add(every[:n_mentees], np.full(n_mentees, end), needs, np.zeros(n_mentees))
    add(every[n_mentees:], np.full(n_mentors, end), seats, np.zeros(n_mentors))
    solver.set_nodes_supplies(np.arange(end + 1), np.concatenate((needs, np.zeros(n_mentors), [-needs.sum()])))
    assert solver.solve() == solver.OPTIMAL
    return -int(solver.optimal_cost())


def by_hungarian_method(task: Task) -> int:
    """SciPy's `linear_sum_assignment`, with a column for each seat and one for each mentee to stay alone."""
    rows = np.flatnonzero(task.demand)
    seats = np.repeat(np.arange(task.worth.shape[1]), np.minimum(task.capacity, len(rows)))
    never = -4.0 * task.largest - 1
    table = np.where(task.allowed[np.ix_(rows, seats)], task.worth[np.ix_(rows, seats)], never)
    whole = np.hstack((table, np.where(np.eye(len(rows), dtype=bool), 0, never)))
    found = linear_sum_assignment(whole, maximize=True)
    return int(whole[found].sum())


def by_simplex(task: Task) -> int:
    """SciPy's HiGHS; groups that nest keep the corners whole."""
    rows, columns = np.nonzero(task.allowed)
    if not len(rows):
        return 0
    limits = [(rows == row, need) for row, need in enumerate(task.demand)]
    limits += [(columns == column, seats) for column, seats in enumerate(task.capacity)]
    limits += [(np.isin(columns, members), most) for members, most in task.ceilings]
    found = linprog(
        -task.worth[rows, columns].astype(float),
        A_ub=np.array([uses for uses, _ in limits], dtype=float),
        b_ub=[most for _, most in limits],
        bounds=(0, 1),
        method="highs",
    )
    best: float = -found.fun
    return round(best)


def by_trying(task: Task) -> int:
    """Every choice of pairs there is."""
    return max(sum(int(task.worth[pair]) for pair in pairs) for pairs in _choices(task))


def _choices(task: Task) -> Iterator[list[tuple[int, int]]]:
    rows = []
    for row, need in enumerate(task.demand.tolist()):
        columns = np.flatnonzero(task.allowed[row]).tolist()
        some = (chosen for k in range(min(need, len(columns)) + 1) for chosen in combinations(columns, k))
        rows.append([[(row, column) for column in chosen] for chosen in some])
    for choice in product(*rows):
        pairs = [pair for part in choice for pair in part]
        taken = np.bincount([column for _, column in pairs], minlength=len(task.capacity))
        if (taken <= task.capacity).all() and all(taken[members].sum() <= most for members, most in task.ceilings):
            yield pairs


SOLVERS: dict[str, tuple[Callable[[Task], int], Callable[[Task], bool]]] = {
    "min-cost flow": (by_flow, lambda task: not task.ceilings and task.largest < 2**61),
    "Hungarian method": (
        by_hungarian_method,
        lambda task: not task.ceilings and task.largest < EXACT and bool((task.demand <= 1).all()),
    ),
    "HiGHS": (by_simplex, lambda task: bool(task.ceilings) and task.largest < 2**40),
    "trying all": (by_trying, lambda task: task.allowed.sum() <= 10),
}


def best_worth(task: Task, used: dict[str, int]) -> int:
    """The greatest sum, on which all agree who can be asked; ``used`` counts who was."""
    found = {name: solve(task) for name, (solve, can) in SOLVERS.items() if can(task)}
    assert found, "nobody could be asked"
    assert len(set(found.values())) == 1, f"the solvers disagree among themselves: {found}"
    for name in found:
        used[name] = used.get(name, 0) + 1
    return next(iter(found.values()))


def expected(
    task: Task, objective: str, used: dict[str, int], floor: Any = 0, scores: Any = None, least: int = 2**62
) -> tuple[int, ...]:
    """What an objective compares, first to last: worth over the floor; pairs and worth; pairs, lowest and worth.

    ``scores`` are what the lowest is of, where that is not the worth; ``least`` bounds it from above.
    """
    if objective == "best_total":
        over = task.worth - np.broadcast_to(floor, task.demand.shape)[:, None]
        return (best_worth(_with(task, over), used),)
    most = _most_and_worth(task, used)
    if objective == "most_then_best" or not most[0]:
        return most
    scores = task.worth if scores is None else scores
    steps = np.unique(np.minimum(scores[task.allowed], least))
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high + 1) // 2
        holds = best_worth(_above(task, scores, steps[middle], ones=True), used) == most[0]
        low, high = (middle, high) if holds else (low, middle - 1)
    return most[0], int(steps[low]), _most_and_worth(_above(task, scores, steps[low]), used)[1]


def _most_and_worth(task: Task, used: dict[str, int]) -> tuple[int, int]:
    bonus = 2 * int(np.abs(task.worth).max(initial=0)) * (task.at_most + 1) + 1
    best = best_worth(_with(task, task.worth + bonus), used)
    pairs = (best + bonus // 2) // bonus
    return pairs, best - pairs * bonus


def _with(task: Task, worth: Any) -> Task:
    return Task(worth, task.allowed, task.demand, task.capacity, task.ceilings)


def _above(task: Task, scores: Any, least: int, *, ones: bool = False) -> Task:
    worth = np.ones_like(task.worth) if ones else task.worth
    return Task(worth, task.allowed & (scores >= least), task.demand, task.capacity, task.ceilings)


def is_stable(own: Any, others: Any, allowed: Any, task: Task, pairs: set[tuple[int, int]]) -> bool:
    """Whether no two who are not a pair would both rather be one; looked at one by one."""
    for row, column in zip(*np.nonzero(allowed), strict=True):
        if (row, column) in pairs or not task.demand[row] or not task.capacity[column]:
            continue
        mine = sorted(own[row, each] for at, each in pairs if at == row)
        theirs = sorted(others[each, column] for each, at in pairs if at == column)
        wants = len(mine) < task.demand[row] or own[row, column] > mine[0]
        if wants and (len(theirs) < task.capacity[column] or others[row, column] > theirs[0]):
            return False
    return True


def stable_answers(own: list[list[int]], others: list[list[int]], capacity: list[int]) -> list[tuple[int, ...]]:
    """For each stable answer there is the mentor of each mentee, -1 for none."""
    choices = [[-1, *(j for j in wishes if i in others[j])] for i, wishes in enumerate(own)]
    return [
        answer
        for answer in product(*choices)
        if all(answer.count(j) <= seats for j, seats in enumerate(capacity))
        and not any(_blocks(own, others, capacity, answer, (i, j)) for i, wishes in enumerate(own) for j in wishes)
    ]


def _blocks(
    own: list[list[int]], others: list[list[int]], capacity: list[int], answer: tuple[int, ...], pair: tuple[int, int]
) -> bool:
    i, j = pair
    if i not in others[j] or answer[i] == j or not capacity[j]:
        return False
    wants = answer[i] < 0 or own[i].index(j) < own[i].index(answer[i])
    held = [k for k, mentor in enumerate(answer) if mentor == j]
    room = len(held) < capacity[j] or any(others[j].index(i) < others[j].index(k) for k in held)
    return wants and room
