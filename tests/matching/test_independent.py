"""Random problems against independent solvers; ``./dev drill engine`` tries thousands, with the same functions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching import OBJECTIVES, assign, verify
from tests.matching.agreement import assign_differs, match_differs, stable_differs
from tests.matching.instances import KINDS, instance
from tests.matching.invented import people

SEEDS = range(20_261_121, 20_261_121 + 2 * len(KINDS))


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_assign_agrees_with_independent_solvers(objective: str) -> None:
    differences = {seed: list(assign_differs(instance(seed), objective, {})) for seed in SEEDS}

    assert [(seed, found) for seed, found in differences.items() if found] == []


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_match_agrees_with_independent_solvers(objective: str) -> None:
    differences = {
        seed: list(match_differs(people(seed), objective, {}, again=seed % 6 == 0)) for seed in SEEDS[: len(KINDS)]
    }

    assert [(seed, found) for seed, found in differences.items() if found] == []


@pytest.mark.parametrize("seed", [20_261_250, 20_262_740])
def test_a_raised_floor_leaves_no_pair_out_that_a_locked_one_lies_below(seed: int) -> None:
    assert list(match_differs(people(seed), "raise_floor", {})) == []


def test_stable_is_the_best_of_all_stable_answers_for_every_mentee() -> None:
    differences = {seed: list(stable_differs(seed)) for seed in range(150)}

    assert [(seed, found) for seed, found in differences.items() if found] == []


@pytest.mark.parametrize(("n_mentees", "n_mentors"), [(400, 300), (350, 350)])
def test_large_tables_agree_with_the_hungarian_method(n_mentees: int, n_mentors: int) -> None:
    random = np.random.default_rng(n_mentees)
    scores = random.integers(0, 500, (n_mentees, 1)) + random.integers(0, 500, n_mentors)
    scores = scores + random.integers(0, 60, (n_mentees, n_mentors))

    answer = assign(scores)

    rows, columns = linear_sum_assignment(scores, maximize=True)
    assert (answer.total, answer.gap, bool(verify(answer))) == (int(scores[rows, columns].sum()), 0, True)
