"""What a cohort is after beside points and rules, and what each type begins with."""

from typing import Any

import pytest

from programs.aims import OBJECTIVES, Aims
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.rules import RuleBroken
from programs.types import ProgramType
from tests.programs.kinds import each_of_the_four

ONBOARDING = PROGRAM_TYPES["onboarding"]

DOMAIN: dict[str, dict[str, float]] = {
    "onboarding": {"craft": 25, "place": 20, "recent_joiner": 15, "interests": 20, "load": 20},
    "functional-expertise": {"skills": 45, "wishes": 25, "level_gap": 10, "values": 10, "place": 5, "load": 5},
    "high-potential": {
        "wishes": 35,
        "career_path": 25,
        "development": 15,
        "values": 10,
        "network": 10,
        "place": 5,
    },
    "succession": {"target_role": 40, "skill_gaps": 25, "wishes": 25, "exposure": 10},
}


@each_of_the_four
def test_shipped_weights_are_those_of_the_domain(program_type: ProgramType) -> None:
    assert {spec.name: spec.weight for spec in policy_for(program_type).criteria} == DOMAIN[program_type.slug]


def test_the_question_has_four_answers_and_each_says_what_it_costs() -> None:
    assert [each.label for each in OBJECTIVES.values()] == [
        "The best fits overall",
        "Everybody placed",
        "No poor match",
        "Nobody would rather swap",
    ]
    assert all(each.cost.endswith(".") for each in OBJECTIVES.values())


def test_aims_become_the_policy() -> None:
    aims = {"objective": "raise_floor", "floor": 30, "keep_bonus": 2, "ceilings": {"office": 3}, "needs": 2}

    policy = policy_for(ONBOARDING, aims=aims)

    assert (policy.objective, policy.keep_bonus, dict(policy.ceilings), policy.load) == (
        "raise_floor",
        2,
        {"office": 3},
        "load",
    )
    assert policy.rules[-1].options == {"points": 30}


def test_a_program_without_changes_keeps_its_policy() -> None:
    assert policy_for(ONBOARDING, aims={}).digest == ONBOARDING.policy.digest


@pytest.mark.parametrize(
    ("aims", "field"),
    [
        ({"objective": "luck"}, "objective"),
        ({"floor": 101}, "floor"),
        ({"floor": True}, "floor"),
        ({"keep_bonus": -1}, "keep_bonus"),
        ({"needs": 0}, "needs"),
        ({"ceilings": {"office": 0}}, "ceiling_office"),
        ({"ceilings": {"office": 3}, "objective": "stable"}, "objective"),
        ({"ceilings": {"house": 3}}, None),
        ({"luck": 3}, None),
    ],
)
def test_aims_that_are_none_are_refused_beside_their_field(aims: dict[str, Any], field: str | None) -> None:
    with pytest.raises(RuleBroken) as broken:
        Aims.of(ONBOARDING, aims)

    assert broken.value.field == field


@pytest.mark.parametrize(
    ("slug", "rule", "number", "sentence"),
    [
        ("onboarding", "level_band", 2, "The mentor is at most two levels above or below the mentee."),
        ("high-potential", "two_levels_above", 3, "The mentor is at least three levels above the mentee."),
        ("succession", "level_above", 2, "The executive is at least two levels above the candidate."),
        ("succession", "shared_hours", 3, "Their working hours share at least three hours a week."),
    ],
)
def test_rules_say_the_number_that_a_cohort_chose(slug: str, rule: str, number: int, sentence: str) -> None:
    found = next(each for each in PROGRAM_TYPES[slug].rules if each.name == rule)
    assert found.number is not None
    options = found.number.as_options(number)

    assert (str(found.said(options)), found.number.chosen(options)) == (sentence, number)
    assert str(found.said(found.number.as_options(found.number.usual))) == found.sentence
    assert rule in [spec.name for spec in policy_for(PROGRAM_TYPES[slug], rules={rule: options}).rules]
