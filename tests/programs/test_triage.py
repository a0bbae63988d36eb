"""Where each answer leads, and the chart of the kinds of support."""

from __future__ import annotations

import pytest

from programs.support_kinds import ASPECTS, SUPPORT_KINDS, SupportKind
from programs.triage import CONTACTS, START, WAYS, ways_of

EXPECTED = [
    ("onboarding-mentor", "manager"),
    ("expert", "manager"),
    ("expert", "learning"),
    ("coach", "expert"),
    ("high-potential", "reflection"),
    ("expert-track", "reflection"),
    ("mentor", "reflection"),
    ("advisor", "hr-rights"),
    ("mentor-or-coach", "advisor"),
    ("eap", "trusted-person"),
    ("hr", "mentor-outside"),
    ("plans", "mentor"),
    ("learning", "peers"),
]


def test_each_way_through_the_questions_ends_where_it_should() -> None:
    assert list(ways_of(START)) == EXPECTED


def test_every_way_is_reached_and_every_way_exists() -> None:
    assert {name for ways in ways_of(START) for name in ways} == WAYS.keys()


def test_ways_name_kinds_and_contacts_that_exist() -> None:
    assert {each.kind for each in WAYS.values()} <= {"", *SUPPORT_KINDS}
    assert {each.contact for each in WAYS.values()} <= {"", *CONTACTS}


@pytest.mark.parametrize("kind", SUPPORT_KINDS.values(), ids=lambda each: each.slug)
def test_every_kind_says_every_aspect_briefly(kind: SupportKind) -> None:
    said = [getattr(kind, aspect) for aspect in ASPECTS]

    assert [words for words in said if not 1 < len(words) < 80 or words.endswith(".")] == []


def test_only_mentoring_and_therapy_report_to_nobody_and_only_therapy_keeps_nothing() -> None:
    silent = {slug for slug, kind in SUPPORT_KINDS.items() if kind.reports.startswith("Nobody")}
    empty = {slug for slug, kind in SUPPORT_KINDS.items() if kind.stored.startswith("Nothing")}

    assert (silent, empty) == ({"mentor", "therapy"}, {"therapy"})
