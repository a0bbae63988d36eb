"""What the letter about the end of a pair says besides; areas that stand above this one hand theirs in, as the room.

An area registers a function ``pairing → Farewell | None``; it is asked when the letter is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.pairings.models import Pairing


@dataclass(frozen=True, slots=True)
class Farewell:
    """What stays for the two: in words, and where it is found."""

    words: str
    label: str
    url: str


Finder = Callable[[Pairing], Farewell | None]
_FINDERS: list[Finder] = []


def farewell(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def farewells_of(pairing: Pairing) -> list[Farewell]:
    """What every area has to say to the two."""
    found = (finder(pairing) for finder in _FINDERS)
    return [each for each in found if each is not None]
