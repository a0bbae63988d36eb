"""Reasons in words: what is said, and what is never said."""

from __future__ import annotations

from typing import Any

import pytest

from matching import Part, Unmatched, match
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.reasons import Pair, pair_reasons
from programs.unplaced import LEFT_OUT, SENTENCES, unplaced

PAIR = Pair("Tomasz", "Leila")
FUNCTIONAL = PROGRAM_TYPES["functional-expertise"]
HIGH_POTENTIAL = PROGRAM_TYPES["high-potential"]


def said(name: str, facts: dict[str, Any], slug: str = "functional-expertise", pair: Pair = PAIR) -> list[str]:
    parts = [Part(name, "kind", 5, 10, False, facts)]
    return [str(sentence) for sentence in pair_reasons(PROGRAM_TYPES[slug].reasons, parts, pair)]


def skill(name: str, wanted: float | None, offered: float | None) -> dict[str, Any]:
    return {"skill": name, "wanted": wanted, "offered": offered}


@pytest.mark.parametrize(
    ("slug", "name", "facts", "sentences"),
    [
        (
            "functional-expertise",
            "skills",
            {"covered": [skill("contract law", 4, 6), skill("tax", 5, 3)]},
            ["Leila can teach contract law, which Tomasz wants to learn."],
        ),
        (
            "functional-expertise",
            "skills",
            {"covered": [skill("tax", 5, 3)]},
            ["Leila can help with tax, which Tomasz wants to learn."],
        ),
        (
            "functional-expertise",
            "skills",
            {"covered": [skill(name, None, None) for name in ("a", "b", "c", "d")]},
            ["Leila can teach a, b and c, which Tomasz wants to learn."],
        ),
        ("functional-expertise", "skills", {"covered": []}, []),
        (
            "functional-expertise",
            "wishes",
            {"mentee_wished": True, "mentor_wished": True},
            ["Each of you asked for the other."],
        ),
        ("functional-expertise", "wishes", {"mentee_wished": True, "mentor_wished": False}, []),
        ("functional-expertise", "level_gap", {"levels_above": 2}, []),
        ("functional-expertise", "values", {"shared": ["honesty"]}, ["You both named honesty."]),
        ("functional-expertise", "place", {"hours": 5.5, "same_place": False}, ["Your working days share five hours."]),
        ("functional-expertise", "place", {"hours": 1.0, "same_place": False}, ["Your working days share one hour."]),
        ("functional-expertise", "place", {"hours": 0.5, "same_place": False}, []),
        ("functional-expertise", "place", {"hours": None, "same_place": True}, ["You work at the same site."]),
        ("functional-expertise", "load", {"seats": 3, "taken": 0}, []),
        ("onboarding", "craft", {"same": True, "mentee": "Law", "mentor": "Law"}, ["You both work in Law."]),
        ("onboarding", "recent_joiner", {"value": 500, "within": True}, []),
        (
            "high-potential",
            "career_path",
            {"covered": [skill("finance director", None, None)]},
            ["Leila knows from experience the role Tomasz aims for: finance director."],
        ),
        (
            "high-potential",
            "network",
            {"same": False, "mentee": "Law", "mentor": "Tax"},
            ["You work in different fields, so each of you meets people you would not meet otherwise."],
        ),
    ],
)
def test_reason_is_said_in_words(slug: str, name: str, facts: dict[str, Any], sentences: list[str]) -> None:
    assert said(name, facts, slug) == sentences


def test_reasons_speak_of_the_two_to_an_administrator() -> None:
    pair = Pair("Tomasz", "Leila", reader="administrator")

    assert said("place", {"hours": 5, "same_place": False}, pair=pair) == ["Their working days share five hours."]
    assert said("recent_joiner", {"value": 500, "within": True}, "onboarding", pair) == [
        "Leila joined a few years ago and remembers the first months."
    ]


ONE_SIDED: dict[str, list[Any]] = {
    "id": ["t"],
    "level": [71],
    "tenure_days": [735],
    "function": ["Law"],
    "site": ["their site"],
    "time_zone": ["Europe/Warsaw"],
    "wanted": [{"shared skill": 4, "only wanted": 6}],
    "target_roles": [["shared role", "only wanted role"]],
    "interests": [["shared interest", "only theirs"]],
    "values": [["shared value", "only theirs too"]],
    "wishes": [["l"]],
}


@pytest.mark.parametrize("slug", list(PROGRAM_TYPES))
@pytest.mark.parametrize("craft", ["Law", "Tax"])
def test_the_pair_reads_nothing_that_one_of_them_must_not_know(slug: str, craft: str) -> None:
    mentor = ONE_SIDED | {
        "id": ["l"],
        "level": [74],
        "function": [craft],
        "seats": [53],
        "load": [52],
        "offered": [{"shared skill": 5, "only offered": 7}],
        "experience": [["shared role", "only held"]],
        "interests": [["shared interest", "only mine"]],
        "values": [["shared value", "only mine too"]],
        "wishes": [["somebody else"]],
    }
    found = match(ONE_SIDED, mentor, policy_for(PROGRAM_TYPES[slug]))

    told = " ".join(map(str, pair_reasons(PROGRAM_TYPES[slug].reasons, found.explain("t", "l"), PAIR)))

    assert told
    assert not any(character.isdigit() for character in told)
    assert not [word for word in ("only", "their site", "asked for", "joined", "level", "point") if word in told]


def test_reasons_begin_with_what_counted_most() -> None:
    parts = [
        Part("place", "hours", 5, 5, False, {"hours": 8, "same_place": False}),
        Part("skills", "coverage", 45, 45, False, {"covered": [skill("law", 4, 4)]}),
    ]

    first, second = pair_reasons(FUNCTIONAL.reasons, parts, PAIR)

    assert str(first).startswith("Leila can teach law")
    assert str(second) == "Your working days share eight hours."


@pytest.mark.parametrize(
    "part", [Part("values", "x", 5, 10, True, {}), Part("values", "x", 0, 10, False, {"shared": []})]
)
def test_reasons_say_nothing_of_what_is_unknown_or_counted_nothing(part: Part) -> None:
    assert pair_reasons(FUNCTIONAL.reasons, [part], PAIR) == []


def test_reasons_follow_from_a_match() -> None:
    mentee: dict[str, list[Any]] = {
        "id": ["t"],
        "wanted": [{"contract law": 4}],
        "time_zone": ["Europe/Warsaw"],
        "languages": [["pl", "en"]],
    }
    mentor: dict[str, list[Any]] = {
        "id": ["l"],
        "offered": [{"contract law": 6}],
        "time_zone": ["Europe/Lisbon"],
        "languages": [["en"]],
    }
    found = match(mentee, mentor, policy_for(FUNCTIONAL))

    reasons = pair_reasons(FUNCTIONAL.reasons, found.explain("t", "l"), PAIR)

    assert [str(reason) for reason in reasons] == [
        "Leila can teach contract law, which Tomasz wants to learn.",
        "Your working days share seven hours.",
    ]


NOBODY = "None of the 40 mentors may be with Ana. "
NEED = {"needs": 1, "filled": 0}


@pytest.mark.parametrize(
    ("reason", "facts", "why"),
    [
        ("no_mentors", {"mentors": 0}, "No mentor has a seat, so Ana could not be placed."),
        (
            "no_allowed_mentor",
            {"mentors": 40, "excluded": {}, "alone": {"two_levels_above": 30}, "rule": "two_levels_above"},
            NOBODY + "The rule that stands in the way most is “Levels above the mentee”: it alone keeps out 30.",
        ),
        (
            "no_allowed_mentor",
            {"mentors": 40, "excluded": {}, "alone": {"two_levels_above": 0}, "rule": "two_levels_above"},
            NOBODY + "Several rules stand in the way together; “Levels above the mentee” keeps out most.",
        ),
        (
            "no_allowed_mentor",
            {"mentors": 40, "excluded": {}, "alone": {"forbidden": 2}, "rule": "forbidden"},
            "None of the 40 mentors may be with Ana, because of a private rule among others.",
        ),
        (
            "nobody_offers",
            {"mentors": 4, "wanted": ["law", "tax"]},
            "Nobody here can teach what Ana wants to learn: law and tax.",
        ),
        (
            "below_floor",
            {"allowed": 3, "best": 12.5, "floor": 30.0},
            "Ana has three possible mentors, but the best fit comes to 12.5 points and this cohort asks for 30.",
        ),
        ("no_seat_left", {"allowed": 1, "seats": 1}, "Ana has one possible mentor, whose seats are all taken."),
        ("no_seat_left", {"allowed": 3, "seats": 4}, "Ana has three possible mentors, and all their seats are taken."),
        (
            "group_full",
            {"allowed": 3, "groups": [["office", "Porto"]]},
            "Ana has three possible mentors, but Porto has as many pairs as one office may have.",
        ),
        (
            "no_other_mentor",
            {"needs": 3, "filled": 2, "allowed": 2},
            "Ana asked for three mentors and has two; no other mentor is possible.",
        ),
    ],
)
def test_unplaced_says_why(reason: str, facts: dict[str, Any], why: str) -> None:
    found = unplaced(Unmatched("ana", reason, NEED | facts), "Ana", HIGH_POTENTIAL)

    assert str(found.why) == why
    assert str(found.help).endswith(".")


def test_unplaced_knows_every_reason_that_the_engine_gives() -> None:
    given = SENTENCES.keys() - {LEFT_OUT}
    assert [code for code in given if f"``{code}``" not in (Unmatched.__doc__ or "")] == []
    assert len(given) == (Unmatched.__doc__ or "").count("``\n")
