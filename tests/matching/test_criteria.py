"""Each kind of criterion on one pair: points, whether known, and facts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching import Part, Policy, match
from matching.criteria import CRITERIA
from matching.hours import shared_hours
from matching.question import Edits, ask

Cells = dict[str, Any]


def part(criterion: Cells, mentee: Cells, mentor: Cells) -> Part:
    policy = Policy.from_dict({"criteria": [{"weight": 8} | criterion], "lenient": True})
    tables = [{"id": ["x"]} | {name: [cell] for name, cell in side.items()} for side in (mentee, mentor)]
    return match(tables[0], tables[1], policy).explain("x", "x")[0]


COVERAGE = {"kind": "coverage", "mentee": "wanted", "mentor": "offered"}
OVERLAP = {"kind": "set_overlap", "column": "a"}
SAME = {"kind": "same", "column": "a"}
AFFINITY = {"kind": "affinity", "column": "a", "table": {"Law": {"Tax": 0.5}}, "default": 0.25}
GAP = {"kind": "gap", "column": "a", "points": {1: 3, 2: 6}}
GRADES = {**GAP, "order": ["low", "middle", "high"]}
WITHIN = {"kind": "within", "mentor": "a", "low": 1, "high": 4}
SIMILARITY = {"kind": "similarity", "column": ["a", "b"], "span": 4}
LOAD = {"kind": "load", "mentor": "a", "seats": "b"}
HOURS = {"kind": "hours", "column": "a", "place": "b", "date": "2026-11-21"}
WISHES = {"kind": "preference", "column": "a"}
CONTAINS = {"kind": "contains", "column": "a", "consent": "b"}
TEXT = {"kind": "text", "column": "a"}


@pytest.mark.parametrize(
    ("criterion", "mentee", "mentor", "points"),
    [
        (COVERAGE, {"wanted": {"law": 4}}, {"offered": {"LAW": 3}}, 6),
        (COVERAGE, {"wanted": {"law": 4, "tax": 2}}, {"offered": {"law": 7}}, 4),
        (COVERAGE, {"wanted": ["law", "tax"]}, {"offered": ["law", "tax", "audit"]}, 8),
        (COVERAGE, {"wanted": {"law": 0}}, {"offered": {"law": 0}}, 8),
        (OVERLAP, {"a": "chess; hiking"}, {"a": ["hiking", "Chess"]}, 8),
        (OVERLAP, {"a": ["chess", "hiking"]}, {"a": ["hiking", "music", "art"]}, 2),
        ({"kind": "set_overlap", "column": ["a", "b"]}, {"a": ["x"], "b": ["y"]}, {"a": ["x"], "b": ["x"]}, 8 / 3),
        (SAME, {"a": "Law"}, {"a": "law "}, 8),
        (SAME, {"a": "Law"}, {"a": "Tax"}, 0),
        (SAME | {"reverse": True}, {"a": "Law"}, {"a": "Tax"}, 8),
        (AFFINITY, {"a": "law"}, {"a": "tax"}, 4),
        (AFFINITY, {"a": "tax"}, {"a": "law"}, 2),
        (GAP, {"a": 1}, {"a": 2}, 4),
        (GAP, {"a": 1}, {"a": 3}, 8),
        (GAP, {"a": 3}, {"a": 2}, 0),
        (GRADES, {"a": "low"}, {"a": "high"}, 8),
        (WITHIN, {}, {"a": 4}, 8),
        (WITHIN, {}, {"a": 5}, 0),
        (SIMILARITY, {"a": 1, "b": 5}, {"a": 2, "b": 4}, 6),
        (SIMILARITY, {"a": 1, "b": None}, {"a": 1, "b": 4}, 8),
        (LOAD, {}, {"a": 1, "b": 4}, 6),
        (LOAD, {}, {"a": 0, "b": 0}, 8),
        (HOURS, {"a": "Europe/Lisbon"}, {"a": "Europe/Lisbon"}, 8),
        (HOURS, {"a": "Europe/Lisbon"}, {"a": "America/New_York"}, 6),
        (HOURS, {"a": "Europe/Lisbon", "b": "Porto"}, {"a": "Asia/Tokyo", "b": "porto"}, 8),
        (WISHES, {"a": ["x", "y"]}, {"a": ["x"]}, 8),
        (WISHES, {"a": ["x"]}, {}, 4.8),
        (WISHES, {"a": ["y"]}, {"a": ["x"]}, 4.8),
        (WISHES, {"a": ["y", "z"]}, {"a": ["y"]}, 0),
        (WISHES | {"sides": "mentee"}, {"a": ["y", "x"]}, {"a": ["y"]}, 4),
        (CONTAINS, {"a": "x", "b": "yes"}, {"a": ["y", "x"]}, 8),
        (CONTAINS, {"a": "x", "b": "no"}, {"a": ["y", "x"]}, 0),
        (TEXT, {"a": "contract law in Spain"}, {"a": "contract law in Spain"}, 8),
        (TEXT, {"a": "contract law"}, {"a": "baking"}, 0),
    ],
)
def test_criterion_gives_points(criterion: Cells, mentee: Cells, mentor: Cells, points: float) -> None:
    found = part(criterion, mentee, mentor)

    assert found.points == pytest.approx(points, abs=1 / 1024)
    assert found.unknown is False


@pytest.mark.parametrize(
    ("criterion", "mentee", "mentor"),
    [
        (COVERAGE, {"wanted": {"law": 4}}, {}),
        (COVERAGE, {}, {"offered": {"law": 4}}),
        (OVERLAP, {"a": []}, {"a": ["chess"]}),
        (SAME, {"a": "Law"}, {"a": " "}),
        (AFFINITY, {"a": "law"}, {}),
        (GAP, {"a": None}, {"a": 2}),
        (WITHIN, {}, {}),
        (SIMILARITY, {"a": 1}, {"b": 1}),
        (LOAD, {}, {"a": 1}),
        (HOURS, {"a": "Europe/Lisbon", "b": "Porto"}, {"b": "Faro"}),
        (WISHES, {"a": []}, {}),
        (CONTAINS, {"a": "x", "b": "yes"}, {}),
        (TEXT, {"a": "law"}, {}),
    ],
)
def test_criterion_without_data_is_neutral_and_says_unknown(criterion: Cells, mentee: Cells, mentor: Cells) -> None:
    found = part(criterion, mentee, mentor)

    assert (found.points, found.unknown, found.facts) == (4, True, {})


def test_criterion_without_data_takes_the_neutral_value_of_the_policy() -> None:
    assert part(SAME | {"neutral": 1}, {}, {}).points == 1


@pytest.mark.parametrize(
    ("criterion", "mentee", "mentor", "facts"),
    [
        (
            COVERAGE,
            {"wanted": {"Law": 4, "tax": 2}},
            {"offered": {"law": 6}},
            {"covered": [{"skill": "Law", "wanted": 4, "offered": 6}], "uncovered": ["tax"]},
        ),
        (OVERLAP, {"a": ["Chess", "art"]}, {"a": ["chess"]}, {"shared": ["Chess"]}),
        (SAME, {"a": "Law"}, {"a": "Tax"}, {"same": False, "mentee": "Law", "mentor": "Tax"}),
        (GAP, {"a": 1}, {"a": 3}, {"levels_above": 2}),
        (WITHIN, {}, {"a": 2}, {"value": 2, "within": True}),
        (LOAD, {}, {"a": 1, "b": 2}, {"seats": 2, "taken": 1}),
        (HOURS, {"a": "Europe/Lisbon"}, {"a": "Europe/Warsaw"}, {"hours": 7, "same_place": False}),
        (WISHES, {"a": ["x"]}, {"a": ["y"]}, {"mentee_wished": True, "mentor_wished": False}),
        (CONTAINS, {"a": "x", "b": "no"}, {"a": ["x"]}, {"shared": []}),
        (CONTAINS, {"a": "x", "b": "yes"}, {"a": ["x"]}, {"shared": ["x"]}),
        (TEXT, {"a": "contract law"}, {"a": "law of contract"}, {"shared_words": ["contract"]}),
    ],
)
def test_criterion_gives_the_facts_behind_its_points(
    criterion: Cells, mentee: Cells, mentor: Cells, facts: Cells
) -> None:
    assert part(criterion, mentee, mentor).facts == facts


def test_every_kind_of_criterion_is_tried_here() -> None:
    tried = {
        criterion["kind"]
        for criterion in (
            COVERAGE, OVERLAP, SAME, AFFINITY, GAP, WITHIN, SIMILARITY, LOAD, HOURS, WISHES, CONTAINS, TEXT,
        )
    }  # fmt: skip

    assert tried == set(CRITERIA)


@pytest.mark.parametrize(
    ("zone", "other", "on", "hours"),
    [
        ("Europe/London", "America/New_York", "2026-03-15", 4.0),
        ("Europe/London", "America/New_York", "2026-04-15", 3.0),
        ("Asia/Kolkata", "Europe/Berlin", "2026-01-15", 3.5),
        ("Pacific/Auckland", "America/Los_Angeles", "2026-01-15", 5.0),
    ],
)
def test_shared_hours_follow_the_clocks_of_both_places(zone: str, other: str, on: str, hours: float) -> None:
    assert shared_hours(zone, other, on) == hours


PEOPLE = st.fixed_dictionaries(
    {
        "level": st.none() | st.integers(0, 5),
        "craft": st.none() | st.sampled_from(["law", "tax"]),
        "skills": st.none() | st.dictionaries(st.sampled_from("abc"), st.integers(0, 7)),
        "zone": st.none() | st.sampled_from(["Europe/Lisbon", "Asia/Tokyo"]),
        "text": st.none() | st.sampled_from(["contract law", "tax law"]),
        "wishes": st.lists(st.integers(0, 4), unique=True),
    }
)
POLICY = Policy.from_dict(
    {
        "criteria": [
            {"kind": "gap", "column": "level", "points": {1: 1, 2: 3}, "weight": 10},
            {"kind": "same", "column": "craft", "weight": 7.7},
            {"kind": "coverage", "column": "skills", "weight": 33.3},
            {"kind": "hours", "column": "zone", "weight": 5},
            {"kind": "text", "column": "text", "weight": 9.1},
            {"kind": "preference", "column": "wishes", "weight": 11},
        ]
    }
)


def columns(people: list[Cells]) -> Cells:
    return {"id": list(range(len(people)))} | {name: [person[name] for person in people] for name in PEOPLE_COLUMNS}


PEOPLE_COLUMNS = ("level", "craft", "skills", "zone", "text", "wishes")


@given(mentees=st.lists(PEOPLE, min_size=1, max_size=5), mentors=st.lists(PEOPLE, min_size=1, max_size=5))
@settings(max_examples=25, deadline=None)
def test_parts_add_up_to_the_score_exactly(mentees: list[Cells], mentors: list[Cells]) -> None:
    question = ask(columns(mentees), columns(mentors), POLICY, Edits())

    added = [
        [sum(part.points for part in question.scorer.parts(row, column)) for column in range(len(mentors))]
        for row in range(len(mentees))
    ]

    assert (question.scorer.steps(np.arange(len(mentees)), np.arange(len(mentors))) / 1024).tolist() == added
    assert np.array(added).max() <= POLICY.points
