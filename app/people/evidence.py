"""What somebody may lay before others of their own doing: areas that keep such things offer them, and nobody else asks.

An area registers a function ``(person) → items``. Whoever gathers evidence shows the person their own items and
carries on only those that the person has ticked, by their keys: what was not ticked is counted and named nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.people.models import Person


class EvidenceKind(StrEnum):
    """What an item is."""

    REPORT = "report"
    """A report that the person has signed."""
    MILESTONE = "milestone"
    """Something of a program that the person has ticked as done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a person may attach. ``key`` names it for good; ``title`` says no word of what stands in it."""

    key: str
    kind: EvidenceKind
    title: str
    on: date


Offer = Callable[[Person], Iterable[Item]]
_OFFERS: list[Offer] = []


def offers_evidence(offer: Offer) -> Offer:
    """Register the function below."""
    _OFFERS.append(offer)
    return offer


def evidence_of(person: Person) -> list[Item]:
    """All that somebody may attach now, the newest first: for the person’s own eyes."""
    found = [item for offer in _OFFERS for item in offer(person)]
    return sorted(found, key=lambda item: (-item.on.toordinal(), item.key))


def chosen_evidence(person: Person, keys: Collection[str]) -> list[Item]:
    """Of what somebody has ticked, what is theirs to attach still."""
    return [item for item in evidence_of(person) if item.key in keys]
