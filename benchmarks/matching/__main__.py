"""The engine against its targets: ratios of times and memory, each measured in one process.

``./dev bench matching [LINE ...] [--large]``. Every line runs in a process of its own, so that its peak memory is its
own; a line that misses its target makes the exit 1. ``--large`` adds 100,000 x 40,000. The people are invented
(`benchmarks.people`) under a shipped policy, except for the civil-service files, which are read from the data sets
beside the project.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Callable

from benchmarks.matching.measuring import PLENTY, POLICY, SCARCE, Figure
from benchmarks.matching.parts import civil_service, solver, stability, warm, why_not
from benchmarks.matching.whole import end_to_end, largest, proof, scoring

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


def show(figure: Figure) -> bool:
    holds = figure.figure <= figure.target
    word = "holds" if holds else "MISSED"
    print(
        f"{figure.what:<78} {figure.figure:8.2f} {figure.unit:<2} target {figure.target:g} {word:<7} {figure.seen}",
        flush=True,
    )
    return holds


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench matching", description=__doc__)
    parser.add_argument("lines", nargs="*", choices=[*LINES, []], metavar="LINE", help=", ".join(LINES))
    parser.add_argument("--large", action="store_true", help="also 100,000 x 40,000")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    wanted = given.lines or [name for name in LINES if name != "largest" or given.large]
    if given.here:
        held = [show(figure) for name in wanted for figure in LINES[name]()]
        return 0 if all(held) else 1
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy", "numba", "ortools")
    )
    print(f"{len(os.sched_getaffinity(0))} cores; {versions}; policy {POLICY}", flush=True)
    command = [sys.executable, "-m", "benchmarks.matching", "--here"]
    ends = [subprocess.run([*command, name], check=False).returncode for name in wanted]
    return 1 if any(ends) else 0


if __name__ == "__main__":
    sys.exit(main())
