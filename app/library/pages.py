"""What the pages of a library show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.core.i18n import gettext as _
from app.library.queries import Shown
from programs.library import THEMES


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pieces of one theme."""

    theme: str
    pieces: Sequence[Shown]


def shelves(pieces: Sequence[Shown]) -> list[Shelf]:
    """The pieces that are not put away, theme by theme."""
    there = [each for each in pieces if not each.is_put_away]
    found = [Shelf(_(theme), [each for each in there if each.theme == _(theme)]) for theme in THEMES]
    return [each for each in found if each.pieces]
