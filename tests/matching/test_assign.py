"""`assign` against trying everything, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array, csr_array

from matching import InputError, assign, verify
from tests.matching.problems import Small, best_by_trying, key_of, problems

ONE = [[1, 2], [3, 4]]
NOT_THERE = "is not available; choose one of best_total, most_then_best, raise_floor, stable"


@pytest.mark.parametrize("objective", ["best_total", "most_then_best", "raise_floor"])
@given(problem=problems())
@settings(max_examples=120, deadline=None)
def test_assign_agrees_with_trying_everything(problem: Small, objective: str) -> None:
    answer = assign(**problem.arguments, objective=objective)

    pairs = [tuple(pair) for pair in answer.pairs.tolist()]
    assert key_of(problem, pairs, objective) == best_by_trying(problem, objective)
    assert verify(answer).reason == "no better result exists"


@given(problem=problems())
@settings(max_examples=60, deadline=None)
def test_assign_keeps_to_seats_needs_and_allowed_pairs(problem: Small) -> None:
    answer = assign(**problem.arguments)

    rows, columns = answer.pairs.T
    assert problem.allowed[rows, columns].all()
    assert (np.bincount(columns, minlength=len(problem.capacity)) <= problem.capacity).all()
    assert (np.bincount(rows, minlength=len(problem.demand)) <= problem.demand).all()
    assert len(np.unique(answer.pairs, axis=0)) == len(answer.pairs)


@given(st.integers(0, 2**32 - 1), st.integers(0, 2))
@settings(max_examples=30, deadline=None)
def test_assign_agrees_with_the_hungarian_method_on_larger_tables(seed: int, spread: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.integers(0, 10**spread + 1, (30, 25))

    answer = assign(scores)

    rows, columns = linear_sum_assignment(scores, maximize=True)
    assert (answer.total, answer.gap) == (int(scores[rows, columns].sum()), 0)


@given(problem=problems(needs=1), factor=st.integers(2**53, 2**53 + 1000))
@settings(max_examples=40, deadline=None)
def test_assign_is_exact_beyond_floating_point(problem: Small, factor: int) -> None:
    huge = problem.scores // 4 * factor + problem.scores % 4

    answer = assign(huge, capacity=problem.capacity, demand=problem.demand, allowed=problem.allowed)

    exact = Small(huge, problem.capacity, problem.demand, problem.allowed, 0)
    assert answer.total == best_by_trying(exact, "best_total")[0]
    assert answer.gap == 0


@given(problem=problems())
@settings(max_examples=40, deadline=None)
def test_assign_is_the_same_for_sparse_tables(problem: Small) -> None:
    rows, columns = np.nonzero(problem.allowed)
    stored = csr_array((problem.scores[rows, columns], (rows, columns)), shape=problem.scores.shape)

    answer = assign(stored, capacity=problem.capacity, demand=problem.demand, floor=problem.floor)

    assert answer.pairs.tolist() == assign(**problem.arguments).pairs.tolist()


def test_assign_of_floats_names_what_rounding_may_hide() -> None:
    scores = np.array([[0.1, 0.7], [0.3, 0.2]])

    answer = assign(scores)

    assert answer.total == 0.7 + 0.3
    assert 0 < answer.gap < 1e-9
    assert answer.proven
    assert verify(answer).holds


def test_assign_of_dyadic_floats_is_exact() -> None:
    answer = assign([[0.5, 0.25], [0.125, 0.75]])

    assert (answer.total, answer.gap) == (1.25, 0.0)


def test_assign_never_gives_the_same_mentor_twice() -> None:
    answer = assign([[9, 1]], capacity=[5, 5], demand=[2])

    assert answer.pairs.tolist() == [[0, 0], [0, 1]]


def test_assign_makes_pairs_that_gain_nothing_rather_than_none() -> None:
    answer = assign(np.zeros((3, 3), dtype=int))

    assert len(answer.pairs) == 3


def test_assign_leaves_pairs_below_the_floor_unmade() -> None:
    answer = assign([[4, 9], [3, 2]], floor=5)

    assert answer.pairs.tolist() == [[0, 1]]
    assert answer.unmatched.tolist() == [1]


def test_assign_takes_a_floor_for_each_mentee() -> None:
    answer = assign([[4, 9], [3, 2]], floor=[5, 0])

    assert answer.pairs.tolist() == [[0, 1], [1, 0]]


def test_assign_does_not_read_scores_outside_the_allowed_pairs() -> None:
    answer = assign([[np.nan, 1.0]], allowed=[[False, True]])

    assert answer.pairs.tolist() == [[0, 1]]


def test_assign_takes_whole_numbers_in_any_type() -> None:
    answer = assign(np.array(ONE, dtype=np.int8), capacity=np.ones(2), floor=1.0, allowed=[[1, 1], [1, 0]])

    assert (answer.pairs.tolist(), str(answer.scores.dtype), answer.total) == ([[0, 1], [1, 0]], "int64", 5)


def test_assign_stays_exact_where_the_floor_is_a_float() -> None:
    assert assign([[2**50 + 1]], floor=0.0).total == 2**50 + 1


def test_assign_adds_up_entries_of_one_pair_without_running_over() -> None:
    stored = coo_array((np.array([100, 100], dtype=np.int8), ([0, 0], [0, 0])), shape=(1, 1))

    assert assign(stored).total == 200


def test_assign_of_the_smallest_floats_there_are() -> None:
    assert assign([[5e-324, 0.0], [0.0, 5e-324]]).pairs.tolist() == [[0, 0], [1, 1]]


def test_assign_of_nothing_is_empty() -> None:
    assert assign([]).pairs.shape == (0, 2)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_assign_of_an_empty_table_is_empty(shape: tuple[int, int]) -> None:
    answer = assign(np.zeros(shape, dtype=int))

    assert answer.pairs.shape == (0, 2)
    assert (answer.total, answer.gap, verify(answer).holds) == (0, 0, True)


def test_assign_leaves_its_arguments_as_they_were() -> None:
    scores, capacity = np.array(ONE), np.array([1, 1])

    assign(scores, capacity=capacity)

    assert (scores.tolist(), capacity.tolist()) == (ONE, [1, 1])


@pytest.mark.parametrize(
    ("scores", "arguments", "message"),
    [
        ([[1.0, np.nan]], {}, "scores: not a finite number in row 0"),
        ([[np.inf], [1.0]], {}, "scores: not a finite number in row 0"),
        ([1, 2], {}, "scores: expected a table of mentees by mentors, got shape (2,)"),
        ([["a"]], {}, "scores: expected numbers that fit 64 bits, got <U1"),
        ([[2**61]], {}, f"scores: {2**61} is out of range for exact sums over 1 pairs"),
        (ONE, {"capacity": [1]}, "capacity: expected 2 numbers, got shape (1,)"),
        (ONE, {"capacity": [1, -1]}, "capacity: negative in row 1"),
        (ONE, {"capacity": [1.5, 1]}, "capacity: expected whole numbers, got float64"),
        (ONE, {"capacity": [np.nan, 1]}, "capacity: expected whole numbers, got float64"),
        (ONE, {"capacity": [[1], [1, 2]]}, "capacity: rows of different lengths"),
        (ONE, {"ceilings": 3}, "ceilings: expected pairs of mentors and ceiling, got 3"),
        (ONE, {"ceilings": np.array(3)}, "ceilings: expected pairs of mentors and ceiling, got array(3)"),
        (ONE, {"objective": np.array(["stable"])}, f"objective: array(['stable'], dtype='<U6') {NOT_THERE}"),
        (coo_array([[1.0, np.inf]]), {}, "scores: not a finite number in row 0"),
        (ONE, {"ceilings": [([[0], [0, 1]], 1)]}, "ceilings: mentors are not positions in row 0"),
        ([[1, 2], [3]], {}, "scores: rows of different lengths"),
        ([[1e308, 1]], {}, "scores: 1e+308 is out of range"),
        ([[2**61]], {"objective": "stable"}, f"scores: {2**61} is out of range for exact sums over 1 pairs"),
        (np.ma.array(ONE, mask=False), {}, "scores: a masked table; say in allowed which pairs there are"),
        (coo_array(np.array([1, 2])), {}, "scores: expected a table of mentees by mentors, got shape (2,)"),
        (ONE, {"demand": [-1, -1]}, "demand: negative in rows 0, 1"),
        (ONE, {"demand": [1, 2**40]}, "demand: out of range in row 1"),
        (ONE, {"allowed": [[True]]}, "allowed: expected shape (2, 2), got (1, 1)"),
        (ONE, {"allowed": ONE}, "allowed: expected True and False, got int64"),
        (ONE, {"floor": [1, 2, 3]}, "floor: expected 2 numbers, got shape (3,)"),
        (ONE, {"floor": np.nan}, "floor: not a finite number in rows 0, 1"),
        (ONE, {"objective": "x"}, f"objective: 'x' {NOT_THERE}"),
    ],
)
def test_assign_refuses_bad_input_by_name(scores: Any, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        assign(scores, **arguments)

    assert str(refused.value) == message
