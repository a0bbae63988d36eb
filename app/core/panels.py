"""Home pages are made of panels that the areas hand in, so that ``home`` knows no area.

An area registers a function ``person → Panel | None``; None means that it has nothing to say to this person today.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where on the home page a panel belongs."""

    TURN = "turn"
    LETTER = "letter"
    DOOR = "door"
    LATER = "later"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A fragment for one person: rendered by its own template, urgent ones first."""

    place: Place
    template: str
    urgency: int = 0
    context: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Any], Panel | None]
_MAKERS: dict[str, tuple[int, Maker]] = {}


def panel(name: str, *, order: int = 100) -> Callable[[Maker], Maker]:
    """Register the function below under an area's name; ``order`` parts panels of equal urgency."""

    def register(maker: Maker) -> Maker:
        _MAKERS[name] = (order, maker)
        return maker

    return register


def panels_of(person: Any) -> dict[Place, list[Panel]]:
    """All panels for this person by place. Only the most urgent turn is a turn: one thing to do per page."""
    found = [(order, made) for order, maker in _MAKERS.values() if (made := maker(person)) is not None]
    found.sort(key=lambda pair: (-pair[1].urgency, pair[0]))
    return {place: [made for _, made in found if made.place is place] for place in Place}
