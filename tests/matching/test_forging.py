"""What is built to look like an answer: arrays that compare as they like, and steps that hide a difference."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from matching import Assignment, Policy, assign, match, verify

ROUNDED = "scores are rounded by more than a step"
WHOLE = "whole scores are not counted as they are"
NO_PRICES = "prices are not one whole number from 0 for each person"


class Agreeable(np.ndarray[Any, Any]):
    """Never negative, whatever it holds."""

    def __lt__(self, other: Any) -> Any:
        return np.zeros(self.shape, dtype=bool)


def in_steps(answer: Assignment, **steps: Any) -> Assignment:
    """The same about a problem with other steps, the bound and the gap as they would follow."""
    problem: Any = replace(answer.problem, **steps)
    bound = round((answer.bound - answer.problem.rounding) / answer.problem.unit) * problem.unit
    return replace(answer, problem=problem, bound=bound + problem.rounding, gap=problem.rounding)


@pytest.mark.parametrize("steps", [{"rounding": 1}, {"rounding": -1}, {"unit": 2}])
def test_a_bound_of_whole_scores_is_not_loosened_by_rounding(steps: dict[str, int]) -> None:
    answer = assign([[9, 8], [8, 1]])

    assert verify(in_steps(answer)).holds
    assert verify(in_steps(answer, **steps)).reason == WHOLE


@pytest.mark.parametrize(
    "steps", [{"rounding": 1.0}, {"rounding": -1e-9}, {"rounding": np.nan}, {"unit": 0.0}, {"unit": -1.0}]
)
def test_a_bound_is_loosened_by_no_more_than_half_a_step_each_way(steps: dict[str, float]) -> None:
    answer = assign([[0.1, 0.7], [0.3, 0.2]])

    assert verify(answer).holds
    assert verify(in_steps(answer, **steps)).reason == ROUNDED


def test_rounding_up_to_a_step_is_what_rounding_may_do() -> None:
    answer = assign([[0.1, 0.7], [0.3, 0.2]], demand=[2, 1])
    most = answer.problem.unit * (2 + 3)

    assert verify(in_steps(answer, rounding=most)).holds
    assert verify(in_steps(answer, rounding=0)).holds
    assert verify(in_steps(answer, rounding=np.nextafter(most, 1))).reason == ROUNDED


def test_arrays_that_compare_as_they_like_are_none() -> None:
    answer = assign([[9, 8], [8, 1]])
    lower = (answer.mentee_prices - 9).view(Agreeable)

    assert verify(replace(answer, mentee_prices=lower)).reason == NO_PRICES
    assert verify(replace(answer, mentor_prices=np.ma.array(answer.mentor_prices))).reason == NO_PRICES
    masked = np.ma.array(answer.pairs, mask=[[True, True], [False, False]])
    assert verify(replace(answer, pairs=masked)).reason == "pairs are not two columns of integers"


def test_a_locked_pair_that_is_missing_is_said() -> None:
    answer = assign([[9, 8], [8, 1]])
    locked = replace(answer.problem, locked=np.array([[0, 0]]))

    assert verify(replace(answer, problem=locked)).reason == "a locked pair is missing"


def test_a_cover_is_loosened_by_dearer_places_under_a_ceiling() -> None:
    answer = assign([[5, 3], [4, 2]], objective="raise_floor", ceilings=[([0, 1], 1)])
    mentees, mentors, ceilings = answer.covers[0]

    loose = replace(answer, covers=((mentees, mentors, ceilings + 1), answer.covers[1]))

    assert verify(answer).holds
    assert verify(loose).reason == "there may be answers with more pairs"


def test_a_cover_counts_the_pairs_beside_those_that_are_locked() -> None:
    table = {"id": ["a", "b", "c"], "craft": ["law", "tax", "law"]}
    policy = Policy.from_dict({"criteria": [{"kind": "same", "column": "craft", "weight": 4}]})
    answer = match(table, table, policy, objective="raise_floor", locked=[("a", "b")]).assignment
    mentees, mentors, ceilings = answer.covers[0]

    loose = replace(
        answer, covers=((np.where(np.arange(3) == 1, mentees + 1, mentees), mentors, ceilings), answer.covers[1])
    )

    assert verify(answer).holds
    assert verify(loose).reason == "there may be answers with more pairs"
