"""Certificates: whatever is altered in one, down to a byte, never holds, and never ends in an error of ours."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matching import OBJECTIVES, Policy, match
from matching.__main__ import main
from matching.files import read_table, write_certificate

MENTEES = "id,craft,team,needs\nana,law,a,1\nben,tax,b,2\ncem,law,b,1\n"
MENTORS = "id,craft,team,seats\ncleo,tax,a,1\ndai,law,b,1\neva,law,c,2\n"
POLICY = """
seats = "seats"
needs = "needs"
floor = 1
keep_bonus = 2
[ceilings]
team = 2
[[criteria]]
kind = "same"
column = "craft"
weight = 4
[[rules]]
kind = "different"
column = "team"
"""
EDITS: dict[str, Any] = {"locked": [("ana", "eva")], "forbidden": [("ben", "eva")], "keep": [("ben", "cleo")]}
Stored = dict[str, Any]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, text in (("mentees.csv", MENTEES), ("mentors.csv", MENTORS), ("policy.toml", POLICY)):
        (tmp_path / name).write_text(text)
    return [str(tmp_path / "mentees.csv"), str(tmp_path / "mentors.csv"), "--policy", str(tmp_path / "policy.toml")]


def certificate(files: list[str], objective: str) -> Path:
    """A proof with every kind of edit; the command line has none, other callers have."""
    path = Path(files[0]).parent / f"{objective}.npz"
    edits = EDITS if objective != "stable" else {}
    policy = Policy.from_toml(Path(files[3]))
    policy = policy if objective != "stable" else Policy.from_dict(policy.to_dict() | {"ceilings": {}})
    if objective == "stable":
        Path(files[3]).write_text(POLICY.replace("[ceilings]\nteam = 2\n", ""))
    tables = read_table(Path(files[0])), read_table(Path(files[1]))
    write_certificate(path, match(*tables, policy, objective=objective, salt=3, **edits))
    return path


def altered(path: Path, changes: Stored) -> int:
    """The exit code of the command on a certificate in which some entries are others."""
    with np.load(path) as stored:
        whole = dict(stored)
    other = path.with_suffix(".altered.npz")
    np.savez(other, **{name: value for name, value in (whole | changes).items() if value is not None})
    files = [str(path.parent / name) for name in ("mentees.csv", "mentors.csv")]
    return main(["verify", str(other), *files, "--policy", str(path.parent / "policy.toml")])


def entry(path: Path, name: str) -> Any:
    with np.load(path) as stored:
        return stored[name]


def with_policy(path: Path, **changes: Any) -> Stored:
    """Another policy, with its own digest."""
    policy = Policy.from_dict(json.loads(str(entry(path, "policy"))) | changes)
    return {"policy": np.str_(json.dumps(policy.to_dict())), "policy_digest": np.str_(policy.digest)}


def with_edits(path: Path, **changes: Any) -> Stored:
    return {"edits": np.str_(json.dumps(json.loads(str(entry(path, "edits"))) | changes))}


@pytest.mark.parametrize("objective", OBJECTIVES)
def test_a_certificate_holds_and_says_of_what(
    files: list[str], objective: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = certificate(files, objective)

    assert altered(path, {}) == 0
    said = capsys.readouterr().out.strip()
    total = entry(path, "total")
    edits = "" if objective == "stable" else ", with pairs 1 locked and 1 forbidden and 1 keep"
    assert said == f"proven: total {total:.15g}, {objective}{edits}"


def alterations(path: Path) -> list[Stored]:
    pairs, prices = entry(path, "pairs"), entry(path, "mentor_prices")
    return [
        {"pairs": pairs[:-1]},
        {"pairs": pairs[::-1]},
        {"pairs": np.concatenate((pairs, pairs[-1:]))},
        {"pairs": np.add(pairs, [0, 1])},
        {"pairs": np.subtract(pairs, [1, 0])},
        {"pairs": np.add(pairs, [9, 0])},
        {"pairs": pairs.astype(np.int32)},
        {"pairs": pairs.astype(float)},
        {"pairs": pairs.ravel()},
        {"mentee_prices": entry(path, "mentee_prices") - 1},
        {"mentee_prices": entry(path, "mentee_prices")[:-1]},
        {"mentee_prices": entry(path, "mentee_prices") + 2**61},
        {"mentor_prices": prices.astype(float)},
        {"mentor_prices": np.append(prices, 0)},
        {"ceiling_prices": np.append(entry(path, "ceiling_prices"), 0)},
        {"total": np.float64(entry(path, "total") + 1)},
        {"total": np.float64("nan")},
        {"bound": np.float64(entry(path, "bound") - 1)},
        {"bound": np.float64("inf")},
        {"salt": np.int64(4), "input_digest": np.str_("0")},
        {"input_digest": np.str_("0")},
        {"policy_digest": np.str_("0")},
        {"objective": np.str_("best")},
        with_policy(path, seats=9),
        with_policy(path, needs=9),
        with_policy(path, floor=0),
        with_policy(path, keep_bonus=0),
        with_policy(path, rules=[]),
        with_policy(path, objective="stable"),
        with_policy(path, objective="best_total") | {"objective": np.str_("raise_floor")},
        with_edits(path, locked=[]),
        with_edits(path, locked=[["ben", "dai"]]),
        with_edits(path, forbidden=[["nobody", "dai"]]),
        with_edits(path, colour=[]),
        {"edits": np.str_("[]")},
        {"edits": np.str_('{"locked": [1]}')},
        {"edits": np.str_('{"locked": [["ana"]]}')},
        {"policy": np.str_("[1]")},
        {"policy": np.str_('{"floor": 1e999}')},
        {"policy": np.str_('"policy"')},
        {"policy": np.str_("{}")},
    ]


@pytest.mark.parametrize("objective", ["best_total", "raise_floor"])
def test_an_altered_certificate_is_disproved(files: list[str], objective: str) -> None:
    path = certificate(files, objective)

    codes = [altered(path, change) for change in alterations(path)]

    assert codes == [1] * len(codes)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"objective": np.str_("most_then_best")}, "the certificate names two objectives"),
        ({"pairs": np.array([0, 1])}, "pairs are not two columns of integers"),
        ({"pairs": np.array([[0.0, 1.0]])}, "pairs are not two columns of integers"),
        ({"pairs": np.array([[0, 1, 2]])}, "pairs are not two columns of integers"),
        ({"pairs": np.array([[0, 3]])}, "a pair lies outside the files"),
        ({"pairs": np.array([[3, 0]])}, "a pair lies outside the files"),
        ({"pairs": np.array([[-1, 0]])}, "a pair lies outside the files"),
        ({"pairs": np.array([[0, 0]])}, "a pair is not allowed"),
        ({"mentee_prices": np.array([0, 0, 2**61])}, "prices are not one whole number for each person"),
        ({"mentee_prices": np.array([0, 0, -1])}, "prices are not one whole number for each person"),
        ({"mentor_prices": np.zeros(4, dtype=np.int64)}, "prices are not one whole number for each person"),
        ({"mentor_prices": np.zeros(3)}, "prices are not one whole number for each person"),
        ({"input_digest": np.str_("other")}, "the certificate is about other files"),
        ({"total": np.float64(99)}, "total and bound are TOTAL and BOUND, not as written"),
        ({"bound": np.float64(99)}, "total and bound are TOTAL and BOUND, not as written"),
        ({"policy_digest": np.str_("other")}, "the certificate was made under another policy"),
    ],
)
def test_a_disproved_certificate_says_why(
    files: list[str], capsys: pytest.CaptureFixture[str], change: Stored, reason: str
) -> None:
    path = certificate(files, "best_total")
    numbers = {name.upper(): f"{entry(path, name):.15g}" for name in ("total", "bound")}
    for name, number in numbers.items():
        reason = reason.replace(name, number)

    assert altered(path, change) == 1
    assert capsys.readouterr().out.strip() == reason


def test_prices_just_within_their_range_are_read(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    path = certificate(files, "best_total")

    assert altered(path, {"mentee_prices": np.array([0, 0, 2**61 - 1])}) == 1
    assert "not as written" in capsys.readouterr().out


def test_a_certificate_about_people_who_are_not_there_says_so(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = certificate(files, "best_total")

    assert altered(path, with_edits(path, locked=[["ana", "nobody"]])) == 1
    assert "the certificate asks for what the files do not hold: locked" in capsys.readouterr().out


@pytest.mark.parametrize("missing", ["cover_0_mentees", "cover_1_mentors"])
def test_a_raised_floor_without_its_covers_does_not_hold(files: list[str], missing: str) -> None:
    assert altered(certificate(files, "raise_floor"), {missing: None}) in {1, 2}


@pytest.mark.parametrize(
    "change",
    [
        {"pairs": None},
        {"policy": np.str_('{"name": "cut')},
        {"edits": np.str_("{")},
        {"total": np.str_("much")},
        {"salt": np.array([1, 2])},
    ],
)
def test_what_cannot_be_read_is_bad_input(files: list[str], change: Stored) -> None:
    assert altered(certificate(files, "best_total"), change) == 2


def test_a_broken_file_never_holds(files: list[str]) -> None:
    path = certificate(files, "best_total")
    whole = path.read_bytes()
    held = []
    for at in range(0, len(whole), 23):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        if main(["verify", str(path), *files]) == 0 and not same(path, whole):
            held.append(at)
        path.write_bytes(whole[:at])
        assert main(["verify", str(path), *files]) == 2

    assert held == []


def same(path: Path, whole: bytes) -> bool:
    """Whether what counts is as it was: some bytes of an archive say only when it was made."""
    other = path.with_suffix(".whole")
    other.write_bytes(whole)
    with zipfile.ZipFile(path) as one, zipfile.ZipFile(other) as two:
        return {name: one.read(name) for name in one.namelist()} == {name: two.read(name) for name in two.namelist()}


def test_a_certificate_of_other_people_does_not_hold(files: list[str]) -> None:
    path = certificate(files, "best_total")
    Path(files[1]).write_text(MENTORS.replace("cleo", "cleon"))

    assert main(["verify", str(path), *files]) == 1
