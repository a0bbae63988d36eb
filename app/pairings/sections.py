"""The page of a pair is made of sections; areas that stand above this one hand theirs in, such as the meetings.

An area registers a function ``(viewer, pairing) → Section | None``; the viewer is one of the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.pairings.models import Pairing
from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A fragment of the page. ``urgency`` above 0: it wants to be the one thing to do now, the highest wins."""

    template: str
    urgency: int = 0
    context: Mapping[str, Any] = field(default_factory=dict)


Maker = Callable[[Person, Pairing], Section | None]
_MAKERS: dict[str, tuple[int, Maker]] = {}


def section(name: str, *, order: int) -> Callable[[Maker], Maker]:
    """Register the function below; sections stand in their ``order``."""

    def register(maker: Maker) -> Maker:
        _MAKERS[name] = (order, maker)
        return maker

    return register


def sections_of(viewer: Person, pairing: Pairing) -> tuple[Section | None, list[Section]]:
    """The one thing to do now, None when nothing is, and the sections below it."""
    made = [maker(viewer, pairing) for _, maker in sorted(_MAKERS.values(), key=lambda entry: entry[0])]
    found = [each for each in made if each is not None]
    urgent = max((each for each in found if each.urgency), key=lambda each: each.urgency, default=None)
    return urgent, [each for each in found if not each.urgency]
