"""What a proof adds up, against the same sums pair by pair."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching.problem import Problem
from matching.proofs import LOWEST, dual_bound, exact_sum, pair_bonus, reached, standing
from tests.matching.test_blocking import drawn, table_of

OBJECTIVES = ["best_total", "most_then_best"]


def asked(seed: int, objective: str) -> tuple[Problem, Any, Any]:
    """A problem with locked and kept pairs, pairs that are made, and any prices."""
    problem, pairs = drawn(seed, objective, is_ranked=False)
    random = np.random.default_rng(seed)
    allowed = np.argwhere(table_of(problem)[1])
    kept = allowed[random.random(len(allowed)) < 0.4]
    prices = tuple(random.integers(0, 4, size) for size in (*problem.shape, len(problem.ceilings)))
    return replace(problem, kept=kept, keep_bonus=int(random.integers(1, 5))), pairs, prices


def bonus_of(problem: Problem, pair: tuple[int, int], score: int) -> int:
    is_kept = list(pair) in problem.kept.tolist() and (not problem.uses_floor or score >= problem.floor[pair[0]])
    return problem.keep_bonus if is_kept else 0


@pytest.mark.parametrize("least", [LOWEST, 0, 2])
@pytest.mark.parametrize("objective", OBJECTIVES)
def test_the_bound_is_the_sum_over_all_free_pairs(monkeypatch: pytest.MonkeyPatch, objective: str, least: int) -> None:
    monkeypatch.setattr("matching.proofs.BLOCK_CELLS", 3)
    for seed in range(40):
        problem, _, prices = asked(seed, objective)
        scores, allowed = table_of(problem)
        locked = set(map(tuple, problem.locked.tolist()))
        inside = [sum(pair[1] in each.members for pair in locked) for each in problem.ceilings]
        expected = sum(
            (each.most - held) * int(price)
            for each, held, price in zip(problem.ceilings, inside, prices[2], strict=True)
        )
        for side, counts in enumerate((problem.demand, problem.capacity)):
            used = [sum(pair[side] == at for pair in locked) for at in range(len(counts))]
            expected += int(((counts - used) * prices[side]).sum())
        for pair in {(row, column) for row, column in np.argwhere(allowed & (scores >= least)).tolist()} - locked:
            paid = prices[1][pair[1]] + sum(
                int(price) for each, price in zip(problem.ceilings, prices[2], strict=True) if pair[1] in each.members
            )
            worth = scores[pair] + bonus_of(problem, pair, scores[pair]) - problem.floor[pair[0]] + pair_bonus(problem)
            expected += max(0, int(worth - prices[0][pair[0]] - paid))

        assert dual_bound(problem, prices, least=least) == expected, seed


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_what_an_answer_reaches_and_what_its_bound_lacks(objective: str) -> None:
    for seed in range(40):
        problem, pairs, _ = asked(seed, objective)
        scores, _ = table_of(problem)
        made, locked = ([tuple(each) for each in some.tolist()] for some in (pairs, problem.locked))
        free = [pair for pair in made if pair not in locked]
        open_needs = [
            need - sum(pair[0] == row for pair in some)
            for some in (made, locked)
            for row, need in enumerate(problem.demand.tolist())
        ]
        floors = np.array(open_needs).reshape(2, -1) @ problem.floor
        total = sum(int(scores[pair]) for pair in made)
        lacks = sum(int(scores[pair]) for pair in locked) + floors[1] - len(free) * pair_bonus(problem)

        assert reached(problem, pairs) == total + (floors[0] if problem.uses_floor else 0), seed
        assert standing(problem, pairs) == lacks - sum(bonus_of(problem, pair, scores[pair]) for pair in free), seed


def test_a_pair_more_outweighs_any_total() -> None:
    for seed in range(40):
        problem, _, _ = asked(seed, "most_then_best")
        scores, allowed = table_of(problem)
        if allowed.any():
            low, high = int(scores[allowed].min()), int(scores[allowed].max())
            most = problem.at_most()

            assert pair_bonus(problem) + low > 0
            assert pair_bonus(problem) == (high - low + problem.keep_bonus) * (most + 1) + max(0, -low) + 1, seed


@pytest.mark.parametrize("numbers", [[1, 2**33 + 5, -7], [2**62] * 5, [-(2**62)] * 5, []])
def test_sums_are_exact_beyond_64_bits(numbers: list[int]) -> None:
    assert exact_sum(np.array(numbers, dtype=np.int64)) == sum(numbers)
