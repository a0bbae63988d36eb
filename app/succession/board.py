"""An executive’s board: the slates they read, whom they bring on, what these work on, and how ready they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.core.clock import today
from app.core.vault import CannotBeOpened
from app.people.models import Person
from app.succession.models import Candidate
from app.succession.overview import Overview
from app.succession.pages import Readiness, readiness
from app.succession.papers import TOGETHER, OpenDrawer, OpenPaper, open_drawer
from app.succession.queries import people_by_public_id, proteges_of, taken_by
from app.succession.services.naming import READY, WHO
from app.succession.services.working import ASSIGNMENT, PLAN
from programs.readiness import CAP, Band


@dataclass(frozen=True, slots=True)
class Task:
    """A stretch assignment as a line of the board."""

    goal: str
    business_owner: str
    ends_on: date
    is_reviewed: bool

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed and nobody has said how it went."""
        return self.ends_on < today() and not self.is_reviewed


@dataclass(frozen=True, slots=True)
class Protege:
    """Somebody whom the executive brings on."""

    candidate: Candidate
    person: Person | None
    target: str
    ready: Readiness | None
    tasks: Sequence[Task]

    @property
    def name(self) -> str:
        return self.person.name if self.person else ""

    @property
    def band(self) -> Band | None:
        """In how much time they could take the role on, while the evidence counts."""
        return self.ready.band if self.ready and self.ready.is_valid else None


class Board(Overview):
    """All of it, opened for the executive."""

    @property
    def taken(self) -> int:
        return taken_by(self.reader)

    @property
    def most(self) -> int:
        return CAP

    @cached_property
    def brought_on(self) -> list[Protege]:
        """Whom they bring on; what cannot be opened stands there without its words."""
        opened = [(each, _opened(each, self.reader)) for each in proteges_of(self.reader)]
        who = {each.public_id: person_of(drawer) for each, drawer in opened}
        people = people_by_public_id([each for each in who.values() if each])
        return [_protege(each, drawer, people.get(who[each.public_id])) for each, drawer in opened]


def person_of(drawer: OpenDrawer | None) -> str:
    """The public id of the protégé, as it stands in the drawer of the two."""
    paper = drawer.newest(WHO) if drawer else None
    return str(paper.get("person")) if paper else ""


def _opened(candidate: Candidate, reader: Person) -> OpenDrawer | None:
    try:
        return open_drawer(candidate, TOGETHER, reader, "board")
    except CannotBeOpened:
        return None


def _protege(candidate: Candidate, drawer: OpenDrawer | None, person: Person | None) -> Protege:
    if drawer is None:
        return Protege(candidate, person, "", None, ())
    plan = drawer.newest(PLAN)
    tasks = [_task(each) for each in drawer.of_kind(ASSIGNMENT) if each.words is not None]
    target = str(plan.get("target")) if plan else ""
    return Protege(
        candidate, person, target, readiness(drawer.newest(READY)), sorted(tasks, key=lambda task: task.ends_on)
    )


def _task(paper: OpenPaper) -> Task:
    return Task(
        goal=str(paper.get("goal")),
        business_owner=str(paper.get("business_owner")),
        ends_on=date.fromisoformat(paper.get("ends_on")),
        is_reviewed=bool(paper.get("review")),
    )
