"""One contract for every program type, then what is each type's own."""

from __future__ import annotations

from typing import Any

import pytest

from matching import Policy, match, verify
from matching.files import read_table
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.rules import RuleBroken
from programs.types import COMMON_RULES, ProgramType
from tests.matching.problems import shared

TYPES = list(PROGRAM_TYPES.values())
GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]

FIXED = "“Not in the same reporting line” holds in every cohort and cannot be changed."
UNUSABLE = "The rules of this cohort cannot be used: rule 'shared_hours', hours: expected a number above 0, got -1."

every_type = pytest.mark.parametrize("program_type", TYPES, ids=lambda kind: kind.slug)


@every_type
def test_type_weights_add_up_to_a_hundred(program_type: ProgramType) -> None:
    assert sum(program_type.weights.values()) == 100


@every_type
def test_type_and_its_policy_name_the_same_criteria_weights_and_rules(program_type: ProgramType) -> None:
    policy = program_type.policy

    assert {spec.name: spec.weight for spec in policy.criteria} == program_type.weights
    assert {spec.name for spec in policy.rules} == {rule.name for rule in program_type.rules}


@every_type
def test_type_is_shipped_with_the_engine_under_its_slug(program_type: ProgramType) -> None:
    assert policy_for(program_type) == Policy.shipped(program_type.slug)


@every_type
def test_type_has_all_common_rules(program_type: ProgramType) -> None:
    assert set(COMMON_RULES) <= set(program_type.rules)


@every_type
def test_type_speaks_in_whole_sentences(program_type: ProgramType) -> None:
    said = [program_type.purpose, program_type.audience, program_type.entry, program_type.who_chooses]
    said += [criterion.sentence for criterion in program_type.criteria] + [rule.sentence for rule in program_type.rules]

    assert [text for text in said if not (text[0].isupper() and text.endswith("."))] == []


@every_type
def test_type_keeps_its_seats_and_days_in_order(program_type: ProgramType) -> None:
    ends = [step.until_day for step in program_type.cadence]
    days = [milestone.day for milestone in program_type.milestones]

    assert 1 <= program_type.seats <= program_type.seats_cap <= 3
    assert program_type.duration_days <= program_type.duration_days_most == ends[-1]
    assert (ends, days) == (sorted(ends), sorted(days))


@every_type
def test_type_lets_no_manager_see_what_the_pair_says(program_type: ProgramType) -> None:
    assert program_type.visibility[0].who == "The two of you"
    assert [item for item in program_type.manager_sees if "note" in item or "message" in item] == []


def cohort(kind: str) -> dict[str, list[Any]]:
    """A table as the application hands it over, from a sign-up file that knows little about people."""
    table = read_table(shared("civil_service_mentor_sample") / f"large_{kind}.csv")
    n_people = len(table["grade"])
    return {
        "id": table["email address"],
        "person": table["email address"],
        "level": [GRADES.index(grade) for grade in table["grade"]],
        "department": table["organisation"],
        "function": table["profession"],
        "languages": [["en"]] * n_people,
        "seats": [1] * n_people,
    }


@every_type
def test_type_matches_sign_up_files_that_know_little(program_type: ProgramType) -> None:
    found = match(cohort("mentees"), cohort("mentors"), policy_for(program_type))

    placed = {"onboarding": 424, "functional-expertise": 500, "high-potential": 492, "succession": 500}
    assert len(found.pairs) == placed[program_type.slug]
    assert verify(found).reason == "no better result exists"


@every_type
def test_policy_takes_the_weights_of_a_cohort(program_type: ProgramType) -> None:
    first, second = list(program_type.weights)[:2]
    weights = {first: program_type.weights[first] + 5, second: program_type.weights[second] - 5}

    policy = policy_for(program_type, weights)

    assert {spec.name: spec.weight for spec in policy.criteria} == program_type.weights | weights


@every_type
@pytest.mark.parametrize(
    ("weights", "rules", "field", "message"),
    [
        ({"luck": 3}, {}, "weights", "{name} has no criterion “luck”."),
        ({"first": -1}, {}, "weights", "A weight cannot be below 0."),
        ({"first": 0}, {}, "weights", "The weights add up to {rest}. They need to add up to 100."),
        ({}, {"luck": False}, "rules", "{name} has no rule “luck”."),
        ({}, {"not_in_line": False}, "rules", FIXED),
        ({}, {"not_in_line": {"down": 0}}, "rules", FIXED),
        ({}, {"shared_hours": {"hours": -1}}, "rules", UNUSABLE),
    ],
)  # fmt: skip
def test_policy_refuses_what_a_cohort_may_not_change(
    program_type: ProgramType, weights: dict[str, float], rules: dict[str, Any], field: str, message: str
) -> None:
    first = next(iter(program_type.weights))
    named = {first if name == "first" else name: weight for name, weight in weights.items()}

    with pytest.raises(RuleBroken) as broken:
        policy_for(program_type, named, rules)

    rest = f"{100 - program_type.weights[first]:g}"
    assert (str(broken.value), broken.value.field) == (message.format(name=program_type.name, rest=rest), field)


def test_policy_leaves_out_and_changes_rules_of_a_cohort() -> None:
    policy = policy_for(PROGRAM_TYPES["onboarding"], rules={"level_band": {"max": 3}, "common_language": False})

    assert policy.rules[0].options == {"min": -1, "max": 3}
    assert "common_language" not in [spec.name for spec in policy.rules]


def test_catalogue_has_the_four_types_by_slug() -> None:
    assert list(PROGRAM_TYPES) == ["onboarding", "functional-expertise", "high-potential", "succession"]


@pytest.mark.parametrize(
    ("slug", "weights", "cap", "days"),
    [
        ("onboarding", [25, 20, 15, 20, 20], 2, (180, 180)),
        ("functional-expertise", [45, 25, 10, 10, 5, 5], 3, (150, 183)),
        ("high-potential", [35, 25, 15, 10, 10, 5], 2, (274, 365)),
        ("succession", [40, 25, 25, 10], 2, (365, 730)),
    ],
)
def test_type_has_the_figures_of_the_domain(slug: str, weights: list[float], cap: int, days: tuple[int, int]) -> None:
    kind = PROGRAM_TYPES[slug]

    assert list(kind.weights.values()) == weights
    assert (kind.seats_cap, (kind.duration_days, kind.duration_days_most)) == (cap, days)
