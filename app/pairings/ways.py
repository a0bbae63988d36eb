"""Ways on from a pair to what other areas keep for its two, such as their room; they hand theirs in.

A finder is a function ``person → {id of a pair: its ways}``, for the pairs one is in; it is asked once for a page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.core.asked_once import asked_once
from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOn:
    """A link. ``describe``: the same, read without the pair around it; ``prepares``: for the next time the two meet."""

    label: str
    describe: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    prepares: bool = False


Finder = Callable[[Person], Mapping[int, Sequence[WayOn]]]
_FINDERS: list[Finder] = []


def ways_on(finder: Finder) -> Finder:
    """Register the function below."""
    _FINDERS.append(finder)
    return finder


@asked_once
def ways_from(person: Person) -> Mapping[int, Sequence[WayOn]]:
    """The ways on from each pair that somebody is in."""
    found: dict[int, list[WayOn]] = defaultdict(list)
    for finder in _FINDERS:
        for pair_id, ways in finder(person).items():
            found[pair_id] += ways
    return dict(found)


def preparing(person: Person, pair_id: int) -> WayOn | None:
    """Where somebody gets ready for the next time that a pair meets."""
    return next((each for each in ways_from(person).get(pair_id, ()) if each.prepares), None)
