"""Cells: read as they are kept, or refused with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.core.errors import RuleBroken
from app.people_import.columns import Field
from app.people_import.dates import date_reader
from app.people_import.grades import ladder_of
from app.people_import.values import READERS, readers_for, tidy_lines


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (Field.EMAIL, "Zoë.O'Neil@Example.ORG", "zoë.o'neil@example.org"),
        (Field.NAME, "  Zoe\u0308   Ruiz\u200b ", "Zoë Ruiz"),
        (Field.NAME, "محمد علي", "محمد علي"),
        (Field.NAME, "Ana 🙂", "Ana 🙂"),
        (Field.NAME, "<script>alert(1)</script>", "<script>alert(1)</script>"),
        (Field.JOB_TITLE, "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        (Field.TIME_ZONE, "europe/lisbon", "Europe/Lisbon"),
        (Field.TIME_ZONE, "america/new york", "America/New_York"),
        (Field.LANGUAGES, "English, pt-BR / DE", ["en", "pt", "de"]),
        (Field.DOTTED, "E1; E2,E1", ("E1", "E2")),
        (Field.ABOUT, "One.\r\nTwo  words.\n", "One.\nTwo words."),
    ],
)
def test_cell_is_kept_tidy(field: Field, text: str, value: Any) -> None:
    assert READERS[field](text) == value


@pytest.mark.parametrize(
    ("field", "text", "reason"),
    [
        (Field.EMAIL, "ana at example.org", "“ana at example.org” is not an e-mail address"),
        (Field.EMAIL, "ana@example", "“ana@example” is not an e-mail address"),
        (Field.EMAIL, "a@b.org,c@d.org", "“a@b.org,c@d.org” is not an e-mail address"),
        (Field.NAME, "x" * 201, "it is longer than 200 characters"),
        (Field.EXTERNAL_ID, "9" * 101, "it is longer than 100 characters"),
        (Field.NAME, "Ana\u202egnp.exe", "it holds characters that cannot be shown"),
        (Field.NAME, "Ana\x07", "it holds characters that cannot be shown"),
        (Field.NAME, "Z" + "\u0301" * 20, "it holds characters that cannot be shown"),
        (Field.ABOUT, "x" * 4_001, "it is longer than 4000 characters"),
        (Field.TIME_ZONE, "CET-ish", "“CET-ish” is not a time zone such as Europe/Lisbon"),
        (Field.LANGUAGES, "English, Klingon", "“Klingon” is not a language. Write its two-letter code, such as pt"),
    ],
)
def test_cell_that_cannot_be_kept_says_why(field: Field, text: str, reason: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        READERS[field](text)

    assert str(caught.value) == reason


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("2024-02-29 00:00:00", date(2024, 2, 29)),
        ("2024-02-29T09:30:00Z", date(2024, 2, 29)),
        ("2024/2/9", date(2024, 2, 9)),
        ("9.2.2024", date(2024, 2, 9)),
        ("09. 02. 2024", date(2024, 2, 9)),
        ("29/02/2024", date(2024, 2, 29)),
        ("05/05/2024", date(2024, 5, 5)),
        ("9999-01-01", None),
    ],
)
def test_date_is_read_where_it_is_clear(text: str, day: date | None) -> None:
    assert date_reader([text])(text) == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2024-02-30", "“2024-02-30” is not a date. Write dates as 2024-04-03"),
        ("soon", "“soon” is not a date. Write dates as 2024-04-03"),
        ("0024-01-01", "“0024-01-01” is not a date. Write dates as 2024-04-03"),
        ("03/04/2024", "“03/04/2024” can be read in two ways. Write dates as 2024-04-03"),
    ],
)
def test_date_is_never_guessed(text: str, reason: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        date_reader([text])(text)

    assert str(caught.value) == reason


def test_column_says_which_number_is_the_day() -> None:
    day_first, month_first = date_reader(["03/04/2024", "13/04/2024"]), date_reader(["03/04/2024", "04/13/2024"])

    assert (day_first("03/04/2024"), month_first("03/04/2024")) == (date(2024, 4, 3), date(2024, 3, 4))


@pytest.mark.parametrize(
    ("grades", "levels"),
    [
        (["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"], list(range(1, 12))),
        (["1", "5", "0"], [1, 5, 0]),
        (["L4", "level 12", "Grade 7"], [4, 12, 7]),
        (["Wizard", "100"], [None, None]),
    ],
)
def test_grades_become_levels(grades: list[str], levels: list[int | None]) -> None:
    read = readers_for(Field.LEVEL, grades)

    assert [read(grade) for grade in grades] == levels


def test_civil_service_ladder_is_taken_only_where_its_words_occur() -> None:
    assert (ladder_of(["Grade 7", "SEO"])("Grade 7"), ladder_of(["Grade 7"])("Grade 7")) == (6, 7)


def test_lines_keep_their_ends() -> None:
    assert tidy_lines("a\r\nb\rc\n\n d ") == "a\nb\nc\n\nd"
