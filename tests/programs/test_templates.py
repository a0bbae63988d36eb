"""Every default that the four programs were designed with, line by line: domain.md A4.1 to A4.4."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.privacy import chosen
from programs.timeline import delivered
from programs.types import COMMON_RULES, ProgramType
from tests.programs.kinds import SHIPPED

COMMON = ["not_oneself", "not_in_line", "common_language", "shared_hours", "not_previous", "consented"]


@dataclass(frozen=True, kw_only=True)
class Designed:
    """What the design says of one program."""

    weights: dict[str, float]
    hard: list[str]
    ratio: tuple[int, int]
    days: tuple[int, int]
    cadence: list[tuple[int, int, int]]
    milestones: list[int]
    wishes: int
    joins: tuple[bool, bool]
    manager: list[str]
    privacy: list[str]
    practice: dict[str, str] = field(default_factory=dict)
    own_sight: tuple[str, ...] = ()


DESIGN = {
    "onboarding": Designed(
        weights={"craft": 25, "place": 20, "recent_joiner": 15, "interests": 20, "load": 20},
        hard=["level_band"],
        ratio=(1, 2),
        days=(180, 180),
        cadence=[(30, 7, 30), (90, 14, 45), (180, 30, 45)],
        milestones=[-7, 1, 7, 30, 60, 90, 120, 180],
        wishes=0,
        joins=(True, False),
        manager=["checklist", "Dates"],
        privacy=["yes", "nobody", "yes"],
        practice={"joining": "leaving", "topics": "checklist"},
    ),
    "functional-expertise": Designed(
        weights={"skills": 45, "wishes": 25, "level_gap": 10, "values": 10, "place": 5, "load": 5},
        hard=["covers_a_wish"],
        ratio=(1, 3),
        days=(150, 183),
        cadence=[(183, 14, 45)],
        milestones=[14, 45, 75, 120, 150],
        wishes=5,
        joins=(False, False),
        manager=["read and released", "skills"],
        privacy=["yes", "mentees", "yes"],
        practice={"reports": "signed"},
        own_sight=("Observation reports",),
    ),
    "high-potential": Designed(
        weights={"wishes": 35, "career_path": 25, "development": 15, "values": 10, "network": 10, "place": 5},
        hard=["two_levels_above", "another_department"],
        ratio=(1, 2),
        days=(274, 365),
        cadence=[(365, 21, 60)],
        milestones=[30, 90, 120, 180, 240, 270],
        wishes=10,
        joins=(False, True),
        manager=["own suggestions", "Nothing else"],
        privacy=["no", "mentees", "own"],
    ),
    "succession": Designed(
        weights={"target_role": 40, "skill_gaps": 25, "wishes": 25, "exposure": 10},
        hard=["level_above"],
        ratio=(1, 2),
        days=(365, 730),
        cadence=[(730, 30, 75)],
        milestones=[],
        wishes=5,
        joins=(False, True),
        manager=["Time for assignments"],
        privacy=["no", "nobody", "own"],
        own_sight=("The list of candidates",),
    ),
}
each_program = pytest.mark.parametrize("kind", SHIPPED, ids=lambda kind: kind.slug)


@each_program
def test_weights_rules_and_seats_are_those_of_the_design(kind: ProgramType) -> None:
    design = DESIGN[kind.slug]

    assert kind.weights == design.weights
    assert [rule.name for rule in kind.rules] == [*design.hard, *COMMON]
    assert [rule.name for rule in COMMON_RULES if rule.fixed] == ["not_oneself", "not_in_line", "consented"]
    assert (kind.seats, kind.seats_cap) == design.ratio


@each_program
def test_days_meetings_and_milestones_are_those_of_the_design(kind: ProgramType) -> None:
    design = DESIGN[kind.slug]

    assert (kind.duration_days, kind.duration_days_most) == design.days
    assert [(step.until_day, step.every_days, step.minutes) for step in kind.cadence] == design.cadence
    assert sorted({milestone.day for milestone in delivered(kind.milestones)}) == design.milestones


@each_program
def test_ways_in_and_sights_are_those_of_the_design(kind: ProgramType) -> None:
    design = DESIGN[kind.slug]
    own = [sight.what for sight in kind.visibility if sight.what in design.own_sight]

    assert (kind.rolling, kind.by_invitation) == design.joins
    assert (kind.wishes_at_most, tuple(own)) == (design.wishes, design.own_sight)
    assert [words for words, seen in zip(design.manager, kind.manager_sees, strict=True) if words not in seen] == []
    assert list(chosen(kind, {}).values()) == design.privacy
    assert kind.practice.different_from(type(kind.practice)()) == design.practice


def test_the_reporting_line_is_shut_upwards_altogether_and_two_levels_down() -> None:
    policies = [kind.policy.to_dict() for kind in SHIPPED]
    lines = [rule for policy in policies for rule in policy["rules"] if rule["name"] == "not_in_line"]

    assert [(line["up"] >= 99, line["down"]) for line in lines] == [(True, 2)] * len(SHIPPED)


def test_only_succession_hides_in_letters_which_program_it_is() -> None:
    assert [kind.slug for kind in SHIPPED if kind.is_discreet] == ["succession"]


def test_newcomers_meet_eight_times_in_ninety_days() -> None:
    days, day = [], 1
    for step in PROGRAM_TYPES["onboarding"].cadence:
        while day <= min(step.until_day, 90):
            days.append(day)
            day += step.every_days

    assert len(days) >= 8
