"""Headings: what each is taken as, and what is recognised as sensitive."""

from __future__ import annotations

import pytest

from app.core.errors import RuleBroken
from app.people_import.columns import LABELS, Field, check_mapping, recognised
from app.people_import.headings import VOCABULARY
from app.people_import.sensitive import KINDS, REASONS, SensitiveKind, kind_of

IBM = {
    "Age": SensitiveKind.AGE,
    "Attrition": SensitiveKind.PERFORMANCE,
    "BusinessTravel": None,
    "DailyRate": SensitiveKind.PAY,
    "Department": Field.DEPARTMENT,
    "DistanceFromHome": SensitiveKind.PRIVATE,
    "Education": None,
    "EmployeeNumber": Field.EXTERNAL_ID,
    "EnvironmentSatisfaction": SensitiveKind.ATTITUDE,
    "Gender": SensitiveKind.GENDER,
    "JobLevel": Field.LEVEL,
    "JobRole": Field.JOB_TITLE,
    "MaritalStatus": SensitiveKind.FAMILY,
    "MonthlyIncome": SensitiveKind.PAY,
    "Over18": SensitiveKind.AGE,
    "PercentSalaryHike": SensitiveKind.PAY,
    "PerformanceRating": SensitiveKind.PERFORMANCE,
    "StockOptionLevel": SensitiveKind.PAY,
    "YearsAtCompany": None,
}
CIVIL_SERVICE = {
    "first name": Field.FIRST_NAME,
    "last name": Field.LAST_NAME,
    "email address": Field.EMAIL,
    "both mentor and mentee": None,
    "job title": Field.JOB_TITLE,
    "grade": Field.LEVEL,
    "organisation": Field.DEPARTMENT,
    "profession": Field.JOB_FAMILY,
    "characteristics": SensitiveKind.IDENTITY,
    "match with similar identity": SensitiveKind.IDENTITY,
    "identity to match": SensitiveKind.IDENTITY,
    "biography": Field.ABOUT,
}


@pytest.mark.parametrize("headings", [IBM, CIVIL_SERVICE], ids=["HR table", "sign-ups"])
def test_real_headings_are_recognised(headings: dict[str, Field | SensitiveKind | None]) -> None:
    columns = recognised(headings)

    assert {column.heading: column.field or column.sensitive for column in columns} == headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("EMP_NO", Field.EXTERNAL_ID),
        ("Personalnummer", Field.EXTERNAL_ID),
        ("E-Mail", Field.EMAIL),
        ("Work email:", Field.EMAIL),
        ("Prénom", Field.FIRST_NAME),
        ("reportsTo", Field.MANAGER),
        ("Manager ID", Field.MANAGER),
        ("Time zone", Field.TIME_ZONE),
        ("hire_date", Field.START_ON),
        ("Leaving date", Field.LEFT_ON),
        ("Pay grade", Field.LEVEL),
        ("Shoe size", None),
        ("", None),
    ],
)
def test_heading_is_taken_in_many_words(heading: str, field: Field | None) -> None:
    assert recognised([heading])[0].field is field


@pytest.mark.parametrize("kind", SensitiveKind)
def test_each_sensitive_kind_has_words_a_reason_and_a_name(kind: SensitiveKind) -> None:
    assert {kind_of(word.replace("*", "")) for word in VOCABULARY.sensitive[kind]} == {kind}
    assert str(REASONS[kind]).endswith(".")
    assert str(KINDS[kind])


@pytest.mark.parametrize(
    "heading", ["Language", "Stage", "Transport", "Job family", "Racehorse", "Department", "Manager"]
)
def test_harmless_headings_are_not_sensitive(heading: str) -> None:
    assert kind_of(heading) is None


def test_surer_heading_wins_a_field_that_two_could_have() -> None:
    columns = recognised(["Title", "Job title", "Manager", "Manager ID"])

    assert [column.field for column in columns] == [None, Field.JOB_TITLE, None, Field.MANAGER]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Name", "First name", "Last name"], [Field.NAME, None, None]),
        (["Name", "Vorname"], [Field.LAST_NAME, Field.FIRST_NAME]),
        (["First name", "Last name"], [Field.FIRST_NAME, Field.LAST_NAME]),
    ],
)
def test_name_is_one_column_or_two_halves(headings: list[str], fields: list[Field | None]) -> None:
    assert [column.field for column in recognised(headings)] == fields


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"a": Field.NAME}, "Choose the column that tells people apart: their id in the HR system, or their e-mail."),
        ({"a": Field.EMAIL, "b": Field.EMAIL}, "“a” and “b” cannot both be E-mail. Leave one of them out."),
        (
            {"a": Field.EMAIL, "b": Field.NAME, "c": Field.LAST_NAME},
            "Take either the whole name from one column, or first and last name from two.",
        ),
    ],
)
def test_mapping_that_cannot_work_is_refused(mapping: dict[str, Field], sentence: str) -> None:
    with pytest.raises(RuleBroken) as caught:
        check_mapping(mapping)

    assert str(caught.value) == sentence


def test_every_field_has_words_and_a_label() -> None:
    assert set(VOCABULARY.fields) == {field.value for field in Field}
    assert set(LABELS) == set(Field)
