"""``flask people import``: the same import from a shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.people.models import Person, PersonState
from app.people_import.files import FOLDER
from app.people_import.models import ImportState, PeopleImport
from tests.app.people_import.conftest import csv_of

Command = Callable[..., Result]
ROWS = [f"E{number}|Person {number}|x" for number in range(30)]
HEADINGS = "emp no|name|gender"


@pytest.fixture
def command(app: Flask, tmp_path: Path) -> Command:
    """Runs the command on a file with these rows."""

    def run(*rows: str, words: tuple[str, ...] = (), typed: str = "", headings: str = HEADINGS) -> Result:
        file = tmp_path / "people.csv"
        file.write_bytes(csv_of(headings, *rows))
        return app.test_cli_runner().invoke(args=["people", "import", str(file), *words], input=typed)

    return run


def people(session: Session) -> int:
    session.rollback()
    found = session.scalar(select(func.count()).where(Person.state == PersonState.ACTIVE)) or 0
    session.rollback()
    return found


def test_command_shows_asks_and_applies(command: Command, session: Session) -> None:
    result = command(*ROWS, typed="y\n")

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "  emp no: Id in the HR system",
        "  name: Name",
        "  gender: left out, sensitive",
        "30 new, 0 changed, 0 leaving, 0 as before, 0 problems",
        "Apply this? [y/N]: y",
        "Done.",
    ]
    assert people(session) == 30


def test_command_stores_nothing_when_the_answer_is_no(
    command: Command, session: Session, application_folder: Path
) -> None:
    kept = set(application_folder.glob(f"{FOLDER}/*"))

    result = command(*ROWS, typed="n\n")

    assert result.output.splitlines()[-1] == "Nothing was stored."
    assert people(session) == 0
    assert session.scalars(select(PeopleImport.state)).all() == [ImportState.DISCARDED]
    assert set(application_folder.glob(f"{FOLDER}/*")) == kept


def test_same_file_again_has_nothing_to_do(command: Command, session: Session) -> None:
    command(*ROWS, words=("--yes",))

    result = command(*ROWS, words=("--yes",))

    assert result.output.splitlines()[-2:] == [
        "0 new, 0 changed, 0 leaving, 30 as before, 0 problems",
        "Nothing to do: everybody is in the directory as the file says.",
    ]
    assert people(session) == 30


def test_problems_are_named_and_end_the_command(command: Command, session: Session) -> None:
    rows = [f"E{number}|2024-02-30" for number in range(25)]

    result = command(*rows, words=("--yes",), headings="emp no|hire date")

    assert result.exit_code == 1
    assert "  Row 2, hire date: “2024-02-30” is not a date. Write dates as 2024-04-03." in result.output
    assert result.output.splitlines()[-2:] == [
        "  … and 5 more",
        "Error: Nothing was stored. Put this right in the file first.",
    ]
    assert people(session) == 0


@pytest.mark.parametrize(
    ("words", "typed", "left"),
    [
        (("--yes",), "", 30),
        (("--yes", "--leavers", "28"), "", 30),
        (("--yes", "--leavers", "29"), "", 1),
        ((), "29\ny\n", 1),
        ((), "29\nn\n", 30),
        ((), "30\n", 30),
    ],
)
def test_many_leavers_need_their_number(
    command: Command, session: Session, words: tuple[str, ...], typed: str, left: int
) -> None:
    command(*ROWS, words=("--yes",))

    result = command(ROWS[0], words=("--everyone", *words), typed=typed)

    assert "  Person 29" in result.output.splitlines()
    assert "29 people of this list lose their access." in result.output.splitlines()
    assert people(session) == left


def test_file_that_is_no_table_is_a_sentence(app: Flask, tmp_path: Path, session: Session) -> None:
    file = tmp_path / "people.csv"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")

    result = app.test_cli_runner().invoke(args=["people", "import", str(file)])

    assert result.exit_code == 1
    assert result.output == "Error: The content of this file is PNG, not a table. Choose a CSV or XLSX file.\n"
