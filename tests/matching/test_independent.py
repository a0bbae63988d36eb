"""Thousands of random problems against independent solvers; the seeds are in every message.

``ITHACA_INSTANCES=2000`` runs as many as the issue asks for; the usual run takes a sample.
"""

from __future__ import annotations

import os

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching import assign, verify
from tests.matching.random_problems import best_by_flow, best_by_simplex, nested, problem

INSTANCES = int(os.environ.get("ITHACA_INSTANCES", "150"))
SEEDS = range(20_261_121, 20_261_121 + INSTANCES)
MOST = 2**44


@pytest.mark.timeout(1200)
def test_best_total_agrees_with_min_cost_flow() -> None:
    wrong = []
    for seed in SEEDS:
        given = problem(seed)
        answer = assign(**given)
        reached = answer.total + given["floor"] * int(given["demand"].sum() - len(answer.pairs))
        best = best_by_flow(given, -given["floor"]) + given["floor"] * int(given["demand"].sum())
        if (reached, answer.gap, bool(verify(answer))) != (best, 0, True):
            wrong.append(seed)

    print(f"seeds {SEEDS.start} to {SEEDS.stop - 1}")
    assert wrong == []


@pytest.mark.timeout(1200)
def test_most_then_best_agrees_with_min_cost_flow() -> None:
    wrong = []
    for seed in SEEDS:
        given = problem(seed)
        given["scores"] %= 1000
        answer = assign(**given, objective="most_then_best")
        pairs, total = divmod(best_by_flow(given, MOST), MOST)
        if (len(answer.pairs), answer.total, answer.gap, bool(verify(answer))) != (pairs, total, 0, True):
            wrong.append(seed)

    print(f"seeds {SEEDS.start} to {SEEDS.stop - 1}")
    assert wrong == []


@pytest.mark.timeout(1200)
def test_raise_floor_agrees_with_min_cost_flow_on_every_floor() -> None:
    wrong = []
    for seed in SEEDS[: INSTANCES // 2]:
        given = problem(seed)
        given["scores"] %= 12
        answer = assign(**given, objective="raise_floor")
        best = (0, 0, 0)
        for floor in range(12):
            part = given | {"allowed": given["allowed"] & (given["scores"] >= floor)}
            pairs, total = divmod(best_by_flow(part, MOST), MOST)
            best = max(best, (pairs, floor, total)) if pairs else best
        lowest = int(answer.scores.min()) if len(answer.pairs) else 0
        found = len(answer.pairs), lowest, answer.total
        if (found[0], found[2]) != (best[0], best[2]) or lowest < best[1] or not verify(answer):
            wrong.append(seed)

    print(f"seeds {SEEDS.start} to {SEEDS.stop - 1}")
    assert wrong == []


@pytest.mark.timeout(1200)
def test_ceilings_agree_with_the_simplex_method() -> None:
    wrong = []
    for seed in SEEDS[: INSTANCES // 2]:
        given = problem(seed)
        given["scores"] %= 1000
        ceilings = nested(np.random.default_rng(seed), list(range(len(given["capacity"]))))
        answer = assign(**given, ceilings=ceilings)
        worth = answer.total - given["floor"] * len(answer.pairs)
        if (worth, answer.gap, bool(verify(answer))) != (best_by_simplex(given, ceilings), 0, True):
            wrong.append(seed)

    print(f"seeds {SEEDS.start} to {SEEDS.stop - 1}")
    assert wrong == []


@pytest.mark.parametrize(("n_mentees", "n_mentors"), [(400, 300), (300, 400), (350, 350)])
def test_large_tables_agree_with_the_hungarian_method(n_mentees: int, n_mentors: int) -> None:
    random = np.random.default_rng(n_mentees)
    scores = random.integers(0, 500, (n_mentees, 1)) + random.integers(0, 500, n_mentors)
    scores = scores + random.integers(0, 60, (n_mentees, n_mentors))

    answer = assign(scores)

    rows, columns = linear_sum_assignment(scores, maximize=True)
    assert (answer.total, answer.gap, bool(verify(answer))) == (int(scores[rows, columns].sum()), 0, True)
