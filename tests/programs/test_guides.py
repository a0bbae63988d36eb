"""Every type has three questions for each session, by where the pair is, and three others."""

from __future__ import annotations

from itertools import chain

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.guides import AT_ONCE, USUAL, Moment, Where, guide_at, three_of
from programs.guides.moments import SILENCE
from programs.orientation import MENTEE, MENTOR, as_text, cards_in
from programs.types import ProgramType
from tests.programs.kinds import every_type

ALWAYS = set(Moment) - {Moment.MILESTONE}


@every_type
def test_type_has_a_guide_for_every_moment_and_other_questions_for_each(program_type: ProgramType) -> None:
    guides = program_type.guides
    asked = list(chain.from_iterable(each.questions for each in guides))

    assert {each.moment for each in guides} >= ALWAYS
    assert [each.title for each in guides if len(each.questions) < 2 * AT_ONCE or len(each.questions) % AT_ONCE] == []
    assert len(set(asked)) == len(asked)
    assert len({each.name for each in guides}) == len(guides)
    assert [words for words in asked if not words[0].isupper() or not words.endswith((".", "?"))] == []


def test_no_two_types_ask_the_same_but_after_a_silence() -> None:
    sets = {id(guides): guides for guides in (USUAL, *(each.guides for each in PROGRAM_TYPES.values()))}.values()
    asked = [question for guides in sets for guide in guides if guide is not SILENCE for question in guide.questions]

    assert len(set(asked)) == len(asked)


@pytest.mark.parametrize(
    ("where", "moment"),
    [
        ((0, 0, 0), Moment.FIRST),
        ((0, 100, 100), Moment.FIRST),
        ((1, 16, 14), Moment.EARLY),
        ((4, 44, 14), Moment.WORKING),
        ((4, 58, 14), Moment.MILESTONE),
        ((6, 90, 14), Moment.HALFWAY),
        ((6, 90, 36), Moment.SILENCE),
        ((8, 120, 14), Moment.LATER),
        ((8, 170, 50), Moment.LAST),
    ],
)
def test_moment_follows_from_where_the_pair_is(where: tuple[int, int, int], moment: Moment) -> None:
    met, day, gap = where

    guide = guide_at(PROGRAM_TYPES["functional-expertise"].guides, Where(met, day, gap, every=14, length=180))

    assert guide.moment is moment


def test_three_others_come_round_again() -> None:
    guide = USUAL[0]

    turns = [three_of(guide, turn) for turn in range(3)]

    assert set(turns[0]).isdisjoint(turns[1])
    assert turns[2] == turns[0]


@every_type
@pytest.mark.parametrize("side", [MENTEE, MENTOR])
def test_type_has_four_to_six_cards_that_can_be_changed_as_a_text(program_type: ProgramType, side: str) -> None:
    cards = program_type.orientation.of(side)

    assert 4 <= len(cards) <= 6
    assert cards_in(as_text(cards)) == cards
    assert [each.title for each in cards if not each.question.endswith("?")] == []
    assert len({each.question for each in cards}) == len(cards)


@every_type
def test_type_has_words_that_an_agreement_begins_with(program_type: ProgramType) -> None:
    words = program_type.agreement

    assert "{day}" in words.end
    assert [each for each in (words.stays, words.exit, words.end) if not each.endswith(".")] == []
