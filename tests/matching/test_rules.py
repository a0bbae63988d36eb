"""Each kind of rule on one pair: whether it is ruled out, and whether that is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from matching import InputError, Match, Policy, match
from matching.plan import Plan
from matching.question import Edits, ask
from matching.rules import RULES
from matching.rules.attributes import Different, Same
from matching.sources import never
from matching.tables import Table

Cells = dict[str, Any]

DIFFERENT = {"kind": "different", "column": "a"}
SAME = {"kind": "same", "column": "a"}
GAP = {"kind": "gap_within", "column": "a", "min": 1, "max": 2}
AT_MOST = {"kind": "gap_within", "column": "a", "max": 2}
AT_LEAST = {"kind": "gap_within", "column": "a", "min": 1}
RANKS = {"kind": "gap_within", "column": "a", "min": 1, "order": ["low", "high"]}
LANGUAGE = {"kind": "common_language", "column": "a"}
HOURS = {"kind": "hours_at_least", "column": "a", "hours": 2, "date": "2026-11-21"}
PREVIOUS = {"kind": "not_previous", "column": "a", "person": "p", "wishes": "w"}
CONSENTED = {"kind": "consented", "column": "a"}
COVERS = {"kind": "covers", "mentee": "a", "mentor": "a"}
LINE = {"kind": "not_in_line", "person": "p", "manager": "m", "dotted": "d", "line": "l"}
FLOOR = {"kind": "floor", "points": 3}


def judged(rule: Cells, mentee: Cells, mentor: Cells) -> Match:
    policy = Policy.from_dict({"rules": [rule | {"name": "rule"}], "lenient": True})
    tables = [{"id": ["x"]} | {name: [cell] for name, cell in side.items()} for side in (mentee, mentor)]
    return match(tables[0], tables[1], policy)


@pytest.mark.parametrize(
    ("rule", "mentee", "mentor", "out"),
    [
        (DIFFERENT, {"a": "Law"}, {"a": "law"}, True),
        (DIFFERENT, {"a": "Law"}, {"a": "Tax"}, False),
        (SAME, {"a": "Law"}, {"a": "Tax"}, True),
        (SAME, {"a": "Law"}, {"a": "Law"}, False),
        (GAP, {"a": 1}, {"a": 1}, True),
        (GAP, {"a": 1}, {"a": 2}, False),
        (GAP, {"a": 1}, {"a": 3}, False),
        (GAP, {"a": 1}, {"a": 4}, True),
        (AT_MOST, {"a": 3}, {"a": 1}, False),
        (AT_LEAST, {"a": 1}, {"a": 9}, False),
        (RANKS, {"a": "low"}, {"a": "High"}, False),
        (RANKS, {"a": "high"}, {"a": "low"}, True),
        (LINE | {"up": 0, "down": 0}, {"p": 1, "m": 2}, {"p": 2, "m": 3}, False),
        (LINE | {"up": "all"}, {"p": 1, "m": 2}, {"p": 2}, True),
        (LINE, {"p": 1, "d": [2]}, {"p": 2}, True),
        (LANGUAGE, {"a": "pt; en"}, {"a": ["EN"]}, False),
        (LANGUAGE, {"a": "pt"}, {"a": ["en"]}, True),
        (HOURS, {"a": "Europe/Lisbon"}, {"a": "America/New_York"}, False),
        (HOURS, {"a": "Europe/Lisbon"}, {"a": "Asia/Tokyo"}, True),
        (HOURS | {"hours": 3}, {"a": "Europe/Lisbon"}, {"a": "America/New_York"}, False),
        (HOURS | {"day": [9, 13]}, {"a": "Europe/Lisbon"}, {"a": "America/New_York"}, True),
        (PREVIOUS, {"p": 1, "a": [2]}, {"p": 2}, True),
        (PREVIOUS, {"p": 1}, {"p": 2, "a": [1]}, True),
        (PREVIOUS, {"p": 1, "a": [3]}, {"p": 2}, False),
        (PREVIOUS, {"p": 1, "a": [2], "w": ["x"]}, {"p": 2, "w": ["x"]}, False),
        (PREVIOUS, {"p": 1, "a": [2], "w": ["x"]}, {"p": 2}, True),
        (CONSENTED, {"a": True}, {"a": False}, True),
        (CONSENTED, {"a": False}, {"a": True}, True),
        (CONSENTED, {"a": True}, {"a": True}, False),
        (COVERS, {"a": {"law": 4, "tax": 2}}, {"a": {"law": 3, "tax": 2}}, False),
        (COVERS, {"a": {"law": 4, "tax": 2}}, {"a": {"law": 3}}, True),
        (FLOOR, {}, {}, True),
    ],
)
def test_rule_rules_out(rule: Cells, mentee: Cells, mentor: Cells, out: bool) -> None:
    found = judged(rule, mentee, mentor)

    assert found.ruled_out("x", "x") == (("rule",) if out else ())
    assert [(count.excluded, count.alone, count.unknown) for count in found.rule_counts] == [(out, out, 0)]


@pytest.mark.parametrize(
    ("rule", "mentee", "mentor"),
    [
        (DIFFERENT, {"a": "Law"}, {}),
        (SAME, {}, {"a": "Law"}),
        (GAP, {"a": 1}, {}),
        (LANGUAGE, {"a": ["en"]}, {"a": []}),
        (HOURS, {"a": "Europe/Lisbon"}, {}),
        (PREVIOUS, {"p": 1}, {"p": 2}),
        (CONSENTED, {"a": True}, {"a": None}),
        (CONSENTED, {"a": None}, {"a": True}),
        (LANGUAGE, {"a": []}, {"a": ["en"]}),
        (COVERS, {"a": {"law": 4}}, {}),
        (COVERS, {}, {"a": {"law": 4}}),
        (LINE, {"p": 1}, {"p": 2, "m": 3}),
        (LINE, {"p": 1, "m": 3}, {"p": 2}),
        (LINE, {"p": None, "m": 2}, {"p": 2, "m": 3}),
    ],
)
def test_rule_without_data_excludes_nobody_and_is_counted(rule: Cells, mentee: Cells, mentor: Cells) -> None:
    found = judged(rule, mentee, mentor)

    assert found.ruled_out("x", "x") == ()
    assert [(count.excluded, count.unknown) for count in found.rule_counts] == [(0, 1)]


def test_every_kind_of_rule_is_tried_here() -> None:
    tried = {rule["kind"] for rule in (DIFFERENT, SAME, GAP, LANGUAGE, HOURS, PREVIOUS, CONSENTED, COVERS, LINE)}

    assert tried == set(RULES)


CHAIN: Cells = {
    "id": list("abcdef"),
    "p": list("abcdef"),
    "m": ["b", "c", "d", "e", None, None],
    "d": [[], [], [], [], [], ["a"]],
}


def out_of_line(rule: Cells, table: Cells = CHAIN) -> set[str]:
    found = match(table, table, Policy.from_dict({"rules": [rule], "lenient": True}))
    return {mentee + mentor for mentee in table["id"] for mentor in table["id"] if found.ruled_out(mentee, mentor)}


def test_not_in_line_excludes_all_levels_up_and_down_and_the_dotted_line() -> None:
    solid = {"ab", "ac", "ad", "ae", "bc", "bd", "be", "cd", "ce", "de"}

    excluded = out_of_line(LINE)

    assert excluded == solid | {pair[::-1] for pair in solid} | {"fa", "af"}


def test_not_in_line_counts_levels_where_they_are_limited() -> None:
    excluded = out_of_line({"kind": "not_in_line", "person": "p", "manager": "m", "up": 2, "down": 1})

    assert excluded == {"ab", "ac", "bc", "bd", "cd", "ce", "de", "ba", "cb", "dc", "ed"}


def test_not_in_line_takes_superiors_from_a_column_where_people_between_are_missing() -> None:
    table = {"id": ["a", "d"], "p": ["a", "d"], "m": ["b", "e"], "l": [["b", "c", "d"], ["e"]]}

    assert out_of_line(LINE, table) == {"ad", "da"}


@pytest.mark.parametrize(
    ("managers", "rows"), [("ba.a", "rows 1, 2"), ("bcba", "rows 2, 3"), ("a..a", "row 1"), ("bcaa", "rows 1, 2, 3")]
)
def test_not_in_line_refuses_a_circle(managers: str, rows: str) -> None:
    table = {"id": list("abcd"), "p": list("abcd"), "m": [None if each == "." else each for each in managers]}

    with pytest.raises(InputError) as refused:
        out_of_line(LINE, table)

    assert str(refused.value) == f"mentees, column 'm': a reporting line that leads back to itself in {rows}"


@pytest.mark.parametrize("levels", [-1, "some", True, None])
def test_not_in_line_wants_a_number_of_levels(levels: Any) -> None:
    with pytest.raises(
        InputError, match=r"^rule 'rule', up: expected a (number of levels, or \"all\"|whole number), got"
    ):
        judged(LINE | {"up": levels}, {"p": 1}, {"p": 2})


def test_not_in_line_judges_where_both_lines_are_known() -> None:
    table: Cells = {"id": ["a", "b"], "p": ["a", "b"], "m": ["x", "y"]}

    found = match(table, table, Policy.from_dict({"rules": [LINE], "lenient": True}))

    assert [(count.excluded, count.unknown) for count in found.rule_counts] == [(0, 0)]


def people(seed: int, names: str, count: int) -> Cells:
    """Whatever rules may look at, much of it missing, for as many people."""
    random = np.random.default_rng(seed)

    def some(values: list[Any]) -> list[Any]:
        return [values[at] for at in random.integers(0, len(values), count)]

    ids = [f"{names}{at}" for at in range(count)]
    skills = [{"law": 1}, {"law": 3, "tax": 2}, {"tax": 4}, None]
    return {
        "id": ids,
        "team": some(["a", "b", None]),
        "level": some([1, 2, 3, None]),
        "zone": some(["Europe/Lisbon", "Asia/Tokyo", "America/New_York", None]),
        "languages": some([["pt"], ["en", "pt"], ["pl"], None]),
        "yes": some([True, False, None]),
        "skills": some(skills),
        "boss": [None if at % 5 == 0 else f"{'eo'[at % 2]}{at // 5}" for at in range(count)],
        "dotted": some([[f"e{count - 1}"], [f"o{count - 1}"], None]),
        "met": some([["e1", "o2"], ["o1"], ["e2"], None]),
        "wishes": some([["e1"], ["o2", "o1"], ["e2"], None]),
    }


EVERY_RULE: dict[str, Cells] = {
    "different": {"column": "team"},
    "same": {"column": "team"},
    "gap_within": {"column": "level", "min": 0, "max": 1},
    "hours_at_least": {"column": "zone", "hours": 2},
    "common_language": {"column": "languages"},
    "consented": {"column": "yes"},
    "covers": {"column": "skills"},
    "not_in_line": {"person": "id", "manager": "boss", "dotted": "dotted"},
    "not_previous": {"column": "met", "wishes": "wishes"},
}


@pytest.mark.parametrize("kind", sorted(RULES))
def test_the_compiled_loops_exclude_whom_the_rule_excludes(kind: str) -> None:
    policy = Policy.from_dict({"rules": [{"kind": kind, **EVERY_RULE[kind]}], "lenient": True})
    scorer = ask(people(1, "e", 23), people(2, "o", 17), policy, Edits()).scorer
    rows, columns = np.arange(23), np.arange(17)
    plan = Plan(scorer)

    block = plan.block(rows, columns[::-1].copy())

    plain = scorer.plain.block(rows, columns[::-1].copy())
    assert (block == never(block)).tolist() == (plain == never(plain)).tolist()
    assert 0 < int((block == never(block)).sum()) < block.size
    assert plan._layout.rules == []


def test_rules_count_what_each_excludes_and_what_it_alone_excludes() -> None:
    people: Cells = {"id": [1, 2], "a": ["law", "tax"], "b": ["x", "y"]}
    rules: list[Cells] = [DIFFERENT, DIFFERENT | {"name": "other", "column": "b"}]

    found = match(people, people, Policy.from_dict({"rules": rules}), forbidden=[(1, 2), (1, 1)])

    assert [(count.name, count.excluded, count.alone) for count in found.rule_counts] == [
        ("different", 2, 0),
        ("other", 2, 0),
        ("forbidden", 2, 1),
    ]


@pytest.mark.parametrize(
    ("kind", "sizes", "is_listed"),
    [(Different, (40, 40), True), (Different, (41, 41), False), (Different, (20, 80), True), (Same, (2, 2), False)],
)
def test_pairs_are_listed_one_by_one_where_they_are_few_and_must_not_be(
    kind: Any, sizes: tuple[int, int], is_listed: bool
) -> None:
    own, others = (Table("people", {"id": list(range(size)), "team": ["a"] * size}, "id") for size in sizes)

    listed = kind(own, others, "team", "team").listed()

    assert (listed is not None) == is_listed
    assert listed is None or listed.shape == sizes
