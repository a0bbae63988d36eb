"""Each disguise of coaching is found, each weakness is shown, and the shipped templates are clean."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.lint import CHECKS, Working, blocking, lint
from programs.practice import TRAITS, Practice
from programs.questions import questions_of
from programs.rules import RuleBroken
from programs.topics import MENTEE
from programs.types import ProgramType
from tests.programs.kinds import EVERY

EXPERTISE = PROGRAM_TYPES["functional-expertise"]
every_type = pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.slug)
DISGUISES: list[tuple[str, dict[str, Any]]] = [
    ("L1", {"reports": "told"}),
    ("L2", {"rating": "mentor"}),
    ("L3", {"goals": "approved"}),
    ("L3", {"goals": "set"}),
    ("L4", {"line": "may"}),
    ("L5", {"topics": "required"}),
    ("L6", {"notes": "required"}),
    ("L7", {"outcome": "rating"}),
    ("L7", {"outcome": "plan"}),
    ("L8", {"entry": "shortfall"}),
    ("L9", {"meetings": "manager"}),
]
WEAK: list[tuple[str, dict[str, Any]]] = [
    ("W1", {"joining": "must"}),
    ("W3", {"training": "none"}),
    ("W4", {"exit": "none"}),
]


def working(kind: ProgramType = EXPERTISE, practice: Practice | None = None, **more: Any) -> Working:
    """How a cohort of this type works that changed nothing."""
    asked = [question.key for question in questions_of(kind.policy, MENTEE)]
    usual: dict[str, Any] = {"asked": asked, "days": kind.duration_days, "most_seats": kind.seats_cap}
    return Working(kind=kind, practice=practice or kind.practice, **(usual | more))


def codes(has: Working) -> list[str]:
    return [check.code for check in lint(has)]


@every_type
def test_a_shipped_template_has_neither_error_nor_warning(kind: ProgramType) -> None:
    assert codes(working(kind)) == []


@every_type
@pytest.mark.parametrize(("code", "said"), DISGUISES)
def test_a_disguise_is_an_error_in_every_program(kind: ProgramType, code: str, said: dict[str, Any]) -> None:
    has = working(kind, kind.practice.changed_by(said))

    assert [check.code for check in blocking(has)] == [code]


@pytest.mark.parametrize(("code", "said"), WEAK)
def test_a_weakness_is_a_warning_and_no_error(code: str, said: dict[str, Any]) -> None:
    has = working(practice=EXPERTISE.practice.changed_by(said))

    assert (codes(has), blocking(has)) == ([code], ())


@pytest.mark.parametrize(
    ("code", "really"),
    [
        ("L4", {"left_out": ["not_in_line"]}),
        ("W2", {"asked": ["interests", "values", "avoid"]}),
        ("W5", {"days": 89}),
        ("W6", {"most_seats": 4}),
    ],
)
def test_what_a_cohort_really_has_counts_whatever_it_says(code: str, really: dict[str, Any]) -> None:
    assert codes(working(**really)) == [code]


@pytest.mark.parametrize("really", [{"days": 90}, {"most_seats": 3}, {"asked": ["wants"]}, {"left_out": ["load"]}])
def test_the_last_that_is_well_is_not_found(really: dict[str, Any]) -> None:
    assert codes(working(**really)) == []


def test_onboarding_is_spared_two_warnings_and_keeps_its_checklist() -> None:
    onboarding = PROGRAM_TYPES["onboarding"]
    drafted = replace(onboarding.practice, joining="must")

    assert onboarding.practice.topics == "checklist"
    assert codes(working(onboarding, drafted, asked=[])) == []
    assert codes(working(onboarding, replace(drafted, topics="required"))) == ["L5"]


def test_a_signed_observation_report_is_no_report_of_the_mentor() -> None:
    assert EXPERTISE.practice.reports == "signed"
    assert codes(working()) == []


@pytest.mark.parametrize("said", [{"reports": "signed"}, {"topics": "checklist"}, {"joining": "leaving"}])
def test_what_belongs_to_one_program_is_not_offered_in_another(said: dict[str, str]) -> None:
    with pytest.raises(RuleBroken) as refused:
        PROGRAM_TYPES["succession"].practice.changed_by(said)

    assert refused.value.field == next(iter(said))


def test_there_are_nine_errors_and_six_warnings_each_with_a_way_to_mend_it() -> None:
    assert [check.code for check in CHECKS] == [f"L{n}" for n in range(1, 10)] + [f"W{n}" for n in range(1, 7)]
    assert [check.code for check in CHECKS if bool(check.trait) == bool(check.place)] == []
    assert {check.trait for check in CHECKS} - {""} <= {*TRAITS, "seats_cap"}
    said = [words for check in CHECKS for words in (check.title, check.reason, check.source, check.mend)]
    assert [words for words in said if not (words[0].isupper() and words.rstrip("”)").endswith("."))] == []
