"""Groups of mentors with ceilings, and what is counted over all pairs."""

from typing import Any

import numpy as np
import pytest

from matching import InputError, Policy, match, verify

Table = dict[str, list[Any]]

MENTEES: Table = {"id": ["ana", "ben", "dag"], "craft": ["law", "law", None]}
MENTORS: Table = {
    "id": ["cleo", "eva", "finn"],
    "craft": ["law", "tax", "law"],
    "office": ["Porto", "Porto", "Lyon"],
    "team": ["a", "b", "c"],
    "load": [1, 0, 0],
    "seats": [1, 2, 1],
}


def policy(**more: Any) -> Policy:
    """Points for the same craft, and whatever else."""
    criteria = [{"kind": "same", "name": "craft", "column": "craft", "weight": 10}]
    return Policy.from_dict({"criteria": criteria, "seats": "seats", "objective": "most_then_best", **more})


def test_pairs_that_are_there_count_under_the_ceiling_of_their_group() -> None:
    found = match(MENTEES, MENTORS, policy(ceilings={"office": 2}, load="load"))

    assert sum(mentor in {"cleo", "eva"} for _mentee, mentor in found.pairs) == 1
    assert verify(found)
    assert [(each.reason, each.facts["groups"]) for each in found.unmatched] == [("group_full", [["office", "Porto"]])]


def test_a_group_that_is_over_its_ceiling_already_gets_nobody() -> None:
    found = match(MENTEES, MENTORS | {"load": [4, 0, 0]}, policy(ceilings={"office": 2}, load="load"))

    assert {mentor for _mentee, mentor in found.pairs} == {"finn"}


@pytest.mark.parametrize(("team", "overlaps"), [(["a", "b", "c"], False), (["a", "b", "b"], True), (["a"] * 3, False)])
def test_groups_nest_or_are_refused_by_name(team: list[str], overlaps: bool) -> None:
    rules = policy(ceilings={"office": 2, "team": 1})

    if overlaps:
        with pytest.raises(InputError, match="groups of office 'Porto' and team 'b' overlap without nesting"):
            match(MENTEES, MENTORS | {"team": team}, rules)
    else:
        assert verify(match(MENTEES, MENTORS | {"team": team}, rules))


def test_census_counts_what_is_not_known_for_every_kind_of_criterion() -> None:
    wanted = [{"law": 3}, None, {"tax": 2}]
    mentees: Table = {
        "id": ["a", "b", "c"],
        "wants": wanted,
        "wishes": [["x"], None, None],
        "words": ["law", "", "tax"],
    }
    mentors: Table = {"id": ["x", "y"], "offers": [{"law": 4}, None], "wishes": [None, ["a"]], "words": ["law", "tax"]}
    criteria = [
        {"kind": "coverage", "mentee": "wants", "mentor": "offers", "weight": 10},
        {"kind": "preference", "column": "wishes", "weight": 10},
        {"kind": "text", "column": "words", "weight": 10},
    ]
    rules = [{"kind": "covers", "name": "covers", "mentee": "wants", "mentor": "offers"}]

    found = match(mentees, mentors, Policy.from_dict({"criteria": criteria, "rules": rules}), forbidden=[("a", "x")])
    counted = found.census()

    everybody = np.arange(3), np.arange(2)
    known = {
        spec.name: np.broadcast_to(criterion.shares(*everybody)[1], (3, 2))
        for spec, criterion in found.scorer.criteria_read
    }
    assert dict(counted.unknown) == {name: int((~each).sum()) for name, each in known.items()}
    assert [(each.name, each.excluded, each.alone, each.unknown) for each in counted.rules] == [("covers", 1, 1, 4)]
