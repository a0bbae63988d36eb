"""Home pages are made of panels that the areas hand in, so that ``home`` knows no area.

An area registers a function ``person → panels``; an empty list means that it has nothing to say to this person today.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Place(StrEnum):
    """Where on the home page a panel belongs."""

    TURN = "turn"
    """Something this person is asked to do: the most urgent one becomes the sheet on top, the others lines below it."""
    LETTER = "letter"
    """A section of its own: where I am, whom I run a cohort for."""
    DOOR = "door"
    """Open to this person, and nothing is expected."""
    LATER = "later"
    """Opens later: ``note`` says when."""
    MARGIN = "margin"
    """The quiet voice: who sees this, whom to ask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A fragment for one person: a title, a sentence or two, and one way on: a view and its URL parameters.

    ``template`` is for what does not fit that form; it is rendered with ``panel`` and finds its values in ``context``.
    """

    place: Place
    title: str
    text: str = ""
    endpoint: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    label: str = ""
    note: str = ""
    urgency: int = 0
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Any], Iterable[Panel]]
_MAKERS: dict[str, tuple[int, Maker]] = {}


def panels(name: str, *, order: int = 100) -> Callable[[Maker], Maker]:
    """Register the function below under an area's name; ``order`` sorts panels of equal urgency."""

    def register(maker: Maker) -> Maker:
        _MAKERS[name] = (order, maker)
        return maker

    return register


def panels_of(person: Any) -> dict[Place, list[Panel]]:
    """All panels for this person by place, the most urgent first."""
    found = [(order, panel) for order, maker in _MAKERS.values() for panel in maker(person)]
    found.sort(key=lambda pair: (-pair[1].urgency, pair[0]))
    return {place: [panel for _, panel in found if panel.place is place] for place in Place}
