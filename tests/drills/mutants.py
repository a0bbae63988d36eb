"""Put small faults into what proves and rules a match, one at a time, and see that a test notices each.

``./dev drill mutants [--only WORD] [--every N] [--least SHARE] [--processes N]``; an hour or so. It prints the faults
that no test noticed and the share of each module, and exits 1 where in any fewer than 90 % were. Nothing on disk is
changed: each fault is compiled into a process of its own, which runs the tests that concern the module until one fails.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.abc
import importlib.util
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import partial
from importlib.machinery import ModuleSpec
from itertools import islice
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from hypothesis import settings

from tests.drills.equivalents import EQUIVALENT
from tests.drills.mutations import Mutant, mutants_of

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
"""Whoever takes longer runs in circles."""
VERIFY = ("test_proofs", "test_blocking", "test_verify", "test_tampering", "test_forging", "test_stable")
RULES = ("test_rules",)
CERTIFY = ("test_passes", "test_certify", "test_what_if")
TESTS: dict[str, tuple[str, ...]] = {
    "verification": VERIFY,
    "proofs": VERIFY,
    "blocking": VERIFY,
    "rules.attributes": RULES,
    "rules.lines": RULES,
    "rules.lists": RULES,
    "certificates": ("test_certificates", "test_command_line"),
    "certify": CERTIFY,
}
SUBPROCESSES = "without_the_compiler or imports_no_solver or compile_command or published"
"""Tests that start Python anew would not see the fault."""
WORDS = (
    "-x", "-q", "--assert=plain", "--tb=line", "--noconftest", "-k", f"not ({SUBPROCESSES})",
    *(f"-pno:{plugin}" for plugin in ("randomly", "cacheprovider", "xdist", "playwright", "base_url")),
)  # fmt: skip
KEPT = ("matching.kernel", "matching.compiled", "matching.arrays")
"""The compiled loops hold none of the faults, and are slow to load."""


@dataclass(frozen=True, slots=True)
class Outcome:
    module: str
    mutant: Mutant
    is_noticed: bool
    seconds: float

    @property
    def excuse(self) -> str:
        return EQUIVALENT.get((self.module, self.mutant.change), "")


class _Faulty(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from a tree with a fault."""

    def __init__(self, name: str, code: CodeType):
        self._name, self._code = name, code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self._code, module.__dict__)


def make_ready() -> None:
    """Load all that tests load, and forget the engine again: each process loads it with a fault."""
    os.chdir(ROOT)
    settings.register_profile("mutants", database=None, derandomize=True, deadline=None)
    settings.load_profile("mutants")
    everything = sorted({name for names in TESTS.values() for name in names})
    with Path(os.devnull).open("w") as silence, redirect_stdout(silence):
        pytest.main([*WORDS, "--collect-only", *_paths(everything)])
    stale = [name for name in sys.modules if name.split(".")[0] == "matching" or name.startswith("tests.matching")]
    for name in stale:
        if not name.startswith(KEPT):
            del sys.modules[name]
    gc.freeze()


def _paths(files: Sequence[str]) -> list[str]:
    return [f"tests/matching/{name}.py" for name in files if (ROOT / f"tests/matching/{name}.py").exists()]


def run_tests(module: str, mutant: Mutant | None, scratch: str) -> int:
    """In a process of its own: the exit code of the tests, with a fault or without."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    if mutant is not None:
        code = compile(mutant.tree, f"<faulty {module}>", "exec")
        sys.meta_path.insert(0, _Faulty(f"matching.{module}", code))
    return int(pytest.main([*WORDS, "--basetemp", scratch, *_paths(TESTS[module])]))


def tried(module: str, mutant: Mutant | None) -> Outcome:
    """Fork, run the tests, and see how that ends."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        child = os.fork()
        if not child:
            code = 1
            try:
                signal.alarm(SECONDS)
                code = run_tests(module, mutant, f"{scratch}/tests")
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
    return Outcome(module, mutant or Mutant(0, "", "", None), status != 0, time.monotonic() - began)  # type: ignore[arg-type]


def report(module: str, outcomes: Sequence[Outcome], seconds: float) -> tuple[int, int]:
    """Print who was not noticed; how many were, of how many."""
    counted = [each for each in outcomes if each.is_noticed or not each.excuse]
    noticed = sum(each.is_noticed for each in counted)
    excused = len(outcomes) - len(counted)
    for each in outcomes:
        if not each.is_noticed:
            note = f"  (the same: {each.excuse})" if each.excuse else ""
            print(f"  matching/{module.replace('.', '/')}.py:{each.mutant.line}: {each.mutant.change}{note}")
    share = noticed / max(len(counted), 1)
    print(
        f"{module}: {noticed} of {len(counted)} noticed, {share:.1%}; {excused} change nothing; {seconds:.0f} s",
        flush=True,
    )
    return noticed, len(counted)


def summed_up(shares: dict[str, tuple[int, int]], least: float) -> list[str]:
    """Print what was noticed in each module and in all; the modules where it was too little."""
    poor = [module for module, (noticed, of) in shares.items() if noticed < least * of]
    sums = [sum(each) for each in zip(*shares.values(), strict=True)] or [0, 0]
    for module, (noticed, of) in [*shares.items(), ("in all", (sums[0], sums[1]))]:
        word = f"  below {least:.0%}" if module in poor else ""
        print(f"{module:<18} {noticed:>5} of {of:>5} noticed {noticed / max(of, 1):>7.1%}{word}", flush=True)
    return poor


def main() -> int:
    parser = argparse.ArgumentParser(description="See that the tests notice faults in what proves and rules a match.")
    parser.add_argument("--only", default="", help="modules whose name holds this word")
    parser.add_argument("--every", type=int, default=1, help="only every so many faults, for a quick look")
    parser.add_argument("--least", type=float, default=0.9)
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    os.nice(10)
    make_ready()
    shares: dict[str, tuple[int, int]] = {}
    for module in (name for name in TESTS if given.only in name):
        began = time.monotonic()
        if tried(module, None).is_noticed:
            print(f"{module}: its tests fail without any fault")
            return 1
        source = (ROOT / "matching" / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        with ThreadPoolExecutor(given.processes) as workers:
            outcomes = list(workers.map(partial(tried, module), islice(mutants_of(source), 0, None, given.every)))
        shares[module] = report(module, outcomes, time.monotonic() - began)
    return 1 if summed_up(shares, given.least) else 0


if __name__ == "__main__":
    sys.exit(main())
