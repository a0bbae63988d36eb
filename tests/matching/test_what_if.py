"""Why not, runner-up, one more seat, and what would change: all against solving anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from matching import InputError, Match, Policy, match, verify
from matching.blocking import blocking_count
from tests.matching.test_match import POLICY, people

OBJECTIVES = ["best_total", "most_then_best"]


def found(seed: int, objective: str, needs: int = 1) -> Match:
    return match(people(14, seed), people(9, seed + 1000), POLICY, objective=objective, needs=needs, floor=seed % 8)


def reached(one: Match) -> float:
    if one.objective != "best_total":
        return float(one.total)
    return float(one.total) + float(one.policy.floor) * int(
        sum(one.assignment.problem.demand.tolist()) - len(one.pairs)
    )


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("needs", [1, 2])
@pytest.mark.parametrize("seed", range(4))
def test_why_not_tells_exactly_what_locking_the_pair_would_cost(seed: int, needs: int, objective: str) -> None:
    one = found(seed, objective, needs)
    for mentee, mentor in zip(one.mentee_ids, one.mentor_ids * 2, strict=False):
        why = one.why_not(mentee, mentor)
        if why.loss is None:
            continue
        locked = match(people(14, seed), people(9, seed + 1000), one.policy, locked=[(mentee, mentor)])
        assert why.pairs_lost == len(one.pairs) - len(locked.pairs) or objective == "best_total"
        assert why.loss == reached(one) - reached(locked)
        assert mentor in why.moves[0].after


@pytest.mark.parametrize("objective", OBJECTIVES)
@pytest.mark.parametrize("seed", range(4))
def test_a_change_is_what_matching_anew_gives(seed: int, objective: str) -> None:
    one = found(seed, objective)
    pair = next(
        (mentee, mentor)
        for mentee in one.mentee_ids
        for mentor in one.mentor_ids
        if one.why_not(mentee, mentor).loss is not None
    )

    other, diff = one.with_changes(locked=[pair], forbidden=[one.pairs[-1]] if one.pairs[-1] != pair else [])

    forbidden = [one.pairs[-1]] if one.pairs[-1] != pair else []
    anew = match(people(14, seed), people(9, seed + 1000), one.policy, locked=[pair], forbidden=forbidden)
    assert (other.total, len(other.pairs), other.gap) == (anew.total, len(anew.pairs), 0)
    assert (other.input_digest, diff.total) == (anew.input_digest, anew.total - one.total)
    assert verify(other).reason == "no better result exists"


@pytest.mark.parametrize("seed", range(4))
def test_seat_value_is_what_another_seat_adds(seed: int) -> None:
    one = found(seed, "best_total")
    mentor = one.mentor_ids[seed]
    more = people(9, seed + 1000)
    more["seats"] = [seats + (name == mentor) for seats, name in zip(more["seats"], more["id"], strict=True)]

    value = one.seat_value(mentor)

    assert value == reached(match(people(14, seed), more, one.policy)) - reached(one)


def test_runner_up_is_somebody_else_who_is_allowed() -> None:
    one = found(1, "best_total")
    mentee = one.pairs[0][0]

    other = one.runner_up(mentee)

    assert other is not None
    assert (mentee, other.mentor) not in one.pairs
    assert other.rules == ()


def test_people_come_and_go() -> None:
    one = found(2, "most_then_best")
    mentor = {"id": "new", "craft": "law", "level": 3, "team": "z", "seats": 5}

    more, diff = one.with_changes(add={"mentors": [mentor]})
    less, _ = one.with_changes(remove=[one.pairs[0][1]])

    assert len(diff.newly_placed) == len(more.pairs) - len(one.pairs) > 0
    assert one.pairs[0][1] not in less.mentor_ids
    assert (verify(more).holds, verify(less).holds) == (True, True)


def test_supply_tells_what_more_mentors_for_a_skill_would_place() -> None:
    policy = Policy.from_dict(
        {
            "objective": "most_then_best",
            "criteria": [{"kind": "coverage", "column": "skills", "weight": 4}],
            "rules": [{"kind": "covers", "column": "skills"}],
        }
    )
    mentees: dict[str, list[Any]] = {"id": list("abcd"), "skills": [{"tax": 2}, {"tax": 2}, {"tax": 2}, {"law": 1}]}
    mentors: dict[str, list[Any]] = {"id": ["x", "y"], "skills": [{"tax": 3}, {"law": 2}]}

    supply = match(mentees, mentors, policy).supply(added=3)

    entry = supply[0]
    assert (entry.skill, entry.wanted, entry.unplaced, entry.offered, entry.placed) == ("tax", 3, 2, 1, 2)


def test_with_changes_refuses_what_it_does_not_know() -> None:
    one = found(1, "best_total")

    with pytest.raises(InputError, match="with_changes: unknown argument 'sets'"):
        one.with_changes(sets=3)
    with pytest.raises(InputError, match="remove: there is nobody with id 'x' among the mentees"):
        one.with_changes(remove={"mentees": ["x"]})
    with pytest.raises(InputError, match="seats: there is nobody with id 'x'"):
        one.with_changes(seats={"x": 1})


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"locked": 3}, "locked: expected pairs of ids, got 3"),
        ({"forbidden": [("a", ([],))]}, "forbidden: expected pairs of a mentee's and a mentor's id in row 1"),
        ({"policy": "onboarding"}, "policy: expected a Policy, got 'onboarding'"),
        ({"remove": 3}, "remove: expected ids, got 3"),
        ({"remove": [[]]}, "remove: there is nobody with id []"),
        ({"remove": {"mentors": ["e1"]}}, "remove: there is nobody with id 'e1' among the mentors"),
        ({"remove": {"people": []}}, "remove: expected mentees or mentors, got 'people'"),
        ({"remove": {"mentees": "e1"}}, "remove, mentees: expected a list, got 'e1'"),
        ({"add": [{"id": "x"}]}, "add: expected lists by side, mentees or mentors, got [{'id': 'x'}]"),
        ({"add": {"mentors": [{"id": "x"}, "y"]}}, "add, mentors: expected cells by column in row 2"),
        ({"objective": np.array(["stable", "stable"])}, "objective: array("),
    ],
)
def test_with_changes_refuses_bad_input_by_name(changes: dict[str, Any], message: str) -> None:
    table = {"id": ["e1", "e2"]}
    one = match(table, {"id": ["o1"]}, Policy())

    with pytest.raises(InputError) as refused:
        one.with_changes(**changes)

    assert str(refused.value).startswith(message)


def test_halting_gives_what_there_is_with_bound_and_gap() -> None:
    def stop_at(step: str) -> Match:
        return match(people(60), people(40, 1), POLICY, progress=lambda now, *_: now != step)

    early, late = stop_at("scoring"), stop_at("proving")

    best = match(people(60), people(40, 1), POLICY)
    assert (early.pairs, early.proven) == ((), False)
    assert early.bound >= best.total
    assert late.total <= best.total <= late.bound
    assert np.isclose(late.gap, late.bound - late.total)
    assert verify(early).reason.startswith("not proven")


@pytest.mark.parametrize("seed", range(2))
def test_pairs_that_would_rather_swap_are_counted_alike_by_candidates_and_one_by_one(seed: int) -> None:
    answer = match(people(600, seed), people(400, seed + 1000), POLICY, floor=seed).assignment

    assert answer.blocking_pairs == blocking_count(answer.problem, answer.pairs)
