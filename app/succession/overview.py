"""What is there for one person: what they own, choose in, were asked, work on or shall schedule; for most, nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from app.core.vault import CannotBeOpened
from app.people.models import Person
from app.succession.models import Candidate, Plan, Round
from app.succession.pages import PlanView
from app.succession.papers import CANDIDATE, PROPOSAL, TOGETHER, open_drawer
from app.succession.policy import proposes_plans
from app.succession.queries import asked_of, meetings_to_schedule, plans_owned, proposals_for, proteges_of, rounds_for
from app.succession.services.appointing import ROLE
from app.succession.services.naming import QUESTION
from app.succession.services.working import PLAN


class Overview:
    """Everything that one person may open, by its title."""

    def __init__(self, reader: Person) -> None:
        self.reader = reader

    @property
    def may_propose(self) -> bool:
        return proposes_plans(self.reader)

    @cached_property
    def proposals(self) -> Sequence[tuple[Plan, str]]:
        return [(each, self._title(each, PROPOSAL, ROLE)) for each in proposals_for(self.reader)]

    @cached_property
    def plans(self) -> Sequence[tuple[Plan, str]]:
        return [(each, _role_of(each, self.reader)) for each in plans_owned(self.reader)]

    @cached_property
    def rounds(self) -> Sequence[tuple[Round, str]]:
        return [(each, _role_of(each.plan, self.reader)) for each in rounds_for(self.reader)]

    @cached_property
    def asked(self) -> Sequence[tuple[Candidate, str]]:
        return [(each, self._title(each, CANDIDATE, QUESTION)) for each in asked_of(self.reader)]

    @cached_property
    def proteges(self) -> Sequence[tuple[Candidate, str]]:
        found = proteges_of(self.reader)
        return [(each, self._title(each, TOGETHER, PLAN, "target")) for each in found]

    @cached_property
    def meetings(self) -> Sequence[Round]:
        return meetings_to_schedule(self.reader)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there, as for most."""
        return not any((self.proposals, self.plans, self.rounds, self.asked, self.proteges, self.meetings))

    def _title(self, of: Plan | Candidate, drawer: str, kind: str, name: str = "title") -> str:
        try:
            paper = open_drawer(of, drawer, self.reader, "list").newest(kind)
        except CannotBeOpened:
            return ""
        return str(paper.get(name)) if paper else ""


def _role_of(plan: Plan, reader: Person) -> str:
    try:
        return PlanView(plan, reader).title
    except CannotBeOpened:
        return ""
