"""Scoring, solving and proving together, against the plain way and against one pass of scoring."""

from __future__ import annotations

import resource
import statistics
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from benchmarks.matching.measuring import SCARCE, Figure, Peak, certified, in_turn, problem_of, timed, typical
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
    candidates = Search(problem)
    seconds, _ = in_turn(
        5,
        lambda: Search(problem),
        lambda: solve(candidates.network(best_total(problem))),
        lambda: certified(problem),
    )
    figure = statistics.median((whole - scoring - solving) / scoring for scoring, solving, whole in seconds)
    once, solved, both = typical(seconds)
    seen = f"{both:.2f} s in all, {once:.2f} s scoring, {solved:.2f} s solving the first candidates"
    return [Figure(f"proof {label} against one scoring pass", figure, target, "x", seen)]


def scoring() -> list[Figure]:
    size = 50_000, 20_000
    problem = problem_of(size, SCARCE)
    width = 243
    random = np.random.default_rng(1)
    own, others = (random.random((n, width), dtype=np.float32) for n in size)
    block = np.empty((1024, size[1]), dtype=np.float32)

    def multiply() -> None:
        for start in range(0, size[0], 1024):
            part = own[start : start + 1024]
            np.matmul(part, others.T, out=block[: len(part)])

    certified(problem_of((200, 100), SCARCE))
    seconds, _ = in_turn(3, lambda: Search(problem), multiply)
    search_time, product = typical(seconds)
    figure = statistics.median(one / other for one, other in seconds)
    return [
        Figure("scoring with all rules, 50,000 x 20,000, against a matrix product of width 243", figure,
               1.5, "x", f"{search_time:.1f} s / {product:.1f} s")
    ]  # fmt: skip


def largest() -> list[Figure]:
    problem = problem_of((100_000, 40_000), SCARCE)
    certified(problem_of((200, 100), SCARCE))
    seconds, (_, search) = in_turn(1, lambda: Search(problem), lambda: certified(problem))
    (once, whole) = seconds[0]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    seen = f"{whole:.0f} s / {once:.0f} s, {search.rounds} rounds"
    return [
        Figure("100,000 x 40,000 proven, against its scoring pass", whole / once, 2.2, "x", seen),
        Figure("100,000 x 40,000 proven, peak memory", memory, 2, "GB", "people included"),
    ]
