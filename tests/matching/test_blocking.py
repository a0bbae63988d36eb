"""Pairs that would rather have each other, counted one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import sparse

from matching.blocking import blocking_count
from matching.framing import frame
from matching.problem import Problem
from matching.sources import never

NOTHING = -(10**9)


def drawn(seed: int, objective: str, *, is_ranked: bool) -> tuple[Problem, Any]:
    """A small problem with needs, seats, locks and ceilings, and some pairs that keep within them."""
    random = np.random.default_rng(seed)
    shape = int(random.integers(1, 7)), int(random.integers(1, 7))
    scores = random.integers(-3, 6, shape)
    allowed = random.random(shape) < 0.8
    seats, needs = random.integers(0, 3, shape[1]), random.integers(0, 3, shape[0])
    arguments: dict[str, Any] = {"capacity": seats, "demand": needs, "floor": int(random.integers(-2, 3))}
    members = np.flatnonzero(random.random(shape[1]) < 0.6)
    most = int(random.integers(0, 5))
    problem = frame(scores, allowed=allowed, ceilings=[(members, most)], objective=objective, **arguments)
    pairs: list[tuple[int, int]] = []
    left, open_needs = seats.copy(), needs.copy()
    for row, column in random.permutation(np.argwhere(allowed)).tolist():
        inside = [pair for pair in pairs if pair[1] in members]
        if left[column] and open_needs[row] and (column not in members or len(inside) < most):
            pairs.append((row, column))
            left[column], open_needs[row] = left[column] - 1, open_needs[row] - 1
    made = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    made = made[random.random(len(made)) < 0.8]
    ranks = (random.integers(0, 9, shape), random.integers(0, 9, shape)) if is_ranked else None
    return replace(problem, locked=made[random.random(len(made)) < 0.25], ranks=ranks), made


def table_of(problem: Problem) -> tuple[Any, Any]:
    scores = problem.source.block(np.arange(problem.shape[0]))
    return scores, scores > never(scores)


def counted(problem: Problem, pairs: Any) -> int:
    """By the words of the definition, pair by pair."""
    scores, allowed = table_of(problem)
    made, locked = (set(map(tuple, each.tolist())) for each in (pairs, problem.locked))
    own, other = problem.ranks or (scores, scores)
    full = {
        column
        for each in problem.ceilings
        for column in each.members.tolist()
        if sum(pair[1] in each.members for pair in made) >= each.most
    }

    def wants(row: int, column: int) -> bool:
        has = [pair for pair in made if pair[0] == row]
        if len(has) < problem.demand[row]:
            return bool(own[row, column] > (problem.floor[row] if problem.uses_floor else NOTHING))
        return any(own[row, column] > own[pair] for pair in has if pair not in locked)

    def is_wanted(row: int, column: int) -> bool:
        has = [pair for pair in made if pair[1] == column]
        if len(has) < problem.capacity[column] and column not in full:
            return True
        return any(other[row, column] > other[pair] for pair in has if pair not in locked)

    free = [tuple(pair) for pair in np.argwhere(allowed).tolist() if tuple(pair) not in made]
    return sum(wants(*pair) and is_wanted(*pair) for pair in free)


@pytest.mark.parametrize("is_ranked", [False, True])
@pytest.mark.parametrize("objective", ["best_total", "most_then_best"])
def test_blocking_pairs_are_counted_as_they_are_defined(objective: str, *, is_ranked: bool) -> None:
    for seed in range(60):
        problem, pairs = drawn(seed, objective, is_ranked=is_ranked)

        assert blocking_count(problem, pairs) == counted(problem, pairs), seed


def test_stored_pairs_are_counted_as_those_of_a_table() -> None:
    for seed in range(40):
        problem, pairs = drawn(seed, "best_total", is_ranked=False)
        scores, allowed = table_of(problem)
        rows, columns = np.nonzero(allowed)
        table = sparse.coo_array((scores[rows, columns], (rows, columns)), shape=problem.shape)
        stored = frame(table, capacity=problem.capacity, demand=problem.demand, floor=problem.floor)

        same = replace(stored, locked=problem.locked, ceilings=problem.ceilings)

        assert blocking_count(same, pairs) == counted(problem, pairs), seed
