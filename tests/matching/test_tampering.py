"""`verify` refuses whatever is infeasible, adds up to something else, or proves less than it says."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import OBJECTIVES, Assignment, InputError, Match, Policy, assign, stable, verify
from tests.matching.instances import Instance, instance
from tests.matching.invented import people
from tests.matching.solvers import Task, expected

HUGE = 2**61
CHANGES_BY = st.sampled_from([-HUGE, -2, -1, 1, 2, 7, HUGE // 2])


def prices_of(answer: Assignment) -> list[Any]:
    return [answer.mentee_prices, answer.mentor_prices, answer.ceiling_prices]


def bound_by_hand(given: Instance, prices: list[Any]) -> int:
    """The formula of the contract, in Python's own numbers."""
    own, others, groups = (side.tolist() for side in prices)
    floor = np.broadcast_to(given.floor, given.demand.shape).tolist()
    total = sum((need * (price + least)) for need, price, least in zip(given.demand.tolist(), own, floor, strict=True))
    total += sum(seats * price for seats, price in zip(given.capacity.tolist(), others, strict=True))
    total += sum(most * price for (_, most), price in zip(given.ceilings, groups, strict=True))
    for row, column in np.argwhere(given.allowed).tolist():
        paid = sum(price for (members, _), price in zip(given.ceilings, groups, strict=True) if column in members)
        total += max(0, int(given.scores[row, column]) - floor[row] - own[row] - others[column] - paid)
    return int(total)


def small(objective: str = "best_total", **more: Any) -> Assignment:
    return assign([[9, 8, 1], [8, 1, 1], [2, 7, 5]], demand=[2, 1, 1], capacity=1, objective=objective, **more)


NO_NUMBERS: list[Any] = [None, "18", [18], np.array([18]), 18j, float("nan"), float("inf")]
NO_PAIRS: list[Any] = [None, [[0, 1]], np.zeros((3, 3), dtype=np.int64), np.zeros(2, dtype=np.int64), "pairs"]
NO_PRICES: list[Any] = [None, [0, 0, 0], np.zeros(3), np.zeros(2, dtype=np.int64), np.zeros((3, 1), dtype=np.int64)]
NO_PRICES += [np.full(3, HUGE + 1), np.full(3, np.nan), np.array([0, 0, -1]), np.zeros(3, dtype=np.int32), 0]
CHANGES: list[tuple[str, Any]] = [
    *(("pairs", each) for each in NO_PAIRS),
    *(("pairs", small().pairs.astype(kind)) for kind in (np.int32, np.uint64, np.float64, object)),
    ("pairs", np.add(small().pairs, [3, 0])),
    ("pairs", np.add(small().pairs, [0, 3])),
    ("pairs", np.subtract(small().pairs, [0, 3])),
    ("pairs", small().pairs[::-1]),
    ("pairs", small().pairs[[0, 0, 1, 2]]),
    *((name, each) for name in ("mentee_prices", "mentor_prices", "ceiling_prices") for each in NO_PRICES),
    *((name, each) for name in ("total", "bound", "gap", "blocking_pairs") for each in NO_NUMBERS),
    *((name, value) for name in ("total", "bound", "gap", "blocking_pairs") for value in (-1, 2**70)),
    ("scores", None),
    ("scores", small().scores[:2]),
    ("scores", small().scores + 1),
    ("unmatched", None),
    ("unmatched", np.array([2])),
    ("reasons", ()),
    ("reasons", None),
    ("reasons", ("below_floor",)),
    ("problem", None),
]


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_whatever_stands_in_an_answer_is_refused_and_never_an_error(objective: str) -> None:
    answer = small(objective)

    held = [(name, value) for name, value in CHANGES if verify(replace(answer, **{name: value}))]

    assert verify(answer).holds
    assert held == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, "no better result exists"),
        ({"pairs": np.array([[1, 0], [2, 1], [2, 2]])}, "mentee 2 has more mentors than needed"),
        ({"pairs": np.array([[0, 0], [1, 1], [2, 1]])}, "mentor 1 has more mentees than seats"),
        ({"mentee_prices": np.full(3, HUGE + 1)}, "prices are out of range"),
        ({"mentor_prices": np.full(3, -1)}, "prices are not one whole number from 0 for each person"),
        ({"mentor_prices": np.zeros(3)}, "prices are not one whole number from 0 for each person"),
        ({"blocking_pairs": 9}, "there are 0 blocking pairs, not 9"),
        ({"mentee_prices": small().mentee_prices + 1}, "not proven: up to 2 more may exist"),
        ({"reasons": ("below_floor",)}, "the reasons are not those of the unmatched"),
        ({"total": None}, "total, bound, gap and blocking pairs are not one number each"),
        ({"problem": None}, "not in the form of an answer: 'NoneType' object has no attribute 'source'"),
    ],
)
def test_the_first_fault_is_named(change: dict[str, Any], reason: str) -> None:
    assert verify(replace(small(), **change)).reason == reason


@pytest.mark.parametrize("covers", [(), None, ((),), "covers", ((1, 2, 3), (1, 2, 3))])
def test_a_raised_floor_wants_two_covers(covers: Any) -> None:
    assert verify(replace(small("raise_floor"), covers=covers)).holds is False


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("side", [0, 1])
def test_a_raised_floor_is_refused_where_a_cover_shows_too_little(which: int, side: int) -> None:
    answer = assign([[5, 3, 1], [4, 2, 2]], objective="raise_floor", capacity=[1, 1, 1])
    covers = [list(cover) for cover in answer.covers]
    loose = replace(answer, covers=with_cover(covers, which, side, covers[which][side] + 1))
    none = replace(answer, covers=with_cover(covers, which, 2, None))
    empty = replace(answer, covers=with_cover(covers, which, None, [np.zeros_like(part) for part in covers[which]]))

    assert verify(answer).holds
    assert [verify(each).holds for each in (loose, none, empty)] == [False] * 3


def with_cover(covers: list[Any], which: int, side: int | None, value: Any) -> Any:
    changed = [list(cover) for cover in covers]
    if side is None:
        changed[which] = value
    else:
        changed[which][side] = value
    return tuple(tuple(cover) for cover in changed)


def test_prices_that_run_over_show_nothing() -> None:
    """Eight times 2**61 is nothing in 64 bits: such a cover would show that no answer has any pair."""
    answer = assign(np.arange(64).reshape(8, 8), objective="raise_floor")
    huge = np.full(8, HUGE), np.zeros(8, dtype=np.int64), np.zeros(0, dtype=np.int64)

    forged = replace(answer, covers=(huge, huge))

    assert verify(forged).reason == "there may be answers with more pairs"


def test_prices_under_many_groups_do_not_run_over() -> None:
    groups = [(list(range(size)), 9) for size in (1, 2, 3, 4)]
    answer = assign(np.ones((4, 4), dtype=np.int64), ceilings=groups)

    forged = replace(answer, ceiling_prices=np.full(4, HUGE), mentor_prices=np.full(4, HUGE))

    assert verify(forged).holds is False


@pytest.mark.parametrize("answer", [None, 3, "answer", {"pairs": []}])
def test_what_is_no_answer_is_bad_input(answer: Any) -> None:
    with pytest.raises(InputError, match="verify: expected an Assignment or a Match, got"):
        verify(answer)


def test_a_float_total_holds_within_what_rounding_hides_and_not_beyond() -> None:
    answer = assign([[0.1, 0.7], [0.3, 0.2]])

    assert verify(answer).holds
    assert verify(replace(answer, total=answer.total + 1e-15)).holds is False
    assert verify(replace(answer, bound=answer.bound - 1e-15)).holds is False


@pytest.fixture(scope="module")
def found() -> Match:
    return people(20_261_124).match("most_then_best")


def changes_of(found: Match) -> list[tuple[str, Any]]:
    told = tuple(replace(each, reason="no_mentors") for each in found.unmatched)
    return [
        ("pairs", found.pairs[1:]),
        ("pairs", list(found.pairs)),
        ("scores", found.scores + 1),
        ("total", found.total + 1),
        ("bound", found.bound + 1),
        ("gap", 1.0),
        ("mentee_prices", found.mentee_prices + 1),
        ("mentor_prices", found.mentor_prices + 1),
        ("unmatched", found.unmatched[1:]),
        ("unmatched", told),
        ("mentee_ids", found.mentee_ids[::-1]),
        ("mentor_ids", found.mentor_ids[::-1]),
        ("policy", replace(found.policy, floor=found.policy.floor + 1)),
        ("policy_digest", "0"),
        ("input_digest", "0"),
        ("salt", found.salt + 1),
        ("assignment", None),
        ("question", None),
        ("assignment", replace(found.assignment, total=0)),
    ]


def test_whatever_is_altered_in_a_match_is_refused(found: Match) -> None:
    held = [name for name, value in changes_of(found) if not is_refused(replace(found, **{name: value}))]

    assert len(found.unmatched) > 1
    assert verify(found).holds
    assert held == []


def is_refused(altered: Match) -> bool:
    try:
        return not verify(altered)
    except InputError:
        return True


def test_another_policy_with_its_own_digest_is_refused(found: Match) -> None:
    other = Policy.from_dict(found.policy.to_dict() | {"name": "another"})

    assert verify(replace(found, policy=other, policy_digest=other.digest)).holds is False


def test_a_problem_that_was_not_asked_is_refused(found: Match) -> None:
    problem = found.assignment.problem
    more = replace(problem, capacity=problem.capacity + (problem.capacity == 0))

    assert verify(replace(found, assignment=replace(found.assignment, problem=more))).holds is False


def test_an_unstable_answer_is_refused_by_scores_by_wishes_and_as_bare_preferences() -> None:
    by_score = assign([[9, 8], [8, 1]], objective="stable")
    best = assign([[9, 8], [8, 1]])
    bare = stable([[0, 1], [0, 1]], [[0, 1], [0, 1]])

    swapped = replace(best, problem=by_score.problem, bound=16, gap=0, blocking_pairs=0, covers=())
    crossed = replace(bare, pairs=np.array([[0, 1], [1, 0]]))

    assert verify(swapped).reason == "not stable: 1 pairs would rather have each other"
    assert verify(crossed).reason == "not stable: 1 pairs would rather have each other"
    assert verify(replace(by_score, bound=11)).reason == "a stable answer has no bound but its total"
    assert verify(replace(by_score, gap=1)).reason == "a stable answer has no bound but its total"
    assert verify(replace(bare, reasons=("no_seat_left",))).reason == "the reasons are not those of the unmatched"


@given(seed=st.integers(0, 5000), side=st.integers(0, 2), at=st.integers(0, 30), by=CHANGES_BY)
@settings(max_examples=120, deadline=None)
def test_altered_prices_hold_only_where_they_prove_the_same(seed: int, side: int, at: int, by: int) -> None:
    problem = instance(seed, None if seed % 2 else "ceilings")
    answer = assign(**problem.arguments)
    prices = [each.copy() for each in prices_of(answer)]
    if at >= len(prices[side]):
        return
    prices[side][at] += by

    altered = replace(answer, mentee_prices=prices[0], mentor_prices=prices[1], ceiling_prices=prices[2])

    honest = int(prices[side][at]) >= 0 and bound_by_hand(problem, prices) == answer.bound
    assert verify(altered).holds == honest


@given(seed=st.integers(0, 5000), objective=st.sampled_from(OBJECTIVES[:3]), chance=st.integers(0, 2**32))
@settings(max_examples=120, deadline=None)
def test_other_pairs_hold_only_where_they_are_possible_and_as_good(seed: int, objective: str, chance: int) -> None:
    problem = instance(seed, "tiny" if seed % 2 else None)
    answer = assign(**problem.arguments, objective=objective)
    random = np.random.default_rng(chance)
    every = np.argwhere(problem.allowed | (random.random(problem.allowed.shape) < 0.1))
    pairs = every[random.random(len(every)) < 0.4] if chance % 2 else one_changed(answer.pairs, every, random)

    altered = with_pairs(answer, problem, pairs)

    assert not verify(altered) or is_best(problem, objective, altered)


def one_changed(pairs: Any, every: Any, random: np.random.Generator) -> Any:
    """The same pairs with one more, or one in the place of another."""
    kept = pairs if random.random() < 0.3 else pairs[random.permutation(len(pairs))[1:]]
    more = every[random.permutation(len(every))[:1]]
    return np.unique(np.concatenate((kept, more)), axis=0).astype(np.int64)


def with_pairs(answer: Assignment, problem: Instance, pairs: Any) -> Assignment:
    """An answer whose other figures follow from other pairs."""
    scores = problem.scores[pairs[:, 0], pairs[:, 1]]
    unfilled = problem.demand - np.bincount(pairs[:, 0], minlength=len(problem.demand))
    floors = int((unfilled * problem.floor).sum()) if answer.objective == "best_total" else 0
    rows = np.flatnonzero(unfilled > 0)
    told = dict(zip(answer.unmatched.tolist(), answer.reasons, strict=True))
    total = int(scores.sum())
    reasons = tuple(told.get(row, "no_seat_left") for row in rows.tolist())
    gap = answer.bound - total - floors
    return replace(answer, pairs=pairs, scores=scores, total=total, gap=gap, unmatched=rows, reasons=reasons)


def is_best(problem: Instance, objective: str, answer: Assignment) -> bool:
    """Whether the pairs are possible and independent solvers find none better."""
    taken = np.bincount(answer.pairs[:, 1], minlength=len(problem.capacity))
    filled = np.bincount(answer.pairs[:, 0], minlength=len(problem.demand))
    possible = (filled <= problem.demand).all() and (taken <= problem.capacity).all()
    within = all(taken[members].sum() <= most for members, most in problem.ceilings)
    task = Task(problem.scores, problem.allowed, problem.demand, problem.capacity, problem.ceilings)
    floors = np.broadcast_to(problem.floor, problem.demand.shape)[answer.pairs[:, 0]]
    scores = answer.scores.tolist()
    lowest = (min(scores),) if objective == "raise_floor" and scores else ()
    total = (answer.total - int(floors.sum()),)
    key = total if objective == "best_total" else (len(scores), *lowest, answer.total)
    allowed = problem.allowed[tuple(answer.pairs.T)].all()
    return bool(possible and within and allowed and key == expected(task, objective, {}, problem.floor))
