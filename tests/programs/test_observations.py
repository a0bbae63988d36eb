"""Observation reports: who takes them from where to where, what is signed, and what signing up says about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.consent import consent_sentences, version_of
from programs.observations import (
    ANCHORS,
    IN_WORK,
    KNOWN_TO_READERS,
    MOVES,
    Observation,
    ObservationState,
    Part,
    as_bytes,
    check_move,
)
from programs.privacy import chosen
from programs.rules import RuleBroken

SEEN = Observation(task="Close the books", level=3, seen_on=date(2026, 11, 20))


@pytest.mark.parametrize("now", list(ObservationState))
def test_only_the_mentee_lets_anybody_else_know(now: ObservationState) -> None:
    lets_know = {who for (start, then), who in MOVES.items() if start is now and then in KNOWN_TO_READERS}

    assert lets_know <= {(Part.MENTEE,)}
    with pytest.raises(RuleBroken):
        check_move(now, ObservationState.RELEASED, Part.EXPERT)


def test_nothing_is_released_that_the_mentee_has_not_replied_to() -> None:
    before = [start for (start, then) in MOVES if then is ObservationState.RELEASED]
    before_that = [start for (start, then) in MOVES if then is ObservationState.REPLIED]

    assert before == [ObservationState.REPLIED]
    assert set(before_that) == {ObservationState.WITH_MENTEE, ObservationState.REPLIED}


def test_what_was_signed_or_kept_never_becomes_a_draft_again() -> None:
    over = set(ObservationState) - IN_WORK

    assert [move for move in MOVES if move[0] in over and move[1] in IN_WORK] == []


@pytest.mark.parametrize("change", [{"seen": "Two lines missed"}, {"reply": "I see it so too"}, {"level": 4}])
def test_other_words_are_other_bytes(change: dict[str, object]) -> None:
    assert as_bytes(replace(SEEN, **change)) != as_bytes(SEEN)  # type: ignore[arg-type]


def test_each_level_has_what_one_does_at_it() -> None:
    assert len(set(ANCHORS)) == 8
    assert SEEN.anchor == "I do it from start to end with somebody to ask."


@pytest.mark.parametrize("side", ["mentee", "mentor"])
def test_signing_up_says_so_where_there_are_reports_and_nowhere_else(side: str) -> None:
    said = {
        slug: [str(each) for each in consent_sentences(kind, side, (), chosen(kind, {}))]
        for slug, kind in PROGRAM_TYPES.items()
    }

    with_reports = {slug for slug, words in said.items() if any("observation report" in each for each in words[:3])}

    assert with_reports == {slug for slug, kind in PROGRAM_TYPES.items() if kind.observations}
    words = "\n".join(said["functional-expertise"])
    assert version_of(words) != version_of(words.replace("observation reports", "nothing"))


def test_mentee_agrees_to_the_sentence_of_the_program() -> None:
    kind = PROGRAM_TYPES["functional-expertise"]

    said = [str(each) for each in consent_sentences(kind, "mentee", (), chosen(kind, {}))]

    assert "Your SME also writes observation reports; you name the readers and sign each one." in said
