"""The search: short lists of candidates, what prices call for, and what there is when it is stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from matching import InputError, assign, match, verify
from matching.assignment import answer_of, best, search_for
from matching.candidates import FEWEST, Halt
from matching.framing import frame
from matching.problem import Problem
from tests.matching.agreement import assign_differs, match_differs
from tests.matching.instances import instance
from tests.matching.invented import people


def contested(seed: int = 0, n_mentees: int = 90, n_mentors: int = 120) -> Problem:
    """All want the same mentors first, so that the candidates that each begins with are too few."""
    random = np.random.default_rng(seed)
    scores = random.integers(0, 4, (n_mentees, n_mentors)) + np.sort(random.integers(0, 900, n_mentors))
    return frame(scores, capacity=random.integers(0, 2, n_mentors), demand=1)


def table_of(problem: Problem) -> Any:
    rows, columns = problem.shape
    return problem.source.block(np.arange(rows), np.arange(columns))


def hungarian(problem: Problem) -> int:
    seats = np.flatnonzero(problem.capacity)
    table = table_of(problem)[:, seats]
    found = linear_sum_assignment(table, maximize=True)
    return int(table[found].sum())


@pytest.mark.parametrize("objective", ["best_total", "most_then_best", "raise_floor"])
@pytest.mark.parametrize("seed", [18, 37, 56])
def test_short_lists_lead_to_the_best_of_all_pairs(seed: int, objective: str) -> None:
    assert list(assign_differs(instance(seed, "wide"), objective, {})) == []


@pytest.mark.parametrize("objective", ["best_total", "most_then_best", "raise_floor"])
@pytest.mark.parametrize("seed", [18, 37])
def test_short_lists_keep_locked_and_kept_pairs(seed: int, objective: str) -> None:
    assert instance(seed).kind == "wide"
    assert list(match_differs(people(seed), objective, {})) == []


@pytest.mark.parametrize("seed", range(3))
def test_search_adds_what_prices_call_for_and_looks_at_little_twice(seed: int) -> None:
    problem = contested(seed)
    search = search_for(problem)
    first = len(search.candidates.columns)

    answer = answer_of(search)

    pairs = problem.shape[0] * problem.shape[1]
    assert (answer.total, answer.gap, verify(answer).holds) == (hungarian(problem), 0, True)
    assert first == problem.shape[0] * (FEWEST + 3)
    assert len(search.candidates.columns) > first
    assert 2 <= search.rounds <= 12
    assert pairs < answer.pairs_checked < 4 * pairs
    assert answer.rounds == search.rounds


def test_no_pair_is_a_candidate_twice() -> None:
    search = search_for(contested())

    answer_of(search)

    keys = search.candidates.rows * 1000 + search.candidates.columns
    assert len(np.unique(keys)) == len(keys)
    assert (np.diff(search.candidates.rows) >= 0).all()


def test_search_tells_how_far_it_is() -> None:
    heard: list[tuple[str, int, int]] = []

    best(contested(), lambda *step: heard.append(step))

    assert heard[0] == ("scoring", 1, 1)
    assert heard[1] == ("solving", 1, 2)
    assert heard[-1] == ("proving", 1, 1)
    assert [step for step in heard if step[0] == "solving"] == [
        ("solving", at, at + 1) for at in range(1, len([step for step in heard if step[0] == "solving"]) + 1)
    ]
    assert all(0 <= done <= total for _, done, total in heard)


@pytest.mark.parametrize("objective", ["best_total", "most_then_best", "raise_floor"])
def test_wherever_it_is_stopped_what_there_is_lies_within_the_bound(objective: str) -> None:
    problem = replace(contested(n_mentees=60, n_mentors=80), objective=objective)
    whole, steps = best(problem), 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    best(problem, count)
    for last in range(steps):
        stopped = best(problem, stop_after(last))
        assert stopped.total <= whole.total <= stopped.bound or objective != "best_total"
        assert stopped.proven == verify(stopped).holds
        assert len(stopped.pairs) <= len(whole.pairs)


def stop_after(steps: int) -> Any:
    left = [steps]

    def hear(*_: object) -> None:
        if not left[0]:
            raise Halt
        left[0] -= 1

    return hear


def test_nothing_yet_is_bounded_by_the_best_score_of_each() -> None:
    problem = contested()

    nothing = best(problem, stop_after(0))

    high = int(table_of(problem).max())
    assert (len(nothing.pairs), nothing.proven) == (0, False)
    assert nothing.bound == problem.shape[0] * high


def test_scores_at_the_edge_of_what_is_exact() -> None:
    edge = 2**55
    wide = np.array([[edge, -edge] * 20, [edge - 1, edge] * 20])

    answer = assign(wide, objective="best_total")

    assert (answer.total, answer.gap, verify(answer).holds) == (2 * edge, 0, True)
    with pytest.raises(InputError, match="out of range for exact sums"):
        assign(wide * 64)


def test_a_warm_search_begins_where_the_last_one_ended() -> None:
    them = people(18)
    found = match(them.mentees, them.mentors, them.policy)

    again, diff = found.with_changes()

    assert (again.pairs, again.total, diff.moved, again.rounds) == (found.pairs, found.total, (), 1)
