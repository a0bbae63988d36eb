"""Where something begins that another area serves: its address is handed in, so that areas apart need not know it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The endpoint of a page that everybody who is signed in may open, and what a link to it says."""

    endpoint: str
    label: str


_PLACES: dict[str, Elsewhere] = {}


def begins(what: str, endpoint: str, label: str) -> None:
    """Register where something begins, by a word for it."""
    _PLACES[what] = Elsewhere(endpoint, label)


def where(what: str) -> Elsewhere | None:
    """Where it begins; None where this installation has nothing of the kind."""
    return _PLACES.get(what)
