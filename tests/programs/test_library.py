"""The pieces of the library: of substance, each whole, each somewhere to be read."""

from __future__ import annotations

import pytest

from programs.catalogue import PROGRAM_TYPES
from programs.library import LEADING, PIECES, THEMES, Piece

LIBRARIES = [kind.library for kind in PROGRAM_TYPES.values() if kind.library]


@pytest.mark.parametrize("piece", LEADING.pieces, ids=lambda piece: piece.name)
def test_piece_has_substance_and_one_question(piece: Piece) -> None:
    words = piece.words()
    text = (PIECES / f"{piece.name}.md").read_text(encoding="utf-8")

    assert 400 <= len(text.split()) <= 700
    assert words.question.count("?") == 1
    assert piece.theme in THEMES


def test_library_covers_what_a_leader_meets_and_promises_no_module() -> None:
    assert {each.theme for each in LEADING.pieces} == set(THEMES[:5])
    assert all("360" not in each.words().words for each in LEADING.pieces)


def test_every_file_is_read_somewhere_and_every_milestone_exists() -> None:
    read = {each.name for library in LIBRARIES for each in library.pieces}
    there = {kind.slug: {each.name for each in kind.milestones} for kind in PROGRAM_TYPES.values()}
    named = {
        kind.slug: {name for each in kind.library.pieces for name in each.milestones}
        for kind in PROGRAM_TYPES.values()
        if kind.library
    }

    assert read == {path.stem for path in PIECES.glob("*.md")}
    assert {slug: names - there[slug] for slug, names in named.items()} == {slug: set() for slug in named}
