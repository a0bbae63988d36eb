"""What is wrong with a file: one line for each cell, with row and column, and nothing is stored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.clock import today
from app.core.errors import RuleBroken
from app.people.models import Person
from app.people_import.models import ImportState
from tests.app.people_import.conftest import Importer, csv_of
from tests.app.people_import.shown import problems
from tests.factories.people import person as somebody


@pytest.mark.parametrize(
    ("headings", "rows", "expected"),
    [
        (
            "emp no|hire date",
            ["E1|2024-02-29", "E2|2024-02-30"],
            [(3, "hire date", "“2024-02-30” is not a date. Write dates as 2024-04-03")],
        ),
        ("emp no|e-mail", ["E1|a@x.org", "|"], []),
        ("emp no|name", ["E1|Ana", "|Bo"], [(3, "emp no", "there is neither an id nor an e-mail in this row")]),
        ("emp no|name", ["E1|Ana", "E2|Bo", "E1|Cy"], [(4, "emp no", "“E1” stands in row 2 as well")]),
        ("e-mail", ["a@x.org", "A@X.ORG"], [(3, "e-mail", "“a@x.org” stands in row 2 as well")]),
        ("emp no|e-mail", ["E1|a@x.org", "E2|A@x.org"], [(3, "e-mail", "“a@x.org” stands in row 2 as well")]),
        (
            "emp no|e-mail",
            ["|old@x.org", "E-OLD|"],
            [(3, "emp no", "this is the same person as in row 2")],
        ),
        (
            "emp no|e-mail",
            ["E-NEW|old@x.org"],
            [(2, "e-mail", "“old@x.org” is the e-mail of Otto Ahl, who has another id (E-OLD)")],
        ),
        (
            "emp no|e-mail",
            ["E-OTHER|old@x.org"],
            [(2, "e-mail", "“old@x.org” is the e-mail of Otto Ahl, who has another id (E-OLD)")],
        ),
        (
            "emp no|manager",
            ["E1|E9"],
            [(2, "manager", "nobody in the file or in the directory has the id or e-mail “E9”")],
        ),
        ("emp no|name|manager", ["E1|Ana|E1"], [(2, "manager", "Ana would report to themselves")]),
        (
            "emp no|name|manager",
            ["E1|Ana|E3", "E2|Bo|E1", "E3|Cy|E2", "E4|Di|E1"],
            [(2, "manager", "these people would report to each other in a circle: Ana → Cy → Bo → Ana")],
        ),
        (
            "emp no|time zone",
            ["E1|Mars/Base"],
            [(2, "time zone", "“Mars/Base” is not a time zone such as Europe/Lisbon")],
        ),
        (
            "emp no|languages",
            ["E1|Klingon"],
            [(2, "languages", "“Klingon” is not a language. Write its two-letter code, such as pt")],
        ),
        (
            "emp no|first name|last name",
            [f"E1|{'x' * 120}|{'y' * 120}"],
            [(2, "last name", "the name is longer than 200 characters")],
        ),
        ("emp no|department", [f"E1|{'x' * 201}"], [(2, "department", "it is longer than 200 characters")]),
        (
            "emp no|start date|end date",
            ["E1|2024-03-01|2024-02-01"],
            [(2, "end date", "the last day is before the start date")],
        ),
        (
            "emp no|e-mail|hire date",
            ["E1|nope|never"],
            [
                (2, "e-mail", "“nope” is not an e-mail address"),
                (2, "hire date", "“never” is not a date. Write dates as 2024-04-03"),
            ],
        ),
    ],
)
def test_problem_names_row_and_column(
    importer: Importer, session: Session, headings: str, rows: list[str], expected: list[tuple[int, str, str]]
) -> None:
    somebody("Otto Ahl", email="old@x.org", external_id="E-OLD")
    somebody("Olga Ahl", email="olga@x.org", external_id="E-OTHER")

    draft = importer.check(csv_of(headings, *rows))

    assert problems(draft) == expected
    assert draft.counts["problems"] == len(expected)
    assert session.scalar(select(func.count()).select_from(Person)) == 3


def test_file_with_a_problem_cannot_be_applied(importer: Importer, session: Session) -> None:
    draft = importer.check(csv_of("emp no|hire date", "E1|2024-02-29", "E2|2024-02-30"))

    with pytest.raises(RuleBroken, match="Put right what is wrong in the file first"):
        importer.apply(draft)

    assert session.scalar(select(func.count()).select_from(Person)) == 1
    assert draft.state is ImportState.CHECKED


def test_circle_through_people_who_are_not_in_the_file_is_found(importer: Importer) -> None:
    importer.run(csv_of("emp no|name|manager", "E1|Ana|", "E2|Bo|E1", "E3|Cy|E2"))

    draft = importer.check(csv_of("emp no|manager", "E1|E3"))

    assert problems(draft) == [
        (2, "manager", "these people would report to each other in a circle: Ana → Cy → Bo → Ana")
    ]


def test_long_circle_names_some(importer: Importer) -> None:
    rows = [f"E{number}|P{number}|E{(number + 1) % 50}" for number in range(50)]

    draft = importer.check(csv_of("emp no|name|manager", *rows))

    assert problems(draft) == [
        (
            2,
            "manager",
            "these people would report to each other in a circle: P0 → P1 → P2 → P3 → P4 → P5 → … → P0",
        )
    ]


def test_new_manager_who_has_left_is_refused(importer: Importer) -> None:
    last_week = today() - timedelta(days=7)
    importer.run(csv_of("emp no|name|end date", f"E1|Ana|{last_week}", "E2|Bo|"))

    draft = importer.check(csv_of("emp no|manager", "E2|E1"))

    assert problems(draft) == [(2, "manager", "the manager Ana has left")]


def test_hostile_text_is_kept_as_text_or_refused(importer: Importer, session: Session) -> None:
    names = ["<script>alert(1)</script>", "{{7*7}}", "=1+1", "Robert'); DROP TABLE person;--", "🙂", "مرحبا", "%s%n"]

    importer.run(csv_of("emp no|name", *(f"E{number}|{name}" for number, name in enumerate(names))))

    stored = session.scalars(select(Person.name).where(Person.external_id.is_not(None)).order_by(Person.external_id))
    assert list(stored) == names


def test_only_so_many_problems_are_listed(importer: Importer) -> None:
    rows = [f"E{number}|never" for number in range(5_200)]

    draft = importer.check(csv_of("emp no|hire date", *rows))

    assert draft.counts["problems"] == 5_000
