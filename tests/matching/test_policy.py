"""Policies: read, written, and refused by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from matching import OBJECTIVES, InputError, Policy

CRITERION = {"kind": "same", "column": "craft", "weight": 3}
RULE = {"kind": "different", "column": "person"}
GAP = {"kind": "gap_within", "column": "level"}
AFFINITY = {"kind": "affinity", "column": "craft", "weight": 3, "table": {}, "default": 5}
TAKEN = RULE | {"name": "forbidden"}
TWICE = {"order": ["A", "a"]}
HUGE, TOO_LARGE = 10**400, "int too large to convert to float"
PROFILE = {"kind": "similarity", "mentee": ["a", "b"], "mentor": ["a"], "weight": 1, "span": 4}


@pytest.mark.parametrize("name", Policy.shipped_names())
def test_shipped_policy_survives_being_stored(name: str) -> None:
    policy = Policy.shipped(name)

    assert Policy.from_dict(policy.to_dict()) == policy
    assert Policy.from_dict(policy.to_dict()).digest == policy.digest


def test_shipped_policies_are_those_of_the_contract() -> None:
    assert Policy.shipped_names() == (
        "civil-service",
        "civil-service-as-published",
        "functional-expertise",
        "high-potential",
        "onboarding",
        "succession",
    )


def test_policy_reads_the_same_from_a_file_and_from_text(tmp_path: Path) -> None:
    text = '[[criteria]]\nkind = "same"\ncolumn = "craft"\nweight = 3\n'
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8-sig")

    assert Policy.from_toml(file) == Policy.from_toml(str(file)) == Policy.from_toml(text)


def test_policy_digest_changes_with_a_weight() -> None:
    one = Policy.from_dict({"criteria": [CRITERION]})
    other = Policy.from_dict({"criteria": [CRITERION | {"weight": 4}]})

    assert one.digest != other.digest


def test_policy_changes_only_what_a_run_may_change() -> None:
    policy = Policy.from_dict({"criteria": [CRITERION]})

    assert policy.changed(seats=2, floor=1.5) == Policy.from_dict({"criteria": [CRITERION], "seats": 2, "floor": 1.5})
    with pytest.raises(InputError, match="unknown argument 'criteria'"):
        policy.changed(criteria=())


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"colour": 1}, "policy: unknown key 'colour'"),
        ({"criteria": {"kind": "same"}}, "policy: criteria is not a list of tables"),
        ({"rules": [RULE, RULE]}, "policy 'policy': two of one name among rule names ['different', 'different']"),
        ({"criteria": [CRITERION | {"weight": -1}]}, "criterion 'same', weight: -1 is below 0"),
        ({"criteria": [CRITERION | {"weight": "x"}]}, "criterion 'same', weight: expected a number, got 'x'"),
        ({"criteria": [CRITERION | {"weight": True}]}, "criterion 'same', weight: expected a number, got True"),
        ({"criteria": [CRITERION | {"neutral": 4}]}, "criterion 'same', neutral: expected 0 to the weight"),
        ({"criteria": [CRITERION | {"colour": 4}]}, "criterion 'same': unknown key 'colour'"),
        ({"criteria": [{"kind": "same", "weight": 3}]}, "criterion 'same': no column for the mentee"),
        ({"criteria": [{"kind": "gap", "column": "level", "weight": 3}]}, "criterion 'gap': 'points' is missing"),
        ({"criteria": [CRITERION | {"column": 3}]}, "criterion 'same': 3 is not a column"),
        ({"floor": 10**6}, "policy 'policy': the weights, the floor and the bonus may not pass 16383 points"),
        ({"rules": [{"kind": "floor", "points": "x"}]}, "rule 'floor': expected a number, got 'x'"),
        ({"rules": [RULE | {"min": 1}]}, "rule 'different': unknown key 'min'"),
        ({"objective": "best"}, "objective: 'best' is not available; choose one of " + ", ".join(OBJECTIVES)),
        ({"seats": -1}, "seats: expected a column or a whole number from 0, got -1"),
        ({"keep_bonus": -1}, "keep_bonus: expected a number from 0"),
        ({"id": 3}, "id: expected a name, got 3"),
        ({"lenient": "yes"}, "lenient: expected true or false, got 'yes'"),
        ({"criteria": [CRITERION | {"weight": HUGE}]}, f"criterion 'same', weight: {TOO_LARGE}, got {HUGE}"),
        ({"criteria": [CRITERION | {"column": ["a", "b"]}]}, "criterion 'same': ['a', 'b'] is not a column"),
        ({"criteria": [AFFINITY]}, "criterion 'affinity', default: expected a share from 0 to 1, got 5"),
        ({"criteria": [PROFILE]}, "criterion 'similarity': more columns of one side than of the other"),
        ({"rules": [GAP | {"min": 3, "max": 1}]}, "rule 'gap_within', min: 3 is above max, 1"),
        ({"rules": [GAP | TWICE]}, "rule 'gap_within', order: expected a list of different names, got ['A', 'a']"),
        ({"rules": [TAKEN]}, "rule: the name 'forbidden' is taken by pairs that are forbidden one by one"),
    ],
)  # fmt: skip
def test_policy_refuses_what_it_does_not_know_by_name(mapping: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError) as refused:
        Policy.from_dict(mapping)

    assert str(refused.value) == message


@pytest.mark.parametrize("what", ["criteria", "rules"])
@pytest.mark.parametrize("kind", ["sme", ["same"], None])
def test_policy_names_an_unknown_kind_and_those_there_are(what: str, kind: Any) -> None:
    with pytest.raises(InputError, match=rf"unknown kind {re.escape(repr(kind))}; there are .*same"):
        Policy.from_dict({what: [{"kind": kind}]})


@pytest.mark.parametrize("text", ["a = [", "nowhere.toml", "a=b/nowhere.toml", 3])
def test_policy_that_cannot_be_read_is_an_input_error(text: Any) -> None:
    with pytest.raises(InputError, match="policy: "):
        Policy.from_toml(text)


@pytest.mark.parametrize("mapping", [None, 3, "id", ["id"]])
def test_policy_wants_keys_and_values(mapping: Any) -> None:
    with pytest.raises(InputError, match="policy: expected keys and values, got "):
        Policy.from_dict(mapping)


def test_policy_names_the_shipped_ones_when_asked_for_another() -> None:
    with pytest.raises(InputError, match="there is no 'nope'; there are civil-service, "):
        Policy.shipped("nope")
