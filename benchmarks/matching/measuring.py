"""How the figures are taken: people of a size, times, and memory."""

from __future__ import annotations

import os
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.people import mentees, mentors
from matching import Policy
from matching.certify import Search
from matching.problem import Problem
from matching.question import Edits, ask
from matching.valuation import best_total

POLICY = "high-potential"
SCARCE, PLENTY = 2, 5
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


def in_turn(times: int, *works: Callable[[], Any]) -> tuple[list[list[float]], list[Any]]:
    """The seconds of some works that run in turn, by round, so that a busy minute meets them all; the last results."""
    seconds: list[list[float]] = []
    results: list[Any] = []
    for _ in range(times):
        seconds.append([])
        results = []
        for work in works:
            began = time.perf_counter()
            results.append(work())
            seconds[-1].append(time.perf_counter() - began)
    return seconds, results


def typical(seconds: list[list[float]]) -> list[float]:
    """The median of each work."""
    return [statistics.median(each) for each in zip(*seconds, strict=True)]


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
