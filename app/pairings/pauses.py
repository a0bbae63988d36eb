"""Pairs that take a pause. Which they are, and how a pause ends, is known to the area that keeps their rooms.

It hands in a finder, ``ids of pairs → those that pause``, and what ends a pause, ``(pairing, actor) → None``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from app.core.asked_once import asked_once
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.pairings.models import Pairing
from app.people.models import Person

Finder = Callable[[Collection[int]], set[int]]
Ender = Callable[[Pairing, Person], None]
_FINDERS: list[Finder] = []
_ENDERS: list[Ender] = []


def pause_finder(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


def pause_ender(ender: Ender) -> Ender:
    """Register the function below."""
    _ENDERS.append(ender)
    return ender


def paused_among(pairing_ids: Collection[int]) -> set[int]:
    """Those of these pairs that take a pause; no question for none."""
    return set(_paused(frozenset(pairing_ids))) if pairing_ids else set()


@asked_once
def _paused(pairing_ids: frozenset[int]) -> frozenset[int]:
    return frozenset(found for finder in _FINDERS for found in finder(pairing_ids))


def refuse_paused(pairing: Pairing) -> None:
    """Raise RuleBroken for a pair that takes a pause: nothing is planned and nobody is asked for anything."""
    if paused_among([pairing.id]):
        raise RuleBroken(_("This pair is taking a pause. You need do nothing."))


def end_pause(pairing: Pairing, actor: Person) -> None:
    """Let the pair go on; nothing where it does not pause."""
    for ender in _ENDERS:
        ender(pairing, actor)
