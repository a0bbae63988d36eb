"""`stable` against all stable answers there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import InputError, Policy, assign, match, stable, verify

Lists = list[list[int]]


@st.composite
def preferences(draw: st.DrawFn) -> tuple[Lists, Lists, list[int]]:
    n_mentees, n_mentors = draw(st.integers(0, 5)), draw(st.integers(0, 4))
    own = [_some(draw, n_mentors) for _ in range(n_mentees)]
    others = [_some(draw, n_mentees) for _ in range(n_mentors)]
    return own, others, draw(st.lists(st.integers(0, 3), min_size=n_mentors, max_size=n_mentors))


def _some(draw: st.DrawFn, n: int) -> list[int]:
    return draw(st.permutations(range(n)))[: draw(st.integers(0, n))]


def stable_answers(own: Lists, others: Lists, capacity: list[int]) -> list[tuple[int, ...]]:
    """For each stable answer the mentor of each mentee, -1 for none."""
    choices = [[-1, *(j for j in wishes if i in others[j])] for i, wishes in enumerate(own)]
    return [
        answer
        for answer in product(*choices)
        if all(answer.count(j) <= seats for j, seats in enumerate(capacity))
        and not any(_blocks(own, others, capacity, answer, i, j) for i, wishes in enumerate(own) for j in wishes)
    ]


def _blocks(own: Lists, others: Lists, capacity: list[int], answer: tuple[int, ...], i: int, j: int) -> bool:
    if i not in others[j] or answer[i] == j or not capacity[j]:
        return False
    wants = answer[i] < 0 or own[i].index(j) < own[i].index(answer[i])
    held = [k for k, mentor in enumerate(answer) if mentor == j]
    room = len(held) < capacity[j] or any(others[j].index(i) < others[j].index(k) for k in held)
    return wants and room


@given(preferences())
@settings(max_examples=150, deadline=None)
def test_stable_is_the_best_of_all_stable_answers_for_every_mentee(given: tuple[Lists, Lists, list[int]]) -> None:
    own, others, capacity = given

    answer = stable(own, others, capacity=capacity)

    mentor_of = dict(answer.pairs.tolist())
    found = tuple(mentor_of.get(i, -1) for i in range(len(own)))
    every = stable_answers(own, others, capacity)
    assert found in every
    places = [[len(own[i]) if j < 0 else own[i].index(j) for i, j in enumerate(each)] for each in every]
    assert [min(column) for column in zip(*places, strict=True)] == places[every.index(found)]
    assert verify(answer).reason == "no better result exists"


def test_verify_refuses_an_unstable_answer() -> None:
    answer = stable([[0, 1], [0, 1]], [[0, 1], [0, 1]])

    altered = replace(answer, pairs=np.array([[0, 1], [1, 0]]))

    assert verify(altered).reason == "not stable: 1 pairs would rather have each other"


def test_stable_reads_tables_as_it_reads_lists() -> None:
    table = np.array([[1, 0], [0, -1], [1, -1]])

    answer = stable(table, np.array([[0, 1, 2], [2, 1, 0]]))

    assert answer.pairs.tolist() == stable([[1, 0], [0], [1]], [[0, 1, 2], [2, 1, 0]]).pairs.tolist()


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ([[0, 0]], "mentee_preferences: somebody named twice in row 0"),
        ([[2]], "mentee_preferences: a position outside the other side in row 0"),
        ([["a"]], "mentee_preferences: expected lists of positions, got <U1"),
    ],
)
def test_stable_refuses_bad_lists_by_name(own: Any, message: str) -> None:
    with pytest.raises(InputError) as refused:
        stable(own, [[0], [0]])

    assert str(refused.value) == message


def test_assign_can_be_stable_by_scores() -> None:
    answer = assign([[9, 8], [8, 1]], objective="stable")

    assert (answer.pairs.tolist(), answer.blocking_pairs) == ([[0, 0], [1, 1]], 0)
    assert assign([[9, 8], [8, 1]]).blocking_pairs == 1


def test_match_puts_wishes_before_scores_where_it_is_stable() -> None:
    policy = Policy.from_dict(
        {
            "objective": "stable",
            "criteria": [
                {"kind": "same", "column": "craft", "weight": 50},
                {"kind": "preference", "column": "wishes", "weight": 1},
            ],
        }
    )
    mentees: dict[str, list[Any]] = {"id": ["a"], "craft": ["law"], "wishes": [["y"]]}
    mentors: dict[str, list[Any]] = {"id": ["x", "y"], "craft": ["law", "tax"], "wishes": [None, None]}

    found = match(mentees, mentors, policy)

    assert (found.pairs, found.blocking_pairs) == ((("a", "y"),), 0)
    assert verify(found)
