"""`python -m matching`: files in, files out, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from matching.__main__ import main
from matching.compiled import WITHOUT

MENTEES = "id,craft,team\nana,law,a\nben,tax,b\n"
MENTORS = "id;craft;team\ncleo;tax;a\ndai;law;b\n\n"
POLICY = '[[criteria]]\nkind = "same"\ncolumn = "craft"\nweight = 4\n[[rules]]\nkind = "different"\ncolumn = "team"\n'


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "mentees.csv").write_text(MENTEES, encoding="utf-8-sig")
    (tmp_path / "mentors.csv").write_text(MENTORS, encoding="utf-8")
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    return [str(tmp_path / "mentees.csv"), str(tmp_path / "mentors.csv"), "--policy", str(tmp_path / "policy.toml")]


@pytest.fixture
def certificate(files: list[str], tmp_path: Path) -> Path:
    path = tmp_path / "proof.npz"
    main(["match", *files, "-o", str(tmp_path / "pairs.csv"), "--certificate", str(path)])
    return path


def test_match_command_writes_pairs_and_says_proven(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["match", *files, "-o", str(tmp_path / "p.csv"), "--report", str(tmp_path / "r.json")])

    assert code == 0
    assert (tmp_path / "p.csv").read_text().splitlines() == ["mentee,mentor,score", "ana,dai,4", "ben,cleo,4"]
    assert json.loads((tmp_path / "r.json").read_text())["total"] == 8
    assert capsys.readouterr().out.splitlines() == [
        "placed 2 of 2 mentees in 2 pairs",
        "total 8 of at most 8: proven",
        "worst pair ana and dai: 4",
        "pairs that would rather have each other: 0",
    ]


def test_verify_command_accepts_the_certificate(files: list[str], certificate: Path) -> None:
    assert main(["verify", str(certificate), *files]) == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pairs", np.array([[0, 1]])),
        ("pairs", np.array([[0, 0], [1, 1]])),
        ("pairs", np.array([[0, 9]])),
        ("mentee_prices", np.array([9000, 9000])),
        ("mentor_prices", np.array([-1, 0])),
        ("total", np.float64(9)),
        ("bound", np.float64(9)),
        ("input_digest", np.str_("0")),
        ("policy_digest", np.str_("0")),
        ("objective", np.str_("most_then_best")),
    ],
)
def test_verify_command_refuses_an_altered_certificate(
    files: list[str], certificate: Path, name: str, value: Any
) -> None:
    with np.load(certificate) as stored:
        altered = dict(stored) | {name: value}
    np.savez(certificate, **altered)

    assert main(["verify", str(certificate), *files]) == 1


def test_verify_command_refuses_other_files(files: list[str], certificate: Path) -> None:
    Path(files[0]).write_text(MENTEES.replace("ana,law", "ana,tax"))

    assert main(["verify", str(certificate), *files]) == 1


def test_verify_command_calls_what_is_no_certificate_bad_input(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_bytes(b"PK\x03\x04nothing")

    assert main(["verify", str(tmp_path / "x.npz"), *files]) == 2


def test_explain_command_shows_parts_and_rules(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["explain", *files, "--mentee", "ana", "--mentor", "cleo"])

    assert code == 0
    assert capsys.readouterr().out.splitlines() == ["same: 0 of 4", "score: 0", "ruled out by: different"]


def test_policies_command_lists_the_shipped_ones(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["policies"])

    assert code == 0
    assert [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()] == [
        "civil-service",
        "civil-service-as-published",
        "functional-expertise",
        "high-potential",
        "onboarding",
        "succession",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "mentees.csv: there are no headings"),
        (b"id,craft,id\n", "mentees.csv: heading 'id' stands there twice"),
        (b"id,,team\n", "mentees.csv: column 2 has no heading"),
        (b"id,craft,team\nana,law\n", "mentees.csv: expected 3 cells in row 1"),
        (b"id,craft\nana,law\n", "mentees: there is no column 'team'"),
        (b"id,craft,team\nana,law,a\nana,law,b\n", "mentees, column 'id': id used twice in row 2"),
    ],
)
def test_match_command_names_what_is_wrong_with_a_file(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, message: str
) -> None:
    Path(files[0]).write_bytes(content)

    code = main(["match", *files, "-o", str(tmp_path / "p.csv")])

    assert (code, capsys.readouterr().err.strip()) == (2, message)


def test_match_command_refuses_a_file_that_is_not_text(files: list[str], tmp_path: Path) -> None:
    Path(files[0]).write_bytes(b"\x89PNG\r\n\x1a\n\xff")

    assert main(["match", *files, "-o", str(tmp_path / "p.csv")]) == 2


def test_compile_command_leaves_nothing_to_compile(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compile"]) == 0
    assert capsys.readouterr().out.strip() in {"compiled", WITHOUT}
