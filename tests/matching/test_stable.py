"""`stable` against all stable answers there are."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching import InputError, Policy, assign, match, stable, verify


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
        ([0], "mentee_preferences: expected lists of positions"),
        ([np.array(0)], "mentee_preferences: expected lists of positions"),
        ([np.zeros(1, dtype="M8[D]"), [0]], "mentee_preferences: expected lists of positions"),
        (np.array(0), "mentee_preferences: expected lists of positions, got array(0)"),
        ("01", "mentee_preferences: expected lists of positions, got '01'"),
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
