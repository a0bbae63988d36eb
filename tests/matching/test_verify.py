"""`verify` believes nothing: every altered answer is refused."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Assignment, Policy, assign, match, verify
from tests.matching.problems import Small, problems

STUB = (
    "import sys, types; root = types.ModuleType('matching'); root.__path__ = ['matching']; "
    "sys.modules['matching'] = root; "
)
SCORES = [[9, 8, 1], [8, 1, 1], [2, 7, 5]]


def answer() -> Assignment:
    return assign(
        SCORES, capacity=[1, 1, 1], demand=[2, 1, 1], allowed=np.array([[1, 1, 1], [1, 1, 1], [1, 1, 0]]) == 1
    )


def pairs(*listed: tuple[int, int]) -> np.ndarray[Any, Any]:
    return np.array(listed, dtype=np.int64).reshape(-1, 2)


def test_verify_holds_for_an_answer_as_it_came() -> None:
    assert verify(answer()).holds


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"pairs": pairs((0, 1), (1, 0))}, "the scores are not those of the pairs"),
        ({"pairs": pairs((0, 2), (1, 0), (2, 2))}, "pair (2, 2) is not allowed"),
        ({"pairs": pairs((0, 0), (1, 0), (2, 1))}, "mentor 0 has more mentees than seats"),
        ({"pairs": pairs((1, 0), (1, 2), (2, 1))}, "mentee 1 has more mentors than needed"),
        ({"pairs": pairs((1, 0), (0, 2), (2, 1))}, "pairs are repeated or not sorted"),
        ({"pairs": pairs((0, 2), (0, 2), (1, 0))}, "pairs are repeated or not sorted"),
        ({"pairs": pairs((0, 3))}, "a pair lies outside the table"),
        ({"pairs": pairs((-1, 0))}, "a pair lies outside the table"),
        ({"pairs": pairs((0, 2)).astype(float)}, "pairs are not two columns of integers"),
        ({"scores": np.array([1, 8, 8])}, "the scores are not those of the pairs"),
        ({"total": 19}, "the total is 18, not 19"),
        ({"bound": 19}, "the bound is 18, not 19"),
        ({"gap": 1}, "the gap is not the bound less what the answer reaches"),
        ({"unmatched": np.array([1])}, "the unmatched are not those with an unfilled need"),
        ({"mentee_prices": np.array([0, 0])}, "prices are not one whole number from 0 for each person"),
        ({"mentor_prices": np.array([-1, 0, 0])}, "prices are not one whole number from 0 for each person"),
    ],
)
def test_verify_refuses_an_altered_answer(change: dict[str, Any], reason: str) -> None:
    verdict = verify(replace(answer(), **change))

    assert (verdict.holds, verdict.reason) == (False, reason)


@given(problem=problems(), raised=st.integers(0, 7), by=st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_verify_refuses_prices_that_loosen_the_bound(problem: Small, raised: int, by: int) -> None:
    found = assign(**problem.arguments)
    prices = np.concatenate((found.mentee_prices, found.mentor_prices))
    if raised >= len(prices):
        return
    prices[raised] += by

    split = len(found.mentee_prices)
    altered = replace(found, mentee_prices=prices[:split], mentor_prices=prices[split:])

    worth = problem.scores - problem.floor - altered.mentee_prices[:, None] - altered.mentor_prices
    cost = np.dot(problem.demand, altered.mentee_prices) + np.dot(problem.capacity, altered.mentor_prices)
    bound = cost + np.maximum(worth, 0)[problem.allowed].sum() + problem.floor * sum(problem.demand)
    assert verify(altered).holds == (bound == found.bound)


@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_verify_refuses_an_answer_with_a_pair_less(problem: Small) -> None:
    found = assign(**problem.arguments)
    if not len(found.pairs) or (found.scores <= problem.floor).any():
        return

    shorter = replace(found, pairs=found.pairs[1:], scores=found.scores[1:], total=int(found.scores[1:].sum()))

    assert verify(shorter).holds is False


def test_verify_refuses_a_match_that_tells_something_else_than_its_assignment() -> None:
    people = {"id": ["a", "b"], "craft": ["law", "tax"]}
    policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 3}]})

    found = match(people, people, policy)

    assert verify(found).holds
    assert verify(replace(found, total=7.0)).reason == "the total of the match and of its assignment differ"
    assert verify(replace(found, pairs=(("a", "b"), ("b", "a")))).holds is False
    assert verify(replace(found, policy_digest="0")).holds is False


def test_verification_imports_no_solver() -> None:
    code = "import sys, matching.verification; print(*sys.modules)"

    loaded = subprocess.run([sys.executable, "-c", STUB + code], capture_output=True, text=True, check=True).stdout

    assert not {"scipy", "numba", "ortools"} & {name.partition(".")[0] for name in loaded.split()}
