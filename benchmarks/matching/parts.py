"""The solver alone, questions about a finished match, stable matching, and the command."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from ortools.graph.python import min_cost_flow

from benchmarks.matching.measuring import PLENTY, POLICY, SCARCE, Figure, certified, in_turn, problem_of, timed, typical
from benchmarks.people import mentees, mentors
from matching import Match, Policy, match, stable
from matching.network import Network, settle, solve
from matching.valuation import best_total

CIVIL_SERVICE = Path(__file__).resolve().parents[3] / "shared" / "data" / "civil_service_mentor_sample"


def by_flow(network: Network) -> int:
    """The same candidates by OR-Tools."""
    n_rows, n_columns = len(network.demand), len(network.capacity)
    end = n_rows + n_columns
    good = network.worth > 0
    solver = min_cost_flow.SimpleMinCostFlow()
    rows, columns = network.rows[good], n_rows + network.columns[good]
    solver.add_arcs_with_capacity_and_unit_cost(rows, columns, np.ones(len(rows)), -network.worth[good])
    solver.add_arcs_with_capacity_and_unit_cost(
        np.arange(n_rows), np.full(n_rows, end), network.demand, np.zeros(n_rows)
    )
    solver.add_arcs_with_capacity_and_unit_cost(
        n_rows + np.arange(n_columns), np.full(n_columns, end), network.capacity, np.zeros(n_columns)
    )
    solver.set_nodes_supplies(
        np.arange(end + 1), np.concatenate((network.demand, np.zeros(n_columns), [-network.demand.sum()]))
    )
    solver.solve()
    return -int(solver.optimal_cost())


def solver() -> list[Figure]:
    figures = []
    for most_seats, label in ((SCARCE, "scarce"), (PLENTY, "plenty")):
        problem = problem_of((10_000, 5_000), most_seats)
        network = certified(problem).network(best_total(problem))
        solve(network)
        seconds, (found, best) = in_turn(5, partial(solve, network), partial(by_flow, network))
        own, other = typical(seconds)
        assert int(network.worth[found.held].sum()) == best
        figures.append(
            Figure(f"solver {label} against OR-Tools on the same candidates", own / other, 0.6, "x",
                   f"{own:.3f} s / {other:.3f} s, {len(network.columns)} arcs")
        )  # fmt: skip
    return figures


def warm() -> list[Figure]:
    problem = problem_of((10_000, 5_000), SCARCE)
    network = certified(problem).network(best_total(problem))
    found = solve(network)
    random = np.random.default_rng(1)
    changed = network.worth.copy()
    some = random.random(len(changed)) < 0.01
    changed[some] = np.maximum(1, changed[some] * random.uniform(0.9, 1.1, int(some.sum()))).astype(np.int64)
    other = Network(network.starts, network.columns, changed, network.demand, network.capacity)
    seconds, (_, result) = in_turn(5, lambda: solve(network), lambda: settle(other, found.held, found.prices))
    cold, again = typical(seconds)
    assert int(changed[result.held].sum()) == int(changed[solve(other).held].sum())
    return [
        Figure(
            "warm re-solve after 1 % changes against cold",
            again / cold,
            0.25,
            "x",
            f"{again * 1000:.0f} ms / {cold * 1000:.0f} ms",
        )
    ]


def matched(size: tuple[int, int]) -> Match:
    policy = Policy.shipped(POLICY).changed(objective="best_total")
    return match(mentees(size[0], 1, size[1]), mentors(size[1], 2, SCARCE, size[0]), policy)


def why_not() -> list[Figure]:
    found = matched((10_000, 5_000))
    random = np.random.default_rng(1)
    search, standing, seconds = found.search, found.standing(), []
    assert search is not None
    free = np.flatnonzero(~search.held)
    for arc in random.choice(free, 60, replace=False).tolist():
        row, column = int(search.candidates.rows[arc]), int(search.candidates.columns[arc])
        began = time.perf_counter()
        standing.force(row, column)
        seconds.append((time.perf_counter() - began) * 1000)
    rest = seconds[10:]
    return [
        Figure("exact why-not, 10,000 x 5,000, median", statistics.median(rest), 5, "ms", f"worst {max(rest):.1f} ms")
    ]


def stability() -> list[Figure]:
    n_mentees, n_mentors, wishes = 100_000, 50_000, 50
    random = np.random.default_rng(1)
    own = _distinct(random.integers(0, n_mentors, (n_mentees, wishes)))
    rows, columns = np.repeat(np.arange(n_mentees), wishes), own.ravel()
    rows, columns = rows[columns >= 0], columns[columns >= 0]
    order = np.lexsort((random.random(len(rows)), columns))
    counts = np.bincount(columns, minlength=n_mentors)
    others = np.full((n_mentors, int(counts.max())), -1)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    others[columns[order], place] = rows[order]
    stable(np.tile(np.arange(3), (50, 1)), np.tile(np.arange(3), (50, 1)))
    seconds, answer = timed(lambda: stable(own, others, capacity=2))
    assert answer.blocking_pairs == 0
    return [
        Figure(
            "stable, 100,000 x 50,000 x 50, with the blocking-pair check",
            seconds,
            0.5,
            "s",
            f"{len(answer.pairs)} pairs",
        )
    ]


def _distinct(table: np.ndarray[Any, np.dtype[np.int64]]) -> np.ndarray[Any, np.dtype[np.int64]]:
    ordered = np.sort(table, axis=1)
    ordered[:, 1:][ordered[:, 1:] == ordered[:, :-1]] = -1
    return np.take_along_axis(ordered, np.argsort(ordered < 0, axis=1, kind="stable"), axis=1)


def civil_service() -> list[Figure]:
    files = [str(CIVIL_SERVICE / f"large_{side}.csv") for side in ("mentees", "mentors")]
    if not Path(files[0]).is_file():
        print("civil-service, large: not measured, for its files are not beside the project")
        return []
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "matching",
            "match",
            *files,
            "--policy",
            "civil-service",
            "-o",
            f"{folder}/pairs.csv",
        ]
        subprocess.run(command, check=True, capture_output=True)
        seconds, done = timed(lambda: subprocess.run(command, check=True, capture_output=True, text=True))
    return [Figure("civil-service, large, the command", seconds, 3, "s", done.stdout.splitlines()[1])]
