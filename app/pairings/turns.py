"""Whose turn it is in a pair. At first it is the mentor’s, to write; areas that stand above this one know more.

A finder is a function ``pairings → {id of a pair: the side that is asked, None for nobody}`` that names only the pairs
it knows something about, such as those with an offered time. It outdoes what is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from app.cohorts.models import Side
from app.pairings.models import Origin, Pairing

Turns = Mapping[int, Side | None]
Finder = Callable[[Sequence[Pairing]], Turns]
_FINDERS: list[Finder] = []


def turn_finder(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def turns_of(pairings: Sequence[Pairing], known: Turns | None = None) -> dict[int, Side | None]:
    """Whose turn it is in each of these pairs, given what ``known_turns`` said of them where it was asked already."""
    found = known_turns(pairings) if known is None else known
    return {each.id: first_turn(each) for each in pairings} | dict(found)


def known_turns(pairings: Sequence[Pairing]) -> dict[int, Side | None]:
    """The same, for those pairs alone of which another area says it."""
    return {pair_id: side for finder in _FINDERS for pair_id, side in finder(pairings).items()}


def is_arranged(pairing: Pairing) -> bool:
    """Whether another area says whose turn it is in this pair."""
    return pairing.id in known_turns([pairing])


def first_turn(pairing: Pairing) -> Side | None:
    """Until the two have met: the mentor writes first, then the mentee answers. Nobody, where they met long ago."""
    if not pairing.is_open or pairing.first_met_on is not None or pairing.origin is Origin.IMPORT:
        return None
    return Side.MENTOR if pairing.wrote_at is None else Side.MENTEE
