"""What is asked follows from what is matched: never too much, never for nothing."""

from __future__ import annotations

import pytest

from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.consent import consent_sentences, version_of
from programs.privacy import PRIVACY, check_choice, chosen, is_tighter_or_same
from programs.questions import MOST_QUESTIONS, QUESTIONS, questions_of, steps_of
from programs.rules import RuleBroken
from programs.types import ProgramType
from tests.programs.kinds import every_type

every_side = pytest.mark.parametrize("side", ["mentee", "mentor"])


@every_type
@every_side
def test_type_asks_ten_questions_at_most_in_about_four_steps(program_type: ProgramType, side: str) -> None:
    steps = steps_of(program_type.policy, side)

    assert sum(len(step.questions) for step in steps) <= MOST_QUESTIONS
    assert len(steps) == 3


@every_type
@every_side
def test_type_asks_for_a_wish_list_only_where_it_has_one(program_type: ProgramType, side: str) -> None:
    asked = {question.key for question in questions_of(program_type.policy, side)}

    assert ("wishes" in asked) == (program_type.wishes_at_most > 0)


@every_type
@every_side
def test_type_lets_everybody_say_whom_not_and_mentors_how_many(program_type: ProgramType, side: str) -> None:
    asked = {question.key for question in questions_of(program_type.policy, side, ["nothing"])}

    assert asked == ({"avoid", "seats"} if side == "mentor" else {"avoid"})


def test_what_counts_nothing_is_not_asked() -> None:
    kind = PROGRAM_TYPES["onboarding"]
    policy = policy_for(kind, {"interests": 0, "craft": 45})

    assert [question.key for question in questions_of(policy, "mentee")] == ["avoid", "languages", "hours"]


def test_cohort_may_ask_less() -> None:
    policy = PROGRAM_TYPES["functional-expertise"].policy

    assert [each.key for each in questions_of(policy, "mentee", ["wants"])] == ["wants", "avoid"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.key)
def test_question_says_who_sees_the_answer(question: object) -> None:
    assert question.seen_by or question.nobody  # type: ignore[attr-defined]
    assert question.words[-1] in "?…"  # type: ignore[attr-defined]


@every_type
@every_side
def test_consent_names_each_answer_that_is_used(program_type: ProgramType, side: str) -> None:
    questions = questions_of(program_type.policy, side)

    words = "\n".join(map(str, consent_sentences(program_type, side, questions, chosen(program_type, {}))))

    assert [question.label for question in questions if question.label[1:] not in words] == []


def test_consent_has_another_version_for_other_words() -> None:
    kind = PROGRAM_TYPES["onboarding"]
    tight, loose = ({"partner_in_letters": value} for value in ("no", "yes"))

    versions = {
        version_of("\n".join(map(str, consent_sentences(kind, "mentee", (), chosen(kind, each)))))
        for each in (tight, loose)
    }

    assert len(versions) == 2


@every_type
def test_privacy_begins_with_a_choice_that_exists(program_type: ProgramType) -> None:
    for name, value in chosen(program_type, {}).items():
        check_choice(name, value)


@pytest.mark.parametrize("slug", ["high-potential", "succession"])
def test_privacy_begins_tight_where_few_are_chosen(slug: str) -> None:
    settings = chosen(PROGRAM_TYPES[slug], {})

    assert (settings["partner_in_letters"], settings["manager_sees_busy"]) == ("no", "own")


@pytest.mark.parametrize("setting", PRIVACY.values(), ids=lambda each: each.name)
def test_privacy_tightens_one_way(setting: object) -> None:
    tightest, *_, loosest = (each.value for each in setting.choices)  # type: ignore[attr-defined]

    tightens, loosens = ((loosest, tightest), (tightest, loosest))

    assert is_tighter_or_same(setting, *tightens)  # type: ignore[arg-type]
    assert not is_tighter_or_same(setting, *loosens)  # type: ignore[arg-type]


@pytest.mark.parametrize(("name", "value"), [("wish_list_shown", "everybody"), ("shoe_size", "no")])
def test_privacy_refuses_what_does_not_exist(name: str, value: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_choice(name, value)

    assert refused.value.field == name
