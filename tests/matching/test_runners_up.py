"""What is asked about everybody at once: the next mentor, the reasons, what more seats bring, what could still be."""

from __future__ import annotations

import pytest

from matching import match
from tests.matching.test_match import POLICY, people
from tests.matching.test_what_if import found


@pytest.mark.parametrize("objective", ["best_total", "most_then_best"])
def test_runners_up_are_those_that_are_found_one_by_one(objective: str) -> None:
    one = found(3, objective)

    every = {each.mentee: (each.mentor, each.score) for each in one.runners_up()}

    alone = {mentee: one.runner_up(mentee) for mentee in one.mentee_ids}
    assert every == {mentee: (each.mentor, each.score) for mentee, each in alone.items() if each is not None}


def test_all_pairs_are_explained_as_each_of_them_is() -> None:
    one = found(4, "best_total")

    assert list(one.explained()) == [one.explain(*pair) for pair in one.pairs]


@pytest.mark.parametrize("step", ["scoring", "solving", "proving"])
def test_what_is_still_possible_is_never_less_than_the_best(step: str) -> None:
    halted = match(people(60), people(40, 1), POLICY, progress=lambda now, *_: now != step)
    best = match(people(60), people(40, 1), POLICY)

    assert halted.total <= best.total <= halted.most_possible()
    assert best.total <= best.most_possible()


def test_supply_stops_where_it_is_told_to() -> None:
    one = found(2, "most_then_best")

    assert one.supply(most=0) == ()
    assert one.supply(progress=lambda _done, _of: False) == ()
