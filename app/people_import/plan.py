"""What an import would do: who is new, what changes, who has left. Nothing here touches the database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.people_import.rows import Problem

Node = int
"""Somebody in the directory by id, or, below zero, somebody in the file by row."""

SECOND_ASK_PEOPLE = 20
SECOND_ASK_SHARE = 0.05


class Kind(StrEnum):
    """The lists of a plan, in the order in which they are shown."""

    NEW = "new"
    CHANGED = "changed"
    LEAVING = "leaving"
    PROBLEMS = "problems"


@dataclass(slots=True, kw_only=True)
class Newcomer:
    """Somebody to be added. ``replaces`` are former members whose id or e-mail is free again after 30 days."""

    row: int
    values: dict[str, Any]
    manager: Node | None = None
    dotted: tuple[Node, ...] | None = None
    about: str | None = None
    arrival_email: str | None = None
    consented: dict[int, str] = field(default_factory=dict)
    replaces: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Change:
    """What differs for somebody who is known; ``before`` has the same keys as ``values``.

    ``job_start_on`` is what the row says of the present job, and by itself no difference: nothing keeps it.
    """

    person_id: int
    row: int
    name: str
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    manager: Node | None = None
    manager_before: Node | None = None
    dotted: tuple[Node, ...] | None = None
    about: str | None = None
    arrival_email: str | None = None
    consented: dict[int, str] = field(default_factory=dict)
    replaces: tuple[int, ...] = ()
    job_start_on: date | None = None

    def __bool__(self) -> bool:
        lines = self.manager is not None or self.dotted is not None
        return bool(self.values or lines or self.about or self.arrival_email or self.consented)


Entry = Newcomer | Change


@dataclass(slots=True, kw_only=True)
class Leaver:
    """Somebody who loses access: the file gives a last day, or lists everyone and not them (``row`` is None)."""

    person_id: int
    public_id: str
    name: str
    left_on: date
    row: int | None = None


@dataclass(slots=True, kw_only=True)
class Plan:
    """Everything an import would do, and everything that keeps it from being done."""

    new: list[Newcomer] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    leaving: list[Leaver] = field(default_factory=list)
    unchanged: int = 0
    active_before: int = 0
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    names: dict[Node, str] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "leaving": len(self.leaving),
            "unchanged": self.unchanged,
            "problems": len(self.problems),
        }

    @property
    def asks_twice(self) -> bool:
        """Whether so many would leave that it is more likely a mistake in the file."""
        leaving = len(self.leaving)
        return leaving > SECOND_ASK_PEOPLE or leaving > SECOND_ASK_SHARE * self.active_before

    @property
    def does_nothing(self) -> bool:
        return not (self.new or self.changed or self.leaving)

    def digest(self) -> str:
        """The same for two plans that would do the same, in 64 characters."""
        seal = hashlib.sha256()
        for entry in self._entries():
            seal.update(json.dumps(entry, default=str, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            seal.update(b"\n")
        return seal.hexdigest()

    def _entries(self) -> Iterator[list[Any]]:
        for newcomer in self.new:
            yield [
                "new",
                newcomer.values,
                newcomer.manager,
                newcomer.dotted,
                newcomer.about,
                newcomer.arrival_email,
                newcomer.consented,
            ]
        for change in self.changed:
            yield [
                "changed",
                change.person_id,
                change.values,
                change.manager,
                change.dotted,
                change.about,
                change.arrival_email,
                change.consented,
            ]
        for leaver in self.leaving:
            yield ["leaving", leaver.person_id, leaver.left_on]
