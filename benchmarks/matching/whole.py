"""Scoring, solving and proving together, against the plain way and against one pass of scoring."""

from __future__ import annotations

import resource
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.matching.measuring import SCARCE, Figure, Peak, certified, problem_of, timed
from matching.certify import Search
from matching.network import solve
from matching.problem import Problem
from matching.valuation import best_total


def full_table(problem: Problem) -> np.ndarray[Any, np.dtype[np.float64]]:
    """All scores with one column for each seat, nothing where a pair is not allowed: what the plain solver needs."""
    block = problem.source.block(np.arange(problem.shape[0]))
    table = np.maximum(block, 0).astype(np.float64)
    return np.repeat(table, problem.capacity, axis=1)


def end_to_end(most_seats: int, label: str) -> list[Figure]:
    problem = problem_of((10_000, 5_000), most_seats)
    certified(problem_of((200, 100), most_seats))
    with Peak() as own:
        seconds, search = timed(lambda: certified(problem))
    table = full_table(problem)
    with Peak() as other:
        plain, (rows, columns) = timed(lambda: linear_sum_assignment(table, maximize=True), 1)
    held = search.held
    total = int(search.candidates.scores[held].sum())
    assert total == int(table[rows, columns].sum())
    peak = other.megabytes + table.nbytes / 1024**2
    return [
        Figure(f"10,000 x 5,000 {label}, time against linear_sum_assignment alone", seconds / plain, 0.25, "x",
               f"{seconds:.2f} s / {plain:.2f} s, {search.rounds} rounds"),
        Figure(f"10,000 x 5,000 {label}, memory against it", own.megabytes / peak, 0.2, "x",
               f"{own.megabytes:.0f} MB / {peak:.0f} MB"),
    ]  # fmt: skip


def proof(most_seats: int, label: str, target: float) -> list[Figure]:
    """What proving adds to one pass of scoring: passes over pairs that are no candidates, and solving again."""
    problem = problem_of((10_000, 5_000), most_seats)
    certified(problem_of((200, 100), most_seats))
    scoring, _ = timed(lambda: Search(problem))
    search = Search(problem)
    solving, _ = timed(lambda: solve(search.network(best_total(problem))))
    whole, _ = timed(lambda: certified(problem))
    added = whole - scoring - solving
    return [
        Figure(
            f"proof {label} against one scoring pass", added / scoring, target, "x", f"{added:.2f} s / {scoring:.2f} s"
        )
    ]


def scoring() -> list[Figure]:
    size = 50_000, 20_000
    problem = problem_of(size, SCARCE)
    search_time, _ = timed(lambda: Search(problem), 1)
    width = 243
    random = np.random.default_rng(1)
    own, others = (random.random((n, width), dtype=np.float32) for n in size)
    block = np.empty((1024, size[1]), dtype=np.float32)

    def multiply() -> None:
        for start in range(0, size[0], 1024):
            part = own[start : start + 1024]
            np.matmul(part, others.T, out=block[: len(part)])

    product, _ = timed(multiply, 1)
    return [
        Figure("scoring with all rules, 50,000 x 20,000, against a matrix product of width 243", search_time / product,
               1.5, "x", f"{search_time:.1f} s / {product:.1f} s")
    ]  # fmt: skip


def largest() -> list[Figure]:
    problem = problem_of((100_000, 40_000), SCARCE)
    certified(problem_of((200, 100), SCARCE))
    whole, search = timed(lambda: certified(problem), 1)
    once, _ = timed(lambda: Search(problem), 1)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    seen = f"{whole:.0f} s / {once:.0f} s, {search.rounds} rounds"
    return [
        Figure("100,000 x 40,000 proven, against its scoring pass", whole / once, 2.2, "x", seen),
        Figure("100,000 x 40,000 proven, peak memory", memory, 2, "GB", "people included"),
    ]
