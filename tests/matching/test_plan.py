"""The compiled loops score as NumPy does, and the pure path finds the same pairs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from benchmarks.people import mentees, mentors
from matching import Policy, match
from matching.plan import Plan
from matching.question import Edits, ask
from matching.sources import never

LOWEST = np.iinfo(np.int64).min


@pytest.mark.parametrize("name", ["onboarding", "functional-expertise", "high-potential", "succession"])
@pytest.mark.parametrize("size", [(60, 40), (400, 30)])
def test_plan_scores_as_numpy_does(name: str, size: tuple[int, int]) -> None:
    tables = mentees(size[0], 1), mentors(size[1], 2)
    scorer = ask(*tables, Policy.shipped(name), Edits(forbidden=[("e1", "o2"), ("e5", "o7")])).scorer
    rows, columns = (np.random.default_rng(0).permutation(n) for n in size)

    block = Plan(scorer).block(rows, columns[::2].copy())

    whole = np.where(block == never(block), LOWEST, block.astype(np.int64))
    assert whole.tolist() == scorer.plain.block(rows, columns[::2]).tolist()
    first = Plan(scorer).across(columns).block(rows, 7)
    assert first.tolist() == Plan(scorer).block(rows, columns[:7].copy()).tolist()


def test_pairs_are_the_same_for_any_number_of_threads_and_block_size(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = mentees(300, 1), mentors(200, 2)
    policy = Policy.shipped("high-potential")
    usual = match(*tables, policy)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1, 2, 3, 4})
    monkeypatch.setattr("matching.candidates.BLOCK_CELLS", 999)
    monkeypatch.setattr("matching.certify.BLOCK_CELLS", 777)

    other = match(*tables, policy)

    assert (other.pairs, other.total) == (usual.pairs, usual.total)


CODE = """
import json, logging
logging.basicConfig()
from benchmarks.people import mentees, mentors
from matching import Policy, match
found = match(mentees(40, 1), mentors(30, 2), Policy.shipped("high-potential"), objective="OBJECTIVE")
print(json.dumps([found.pairs, found.total]))
"""


@pytest.mark.parametrize("objective", ["best_total", "raise_floor", "stable"])
def test_without_the_compiler_the_pairs_are_the_same_and_it_is_said(objective: str) -> None:
    code = CODE.replace("OBJECTIVE", objective)
    environment = os.environ | {"NUMBA_DISABLE_JIT": "1"}

    plain = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    usual = match(mentees(40, 1), mentors(30, 2), Policy.shipped("high-potential"), objective=objective)
    pairs, total = json.loads(plain.stdout)
    assert ([tuple(pair) for pair in pairs], total) == (list(usual.pairs), usual.total)
    assert "no compiler" in plain.stderr
