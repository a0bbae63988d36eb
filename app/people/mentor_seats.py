"""Where somebody could offer a seat as a mentor: the area that signs people up hands in its doors, others show them.

Others show the very button of that area: pressing it, the person comes in as if they had found it themselves, and
neither a row nor a letter nor a line of a log says where they saw it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.people.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A button: where it posts to, and with which value. ``note`` says how long it takes and until when it is open."""

    title: str
    note: str
    endpoint: str
    values: dict[str, str]
    name: str
    value: str


Find = Callable[[Person], Iterable[Door]]
_FINDERS: list[Find] = []


def offers_seats(find: Find) -> Find:
    """Register the function below: the doors that are open to somebody who is no mentor yet."""
    _FINDERS.append(find)
    return find


def doors_for(person: Person) -> list[Door]:
    """Where somebody could offer their first seat now: for the person's own eyes."""
    return [door for find in _FINDERS for door in find(person)]
