"""The engine against its targets: ratios of times and memory, each measured in one process.

``./dev bench matching [LINE ...] [--large]``. Every line runs in a process of its own, so that its peak memory is its
own. ``--large`` adds 100,000 x 40,000. The people are invented (`benchmarks.people`) under a shipped policy, except
for the civil-service files, which are read from the data sets beside the project.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from ortools.graph.python import min_cost_flow
from scipy.optimize import linear_sum_assignment

from benchmarks.people import mentees, mentors
from matching import Match, Policy, match, stable
from matching.certify import Search
from matching.network import Network, settle, solve
from matching.problem import Problem
from matching.question import Edits, ask
from matching.valuation import best_total

POLICY = "high-potential"
SCARCE, PLENTY = 2, 5
CIVIL_SERVICE = Path(__file__).resolve().parents[2] / "shared" / "data" / "civil_service_mentor_sample"
MEGABYTE = 1024


class Figure(NamedTuple):
    """One line of the table."""

    what: str
    figure: float
    target: float
    unit: str
    seen: str


def problem_of(size: tuple[int, int], most_seats: int) -> Problem:
    """People of a size under the policy, best total."""
    tables = mentees(size[0], 1, size[1]), mentors(size[1], 2, most_seats, size[0])
    return ask(*tables, Policy.shipped(POLICY).changed(objective="best_total"), Edits()).problem


def timed(work: Callable[[], Any], times: int = 3) -> tuple[float, Any]:
    """The median of some runs in seconds, and the last result."""
    seconds, result = [], None
    for _ in range(times):
        began = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds), result


class Peak:
    """How far memory rises above where it stood, in MB, while something runs."""

    def __enter__(self) -> Peak:
        self._base, self._most, self._runs = _resident(), 0.0, True
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._runs = False
        self._thread.join()

    def _watch(self) -> None:
        while self._runs:
            self._most = max(self._most, _resident())
            time.sleep(0.002)

    @property
    def megabytes(self) -> float:
        """The rise."""
        return max(self._most - self._base, 1.0)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / MEGABYTE


def certified(problem: Problem) -> Search:
    """Score, solve and prove."""
    search = Search(problem)
    search.best(best_total(problem))
    return search


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
        own, found = timed(partial(solve, network), 5)
        other, best = timed(partial(by_flow, network))
        assert int(network.worth[found.held].sum()) == best
        figures.append(
            Figure(f"solver {label} against OR-Tools on the same candidates", own / other, 0.6, "x",
                   f"{own:.3f} s / {other:.3f} s, {len(network.columns)} arcs")
        )  # fmt: skip
    return figures


def warm() -> list[Figure]:
    problem = problem_of((10_000, 5_000), SCARCE)
    network = certified(problem).network(best_total(problem))
    cold, found = timed(lambda: solve(network), 5)
    random = np.random.default_rng(1)
    changed = network.worth.copy()
    some = random.random(len(changed)) < 0.01
    changed[some] = np.maximum(1, changed[some] * random.uniform(0.9, 1.1, int(some.sum()))).astype(np.int64)
    other = Network(network.starts, network.columns, changed, network.demand, network.capacity)
    again, result = timed(lambda: settle(other, found.held, found.prices), 5)
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


LINES: dict[str, Callable[[], list[Figure]]] = {
    "scarce": lambda: end_to_end(SCARCE, "scarce"),
    "plenty": lambda: end_to_end(PLENTY, "plenty"),
    "scoring": scoring,
    "proof-scarce": lambda: proof(SCARCE, "scarce", 1.25),
    "proof-plenty": lambda: proof(PLENTY, "plenty", 0.3),
    "solver": solver,
    "warm": warm,
    "why-not": why_not,
    "stable": stability,
    "civil-service": civil_service,
    "largest": largest,
}


def show(figure: Figure) -> None:
    holds = "holds" if figure.figure <= figure.target else "MISSED"
    print(
        f"{figure.what:<78} {figure.figure:8.2f} {figure.unit:<2} target {figure.target:g} {holds:<7} {figure.seen}",
        flush=True,
    )


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench matching", description=__doc__)
    parser.add_argument("lines", nargs="*", choices=[*LINES, []], metavar="LINE", help=", ".join(LINES))
    parser.add_argument("--large", action="store_true", help="also 100,000 x 40,000")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = given.lines or [name for name in LINES if name != "largest" or given.large]
    if given.here:
        for name in wanted:
            for figure in LINES[name]():
                show(figure)
        return 0
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy", "numba", "ortools")
    )
    print(f"{len(os.sched_getaffinity(0))} cores; {versions}; policy {POLICY}", flush=True)
    for name in wanted:
        subprocess.run([sys.executable, "-m", "benchmarks.matching", "--here", name], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
