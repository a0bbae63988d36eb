"""Random problems of all kinds against independent solvers, for every objective; published optima; nothing differs.

``./dev drill engine [--instances N] [--first SEED] [--processes N]``; about ten minutes. Each problem is put to
`assign`, and as two tables of people with locked, forbidden and kept pairs to `match`. Asked are OR-Tools' min-cost
flow, SciPy's Hungarian method and HiGHS, trying all answers where they are few, and all stable answers there are. It
prints the seeds, how many of each kind were tried and by whom, and what differed, and exits 1 where anything did.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial

import pytest

from matching import OBJECTIVES
from tests.matching.agreement import assign_differs, match_differs, stable_differs
from tests.matching.instances import KINDS, instance
from tests.matching.invented import people

FIRST = 20_261_122
AGAIN = 5
"""Every so many seeds a match is also shuffled, replayed and changed."""
Found = tuple[Counter[tuple[str, str]], dict[str, int], list[str]]


def tried(seed: int) -> Found:
    """All questions about one seed: how many by kind and objective, who was asked, and what differs."""
    count: Counter[tuple[str, str]] = Counter()
    used: dict[str, int] = {}
    kind, problems = KINDS[seed % len(KINDS)], []
    for objective in OBJECTIVES:
        for name, differs in (
            ("assign", partial(assign_differs, instance(seed), objective, used)),
            ("match", partial(match_differs, people(seed), objective, used, again=seed % AGAIN == 0)),
        ):
            count[f"{name}, {kind}", objective] += 1
            problems += [f"seed {seed}, {kind}, {name}, {objective}: {each}" for each in _told(differs)]
    count["stable(), all stable answers", "stable"] += 1
    problems += [f"seed {seed}, stable(): {each}" for each in _told(partial(stable_differs, seed))]
    return count, used, problems


def _told(differs: partial[Iterator[str]]) -> list[str]:
    try:
        return list(differs())
    except Exception as error:  # noqa: BLE001  # a crash is a difference too
        return [f"{type(error).__name__}: {error}"]


def show(count: Counter[tuple[str, str]], used: Counter[str], problems: list[str]) -> None:
    print("".join(f"{word:>16}" for word in OBJECTIVES).rjust(96))
    for name in dict.fromkeys(sorted(each for each, _ in count)):
        print(f"{name:32}" + "".join(f"{count[name, objective]:16}" for objective in OBJECTIVES))
    print("asked: " + ", ".join(f"{name} {times} times" for name, times in used.most_common()))
    print(f"{len(problems)} differences")


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the engine with independent solvers.")
    parser.add_argument("--instances", type=int, default=2000)
    parser.add_argument("--first", type=int, default=FIRST, metavar="SEED")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    os.nice(5)
    began, seeds = time.monotonic(), range(given.first, given.first + given.instances)
    print(f"seeds {seeds.start} to {seeds.stop - 1}", flush=True)
    count: Counter[tuple[str, str]] = Counter()
    used: Counter[str] = Counter()
    problems: list[str] = []
    with ProcessPoolExecutor(given.processes) as workers:
        for done, found in enumerate(workers.map(tried, seeds, chunksize=10), 1):
            count += found[0]
            used.update(found[1])
            problems += found[2]
            for each in found[2]:
                print(each, flush=True)
            if done % 200 == 0:
                print(f"{done} of {len(seeds)}, {len(problems)} differences", flush=True)
    show(count, used, problems)
    print(f"{len(seeds)} instances, {count.total()} comparisons, {time.monotonic() - began:.0f} s")
    print("published optima, people who must not meet, order, blocks and threads:")
    published = pytest.main(
        ["-q", "-p", "no:randomly", "tests/matching/test_published.py", "tests/matching/test_plan.py"]
    )
    return 1 if problems or published else 0


if __name__ == "__main__":
    sys.exit(main())
