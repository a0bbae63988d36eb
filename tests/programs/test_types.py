"""One contract for every program type and for a fifth that nobody ships, then what is each type’s own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from matching import Policy, match, verify
from matching.files import read_table
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.consent import consent_sentences
from programs.lint import CHECKS
from programs.practice import TRAITS
from programs.privacy import PRIVACY, chosen
from programs.questions import MOST_QUESTIONS, questions_of, steps_of
from programs.rules import RuleBroken
from programs.timeline import delivered
from programs.topics import MENTEE, MENTOR
from programs.types import COMMON_RULES, Criterion, HardRule, ProgramType
from tests.matching.problems import shared
from tests.programs.kinds import FOUR, SHIPPED, each_of_the_four, every_type

GRADES = ["AA", "AO", "EO", "HEO", "SEO", "Grade 7", "Grade 6", "SCS1", "SCS2", "SCS3", "SCS4"]

FIXED = "“Not in the same reporting line” holds in every cohort and cannot be changed."
UNUSABLE = "The rules of this cohort cannot be used: rule 'shared_hours', hours: expected a number above 0, got -1."

BOTH = (MENTEE, MENTOR)


@every_type
def test_type_weights_add_up_to_a_hundred(program_type: ProgramType) -> None:
    assert sum(program_type.weights.values()) == 100


@every_type
def test_type_and_its_policy_name_the_same_criteria_weights_and_rules(program_type: ProgramType) -> None:
    policy = program_type.policy

    assert {spec.name: spec.weight for spec in policy.criteria} == program_type.weights
    assert {spec.name for spec in policy.rules} == {rule.name for rule in program_type.rules}


@every_type
def test_type_gives_a_cohort_its_own_policy(program_type: ProgramType) -> None:
    assert policy_for(program_type) == program_type.policy


@each_of_the_four
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
    shown = [milestone.day for milestone in delivered(program_type.milestones)]
    assert (ends, days) == (sorted(ends), sorted(days))
    assert not shown or -31 <= shown[0] <= shown[-1] <= program_type.duration_days
    assert max(days, default=0) <= program_type.duration_days_most


@every_type
def test_type_names_each_milestone_once_and_under_a_theme(program_type: ProgramType) -> None:
    names = [milestone.name for milestone in program_type.milestones]

    assert len(set(names)) == len(names)
    assert [each.name for each in program_type.milestones if not (each.title and each.theme)] == []


@every_type
def test_type_says_every_rule_and_criterion_in_words_of_its_own(program_type: ProgramType) -> None:
    named: list[Criterion | HardRule] = [*program_type.criteria, *program_type.rules]

    assert [each.name for each in named if not (each.label and each.sentence)] == []
    assert len({each.label for each in named}) == len(named)
    assert [rule.name for rule in program_type.rules if rule.number and "{number}" not in rule.number.sentence] == []


@every_type
@pytest.mark.parametrize("side", [MENTEE, MENTOR])
def test_type_asks_ten_questions_at_most_in_steps_that_open(program_type: ProgramType, side: str) -> None:
    asked = questions_of(program_type.policy, side)

    assert 1 <= len(asked) <= MOST_QUESTIONS
    assert [step.topic for step in steps_of(program_type.policy, side) if not (step.words and step.lead)] == []


@every_type
@pytest.mark.parametrize("side", [MENTEE, MENTOR])
def test_type_has_something_to_agree_to(program_type: ProgramType, side: str) -> None:
    privacy = chosen(program_type, {})
    said = consent_sentences(program_type, side, questions_of(program_type.policy, side), privacy)

    assert [str(each) for each in said if not str(each).endswith(".")] == []
    assert all(seen in str(said[-1]) for seen in program_type.manager_sees)


@every_type
def test_type_begins_with_answers_and_settings_that_there_are(program_type: ProgramType) -> None:
    begins = {trait.name: trait.answer(getattr(program_type.practice, trait.name)) for trait in TRAITS.values()}

    assert begins.keys() == TRAITS.keys()
    assert set(program_type.privacy) <= set(PRIVACY)
    assert [name for name, value in program_type.privacy.items() if PRIVACY[name].choice(value).value != value] == []
    assert set(program_type.spared) <= {check.code for check in CHECKS if not check.is_error}


@every_type
def test_type_promises_nothing_that_nobody_delivers(program_type: ProgramType) -> None:
    said = [program_type.purpose, program_type.audience, program_type.entry, program_type.who_chooses]
    said += [*program_type.manager_sees, *(each.title for each in delivered(program_type.milestones))]
    said += [f"{each.what} {each.who}" for each in program_type.visibility]
    said += [words for guide in program_type.guides for words in (guide.title, *guide.questions)]
    said += [f"{each.title} {each.text} {each.question}" for side in BOTH for each in program_type.orientation.of(side)]

    assert [words for words in said if re.search(r"survey|360|pulse|\bevents?\b|workshop", words, re.IGNORECASE)] == []


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

    assert found.pairs
    assert verify(found).reason == "no better result exists"


def test_the_four_place_as_many_as_their_rules_allow() -> None:
    placed = [len(match(cohort("mentees"), cohort("mentors"), policy_for(kind)).pairs) for kind in SHIPPED]

    assert placed == [424, 500, 492, 500]


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


def test_catalogue_begins_with_the_four_types_and_has_each_under_its_slug() -> None:
    assert list(PROGRAM_TYPES)[: len(FOUR)] == list(FOUR)
    assert [slug for slug, kind in PROGRAM_TYPES.items() if kind.slug != slug] == []


@every_type
def test_type_says_so_where_a_manager_sees_nothing(program_type: ProgramType) -> None:
    shut = replace(program_type, manager_sees=())

    said = [str(each) for each in consent_sentences(shut, MENTEE, (), chosen(shut, {}))]

    assert said[-1] == "A mentee’s manager sees nothing of it."
