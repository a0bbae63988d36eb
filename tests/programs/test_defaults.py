"""Each default that the design names for the four programs, under its paragraph: domain.md A4 to A4.5.

Weights, rules, seats, days, meetings, sights and privacy stand type by type in ``test_templates``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.choice import FormOfChoice
from programs.consent import consent_sentences
from programs.observations import ANCHORS, Observation
from programs.privacy import chosen
from programs.readiness import CAP, MONTHS, REVIEW_MONTHS
from programs.timeline import delivered, role_items
from programs.types import ProgramType
from tests.programs.kinds import SHIPPED

ONBOARDING, EXPERTISE, POTENTIAL, SUCCESSION = SHIPPED
NO = "nothing of this kind"


def spec(kind: ProgramType, name: str) -> dict[str, Any]:
    """A criterion or a rule as it is computed."""
    policy = kind.policy.to_dict()
    return next(each for each in (*policy["criteria"], *policy["rules"]) if each["name"] == name)


def of(found: object, *names: str) -> object:
    """What stands under these names of something that a type may not have."""
    return NO if found is None else tuple(getattr(found, name) for name in names)


def agrees_to_reports(side: str) -> bool:
    """Whether who signs up for functional expertise agrees to observation reports."""
    said = consent_sentences(EXPERTISE, side, (), chosen(EXPERTISE, {}))
    return any("observation reports" in str(each) for each in said)


DEFAULTS = {
    "A4: an hour a week in common": (spec(ONBOARDING, "shared_hours")["hours"], 0.2),
    "A4: former pairs only when both ask": (spec(ONBOARDING, "not_previous")["wishes"], "wishes"),
    "A4.1 entry: in seven days before the start": (of(ONBOARDING.arrivals, "days_before"), (7,)),
    "A4.1 entry: out with one click": (ONBOARDING.practice.joining, "leaving"),
    "A4.1 who chooses: a proposal is held for a day": (of(ONBOARDING.arrivals, "held_for"), (timedelta(days=1),)),
    "A4.1 who chooses: another mentor in 30 days": (of(ONBOARDING.arrivals, "swap_days"), (30,)),
    "A4.1 who chooses: no preferences": (ONBOARDING.wishes_at_most, 0),
    "A4.1 who chooses: matched by the program": (of(ONBOARDING.choice, "forms"), ((FormOfChoice.MATCHED,),)),
    "A4.1 weights: joined one to four years ago": (
        [spec(ONBOARDING, "recent_joiner")[end] for end in ("low", "high")],
        [365, 1461],
    ),
    "A4.1 hard: at most one level apart": ([spec(ONBOARDING, "level_band")[end] for end in ("min", "max")], [-1, 1]),
    "A4.1 duration: 180 days": ({each.day for each in ONBOARDING.milestones if each.day > 120}, {180}),
    "A4.1 manager sees: the checklist of the role": (
        [each.name for each in role_items(ONBOARDING.milestones)],
        ["access", "whom-to-ask", "first-result", "expectations", "role-clear"],
    ),
    "A4.1 flows on: to functional expertise": (of(ONBOARDING.arrivals, "leads_to"), ((EXPERTISE.slug,),)),
    "A4.2 entry: six months in the role": (of(EXPERTISE.road, "after_days"), (180,)),
    "A4.2 entry: one to three skills": ("one to three skills" in EXPERTISE.entry, True),
    "A4.2 entry: skill levels 0 to 7": (len(ANCHORS), 8),
    "A4.2 who chooses: up to five, and both sides rank": (
        (EXPERTISE.wishes_at_most, of(EXPERTISE.choice, "forms")),
        (5, ((FormOfChoice.RANKED, FormOfChoice.REQUESTED, FormOfChoice.MATCHED),)),
    ),
    "A4.2 weights: two or three levels above count in full": (
        [step for step, points in spec(EXPERTISE, "level_gap")["points"].items() if points == 10],
        ["2", "3"],
    ),
    "A4.2 hard: the level wanted in a skill": (spec(EXPERTISE, "covers_a_wish")["kind"], "covers"),
    "A4.2 hard: consent to observe": ([agrees_to_reports(side) for side in ("mentee", "mentor")], [True, True]),
    "A4.2 cadence: two to four observations": (of(EXPERTISE.observations, "least", "most"), (2, 4)),
    "A4.2 content: what a report holds": (
        {"task", "standard", "seen", "effect", "next_step", "level"} <= set(Observation.__slots__),
        True,
    ),
    "A4.2 flows on: two reports and milestones speak for a nominee": (
        of(POTENTIAL.nominations, "reports", "milestones"),
        (2, 2),
    ),
    "A4.3 entry: a committee of three": (of(POTENTIAL.nominations, "committee"), (3,)),
    "A4.3 entry: five to fifteen in a hundred": (
        of(POTENTIAL.nominations, "least_share", "most_share"),
        (0.05, 0.15),
    ),
    "A4.3 entry: places for one and a half times who is placed": (of(POTENTIAL.forecast, "per_placement"), (1.5,)),
    "A4.3 entry: what is looked for": (
        [each.name for each in POTENTIAL.nominations.expected] if POTENTIAL.nominations else [],
        ["Sustained contribution", "Learning from what is new", "A confirmed wish to lead"],
    ),
    "A4.3 who chooses: a wish list of ten": (POTENTIAL.wishes_at_most, 10),
    "A4.3 who chooses: a talk first, an answer in seven days": (
        of(POTENTIAL.choice, "talks_first", "answer_days", "in_working_days"),
        (True, 7, False),
    ),
    "A4.3 who chooses: the mentee asks": (
        POTENTIAL.choice.forms[0] if POTENTIAL.choice else NO,
        FormOfChoice.REQUESTED,
    ),
    "A4.3 hard: two levels above": (spec(POTENTIAL, "two_levels_above")["min"], 2),
    "A4.3 hard: another department": (spec(POTENTIAL, "another_department")["mentee"], "department"),
    "A4.3 content: circles of five or six": (of(POTENTIAL.circles, "fewest", "most"), (5, 6)),
    "A4.3 content: something to read on each theme": (
        {each.theme for each in POTENTIAL.library.pieces} if POTENTIAL.library else NO,
        {"Communication", "Business acumen", "Problem solving", "Collaboration", "Emotional intelligence"},
    ),
    "A4.3 content: one stretch task": (
        [each.day for each in POTENTIAL.milestones if each.name == "stretch-task"],
        [120],
    ),
    "A4.4 entry: looked at again every six months": (REVIEW_MONTHS, 6),
    "A4.4 entry: by invitation, and no letter says to what": (
        (SUCCESSION.by_invitation, SUCCESSION.is_discreet),
        (True, True),
    ),
    "A4.4 who chooses: executives, two at most": ((SUCCESSION.choice, CAP, SUCCESSION.seats_cap), (None, 2, 2)),
    "A4.4 duration: twelve to twenty-four months": (MONTHS, (12, 24)),
    "A4.4 content: no template": (SUCCESSION.milestones, ()),
    "A4.5 road: all four stand on it": ([kind.slug for kind in SHIPPED if kind.road is None], []),
}

MILESTONES = {
    "onboarding": {
        -7: ["welcome note"],
        1: ["met", "lunch", "access works"],
        7: ["map of the team", "whom to ask", "story that shows what we value"],
        30: ["unwritten rules", "first result", "expected of me, in my own words"],
        60: ["strengths", "second circle"],
        90: ["talk of three with the manager, if i want", "role is clear"],
        120: ["learning plan"],
        180: ["staying", "last talk", "could come next"],
    },
    "functional-expertise": {
        14: ["goal for each skill"],
        45: ["first observation"],
        75: ["half-way"],
        120: ["second observation"],
        150: ["do alone", "last talk"],
    },
    "high-potential": {
        30: ["two or three behaviours"],
        90: ["first quarter"],
        120: ["stretch task"],
        180: ["half-way"],
        240: ["stretch task has taught"],
        270: ["could come next", "last talk"],
    },
    "succession": {},
}


@pytest.mark.parametrize(("is_so", "designed"), DEFAULTS.values(), ids=DEFAULTS)
def test_default_is_that_of_the_design(is_so: object, designed: object) -> None:
    assert is_so == designed


@pytest.mark.parametrize("slug", MILESTONES, ids=["A4.1", "A4.2", "A4.3", "A4.4"])
def test_milestones_are_those_of_the_design_in_order(slug: str) -> None:
    designed = [(day, words) for day, on_it in MILESTONES[slug].items() for words in on_it]

    way = [(each.day, each.title.lower()) for each in delivered(PROGRAM_TYPES[slug].milestones)]

    assert [day for day, _title in way] == [day for day, _words in designed]
    assert [words for (_day, words), (_same, title) in zip(designed, way, strict=True) if words not in title] == []
