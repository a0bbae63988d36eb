"""What is said about people without a mentor: to them in kind words, to administrators by reason."""

from __future__ import annotations

from typing import Any

import pytest

from matching import Unmatched
from programs.catalogue import PROGRAM_TYPES
from programs.unplaced_groups import WORDS, unplaced_groups
from programs.waiting import NOT_POSSIBLE, told

KIND = PROGRAM_TYPES["functional-expertise"]
FACTS: dict[str, dict[str, Any]] = {
    "left_out": {},
    "no_mentors": {"mentors": 2},
    "no_allowed_mentor": {"mentors": 2, "rule": "not_in_line", "excluded": {}, "alone": {}},
    "nobody_offers": {"mentors": 2, "rule": "covers_a_wish", "wanted": ["falconry"]},
    "below_floor": {"allowed": 2, "best": 3.0, "floor": 5.0},
    "no_seat_left": {"allowed": 2, "seats": 2},
    "no_other_mentor": {"allowed": 1},
    "group_full": {"allowed": 2, "groups": [["office", "Porto"]]},
}


def entry(name: str, reason: str, **more: object) -> Unmatched:
    return Unmatched(name, reason, {"needs": 1, "filled": 0, **FACTS[reason], **more})


@pytest.mark.parametrize(
    "reason", ["no_allowed_mentor", "below_floor", "no_seat_left", "no_other_mentor", "group_full", "left_out"]
)
def test_a_rule_and_a_full_mentor_are_told_in_the_same_words(reason: str) -> None:
    assert told(reason, FACTS[reason]) == NOT_POSSIBLE


@pytest.mark.parametrize("reason", FACTS)
def test_nobody_is_told_a_number_or_a_rule(reason: str) -> None:
    said = told(reason, FACTS[reason])

    words = f"{said.why} {said.change}"
    assert not any(character.isdigit() for character in words)
    assert "rule" not in words


@pytest.mark.parametrize("reason", FACTS)
def test_every_reason_has_words_for_the_review(reason: str) -> None:
    (group,) = unplaced_groups([entry("ana", reason)], KIND)

    assert all("{" not in str(each) for each in (group.short, group.why, group.help))


def test_groups_are_by_reason_rule_and_skills_the_largest_first() -> None:
    entries = [
        entry("ana", "nobody_offers"),
        entry("ben", "no_seat_left"),
        entry("cem", "nobody_offers", wanted=["chess"]),
        entry("dan", "no_seat_left"),
        entry("eva", "no_allowed_mentor", rule="forbidden"),
    ]

    found = [([str(each.id) for each in group.people], str(group.short)) for group in unplaced_groups(entries, KIND)]

    assert found == [
        (["ben", "dan"], "for want of seats"),
        (["ana"], "because nobody here teaches falconry"),
        (["cem"], "because nobody here teaches chess"),
        (["eva"], "because of a private rule"),
    ]
    assert len(WORDS) == len(FACTS) + 1
