"""`match`: the same for any order, locks, reasons, progress."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import InputError, Match, Policy, match, verify

Columns = dict[str, list[Any]]

POLICY = Policy.from_dict(
    {
        "seats": "seats",
        "criteria": [
            {"kind": "same", "column": "craft", "weight": 10},
            {"kind": "gap", "column": "level", "points": {1: 3, 2: 6}, "weight": 6},
        ],
        "rules": [{"kind": "different", "column": "team"}],
    }
)


def people(n: int, seed: int = 0) -> Columns:
    random = np.random.default_rng(seed)
    return {
        "id": [f"{seed}-{row}" for row in range(n)],
        "craft": random.choice(["law", "tax", "audit"], n).tolist(),
        "level": random.integers(0, 5, n).tolist(),
        "team": random.choice(list("abcdefgh"), n).tolist(),
        "seats": random.integers(0, 3, n).tolist(),
    }


def shuffled(columns: Columns, seed: int) -> Columns:
    order = np.random.default_rng(seed).permutation(len(columns["id"]))
    return {name: [cells[row] for row in order] for name, cells in columns.items()}


@given(seed=st.integers(0, 10**6), salt=st.integers(0, 5), objective=st.sampled_from(["best_total", "most_then_best"]))
@settings(max_examples=25, deadline=None)
def test_match_is_the_same_for_any_order_of_rows(seed: int, salt: int, objective: str) -> None:
    mentees, mentors = people(12, seed), people(9, seed + 1)

    one = match(mentees, mentors, POLICY, salt=salt, objective=objective)
    other = match(shuffled(mentees, seed), shuffled(mentors, seed + 2), POLICY, salt=salt, objective=objective)

    assert sorted(one.pairs) == sorted(other.pairs)
    assert one.input_digest == other.input_digest
    assert verify(other).reason == "no better result exists"


def test_match_breaks_ties_by_salt_and_not_by_order() -> None:
    alike: Columns = {
        "id": list(range(30)),
        "craft": ["law"] * 30,
        "level": [1] * 30,
        "team": [None] * 30,
        "seats": [1] * 30,
    }

    chosen = {match(alike, alike, POLICY, salt=salt).pairs for salt in range(5)}

    assert len(chosen) == 5


def test_match_scores_are_the_sum_of_their_parts() -> None:
    found = match(people(20), people(15, 1), POLICY)

    added = [sum(part.points for part in found.explain(*pair)) for pair in found.pairs]
    assert added == found.scores.tolist()
    assert found.total == sum(added)


def test_match_works_in_blocks_as_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = match(people(40), people(30, 1), POLICY)
    monkeypatch.setattr("matching.scoring.BLOCK_CELLS", 61)
    monkeypatch.setattr("matching.candidates.BLOCK_CELLS", 61)
    monkeypatch.setattr("matching.certify.BLOCK_CELLS", 61)

    blocks = match(people(40), people(30, 1), POLICY)

    assert (blocks.pairs, blocks.rule_counts) == (whole.pairs, whole.rule_counts)


def test_match_keeps_locked_pairs_and_never_makes_forbidden_ones() -> None:
    mentees, mentors = people(12), people(12, 1)
    free = match(mentees, mentors, POLICY, seats=1)
    unused = next(
        (mentee, mentor)
        for mentee in mentees["id"]
        for mentor in mentors["id"]
        if (mentee, mentor) not in free.pairs and not free.ruled_out(mentee, mentor)
    )

    found = match(mentees, mentors, POLICY, seats=1, locked=[unused], forbidden=[free.pairs[0]])

    assert [pair in found.pairs for pair in (unused, free.pairs[0])] == [True, False]
    assert found.total <= free.total
    assert verify(found).holds


def test_match_with_everything_locked_is_that() -> None:
    mentees, mentors = people(12), people(12, 1)
    once = match(mentees, mentors, POLICY)

    again = match(mentees, mentors, POLICY, locked=once.pairs, salt=7)

    assert (again.pairs, again.total, verify(again).holds) == (once.pairs, once.total, True)


def test_match_keeps_pairs_for_a_bonus_that_no_total_shows() -> None:
    mentees, mentors = people(15), people(15, 1)
    old = match(mentees, mentors, POLICY, seats=1, salt=1)

    kept = match(mentees, mentors, POLICY, seats=1, salt=2, keep=old.pairs, keep_bonus=0.5)

    assert (kept.pairs, kept.total, kept.gap) == (old.pairs, old.total, 0)
    assert verify(kept).holds


def test_match_gives_several_different_mentors_where_needed() -> None:
    found = match(people(5), people(8, 1), POLICY, needs=3, seats=2)

    assert len(set(found.pairs)) == len(found.pairs) == 15


def test_match_of_empty_tables_is_empty() -> None:
    found = match({}, {}, POLICY)

    assert (found.pairs, found.total, found.unmatched, verify(found).holds) == ((), 0, (), True)


def test_match_tells_free_seats() -> None:
    found = match(people(2), people(3, 1), POLICY, seats=2)

    assert sum(found.free_seats.values()) == 4


def test_match_reports_progress_in_steps() -> None:
    heard: list[tuple[str, int, int]] = []

    match(people(3), people(3, 1), POLICY, progress=lambda *step: heard.append(step))

    assert list(dict.fromkeys(step for step, _, _ in heard)) == ["scoring", "solving", "proving"]
    assert heard[-1] == ("proving", 1, 1)


def test_match_is_cancelled_by_what_progress_raises() -> None:
    def stop(step: str, _done: int, _total: int) -> None:
        if step == "solving":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        match(people(3), people(3, 1), POLICY, progress=stop)


def reason_of(found: Match) -> tuple[str, dict[str, Any]]:
    return found.unmatched[0].reason, dict(found.unmatched[0].facts)


MENTEE: Columns = {"id": ["m"], "craft": ["law"], "level": [1], "team": ["a"], "skills": [{"law": 4}]}
MENTOR: Columns = {"id": ["n"], "craft": ["tax"], "level": [1], "team": ["b"], "seats": [1], "skills": [{"tax": 4}]}
ONE_NEED = {"needs": 1, "filled": 0}


@pytest.mark.parametrize(
    ("mentors", "rules", "overrides", "reason", "facts"),
    [
        ({}, [], {}, "no_mentors", {"mentors": 0}),
        (MENTOR, [], {"seats": 0}, "no_mentors", {"mentors": 1}),
        (
            MENTOR,
            [{"kind": "same", "column": "craft"}],
            {},
            "no_allowed_mentor",
            {"mentors": 1, "excluded": {"same": 1}, "alone": {"same": 1}, "rule": "same"},
        ),
        (
            MENTOR,
            [{"kind": "covers", "column": "skills"}],
            {},
            "nobody_offers",
            {"mentors": 1, "excluded": {"covers": 1}, "alone": {"covers": 1}, "rule": "covers", "wanted": ["law"]},
        ),
        (MENTOR, [], {"floor": 5}, "below_floor", {"allowed": 1, "best": 0, "floor": 5}),
    ],
)
def test_match_says_why_somebody_is_not_placed(
    mentors: Columns, rules: list[dict[str, Any]], overrides: dict[str, Any], reason: str, facts: dict[str, Any]
) -> None:
    policy = Policy.from_dict({"seats": "seats", "criteria": POLICY.to_dict()["criteria"], "rules": rules})

    found = match(MENTEE, mentors, policy, **overrides)

    assert reason_of(found) == (reason, ONE_NEED | facts)


def test_match_says_that_no_seat_is_left() -> None:
    mentees = {name: cells * 2 for name, cells in MENTEE.items()} | {"id": ["m", "o"]}

    found = match(mentees, MENTOR, POLICY)

    assert reason_of(found) == ("no_seat_left", ONE_NEED | {"allowed": 1, "seats": 1})


def test_match_says_that_no_other_mentor_is_possible() -> None:
    found = match(MENTEE, MENTOR, POLICY, needs=2, seats=2)

    assert reason_of(found) == ("no_other_mentor", {"needs": 2, "filled": 1, "allowed": 1})


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"locked": [("m", "x")]}, "locked: an id that is in neither table in row 1"),
        ({"forbidden": [("m", "n"), ("x", "n")]}, "forbidden: an id that is in neither table in row 2"),
        (
            {"locked": [("m", "n")], "forbidden": [("m", "n")]},
            "locked: a rule forbids the pair 'm', 'n': 'forbidden'",
        ),
        ({"locked": [("m", "n")], "seats": 0}, "locked: mentors 'n' is in more locked pairs than seats"),
        ({"locked": [("m", "n")], "needs": 0}, "locked: mentees 'm' is in more locked pairs than needs"),
        ({"locked": [("m",)]}, "locked: expected pairs of a mentee's and a mentor's id in row 1"),
        ({"locked": ["mn"]}, "locked: expected pairs of a mentee's and a mentor's id in row 1"),
        ({"forbidden": [("m", ["n"])]}, "forbidden: expected pairs of a mentee's and a mentor's id in row 1"),
        ({"keep": np.array(3)}, "keep: expected pairs of ids, got array(3)"),
        ({"keep": 3}, "keep: expected pairs of ids, got 3"),
        ({"salt": None}, "salt: expected a whole number of 64 bits, got None"),
        ({"salt": 2**63}, f"salt: expected a whole number of 64 bits, got {2**63}"),
        ({"floor": float("nan")}, "floor: expected a number, got nan"),
        ({"colour": 1}, "match: unknown argument 'colour'"),
        ({"seats": "places"}, "mentors: there is no column 'places'"),
        ({"seats": -1}, "seats: expected a column or a whole number from 0, got -1"),
        (
            {"objective": "x"},
            "objective: 'x' is not available; choose one of best_total, most_then_best, raise_floor, stable",
        ),
    ],
)
def test_match_refuses_bad_input_by_name(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        match(MENTEE, MENTOR, POLICY, **arguments)

    assert str(refused.value) == message


def test_match_wants_a_policy() -> None:
    with pytest.raises(InputError, match=r"policy: expected a Policy, got 'onboarding'; see Policy\.shipped"):
        match(MENTEE, MENTOR, "onboarding")  # type: ignore[arg-type]


def test_match_reads_data_frames_and_their_missing_values() -> None:
    mentees = pd.DataFrame(MENTEE).assign(level=pd.array([None], dtype="Int64"))
    mentors = pd.DataFrame(MENTOR).assign(seats=pd.array([1], dtype="Int64"))

    found = match(mentees, mentors, POLICY, needs=np.int64(1))

    assert (found.pairs, found.explain("m", "n")[1].unknown, verify(found).holds) == ((("m", "n"),), True, True)


def test_match_is_the_same_for_ids_that_read_alike() -> None:
    people: Columns = {"id": [1, "1"], "craft": ["law"] * 2, "level": [1] * 2, "team": ["a", "b"]}
    one = {name: cells[::-1] for name, cells in people.items()}

    found = [match(table, MENTOR | {"team": ["c"]}, POLICY).pairs for table in (people, one)]

    assert found[0] == found[1]


def test_match_holds_what_it_was_given_whatever_becomes_of_it() -> None:
    mentees = {name: list(cells) for name, cells in MENTEE.items()}
    found = match(mentees, MENTOR, POLICY)
    mentees["craft"][0] = "tax"

    assert verify(found).holds


@pytest.mark.parametrize("nobody", ["x", ["n"], ("n", []), None, np.zeros(2)])
def test_explain_refuses_somebody_who_is_not_there(nobody: Any) -> None:
    found = match(MENTEE, MENTOR, POLICY)

    with pytest.raises(InputError, match="mentors: there is nobody with id "):
        found.explain("m", nobody)
    with pytest.raises(InputError, match="mentees: there is nobody with id "):
        found.runner_up(nobody)
