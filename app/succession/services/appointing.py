"""Who owns a plan. Nobody appoints themselves: two appoint the first two, an owner the other, else two operators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.core.clock import now
from app.core.db import public_id, session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.core.vault import destroy_key, make_key, share
from app.people.models import Person, Role, holds
from app.succession.journal import Line, note
from app.succession.models import Plan, PlanOwner, PlanState
from app.succession.papers import OWNERS, PROPOSAL, SLATE, OpenDrawer, drop, open_drawer, rewrite, write
from app.succession.policy import is_candidate_in
from app.succession.queries import open_round, people_by_public_id

ROLE = "role"
DOCUMENT = "document_in_confidence"


@dataclass(frozen=True, slots=True)
class CriticalRole:
    """A role that must not stay empty: how many seats, who holds them, and when one is planned to be free."""

    title: str
    seats: int
    incumbents: str = ""
    exit_on: date | None = None
    why: str = ""

    @property
    def words(self) -> dict[str, Any]:
        """As it is kept in a paper."""
        return {**asdict(self), "exit_on": self.exit_on.isoformat() if self.exit_on else ""}


def propose(role: CriticalRole, owners: Sequence[Person], confirmer: Person, *, actor: Person) -> Plan:
    """Propose a plan and its two owners, for the other one to confirm. Raises RuleBroken."""
    _refuse_wrong_two(owners)
    if confirmer.id == actor.id or not _are_both(actor, confirmer):
        raise RuleBroken(
            _("One HR lead and one executive appoint the owners together. Name the other one of the two."),
            field="confirmer",
        )
    plan = Plan(public_id=public_id(), proposer=actor, confirmer=confirmer)
    session().add(plan)
    session().flush()
    make_key(plan.lock(PROPOSAL), [actor.public_id, confirmer.public_id])
    drop(plan, PROPOSAL, ROLE, **role.words, owners=[each.public_id for each in owners])
    note(plan, Line.PROPOSED, actor)
    tell(confirmer)
    return plan


def confirm(plan: Plan, *, actor: Person) -> None:
    """The other one of the two says yes: the owners own it from now on, and the two know no more of it than others."""
    proposal = open_drawer(plan, PROPOSAL, actor)
    words = proposal.newest(ROLE)
    if words is None:
        raise RuleBroken(_("This cannot be opened any more. Turn it down and begin anew."))
    found = people_by_public_id(words.get("owners"))
    owners = [found[each] for each in words.get("owners") if each in found]
    _refuse_wrong_two(owners)
    session().refresh(plan, ["state"], with_for_update=True)
    if plan.state is not PlanState.PROPOSED:
        raise RuleBroken(_("This was answered already."))
    plan.state = PlanState.IN_FORCE
    _name(plan, owners, by=actor)
    share_again(plan)
    drop(plan, SLATE, ROLE, **{name: words.get(name) for name in ("title", "seats", "incumbents", "exit_on", "why")})
    _end_proposal(plan, proposal)
    note(plan, Line.CONFIRMED, actor)
    tell(*owners)


def turn_down(plan: Plan, *, actor: Person) -> None:
    """The other one says no, without a reason: nothing of it is kept."""
    plan.state = PlanState.TURNED_DOWN
    _end_proposal(plan, open_drawer(plan, PROPOSAL, actor))
    session().flush()


def describe(slate: OpenDrawer, role: CriticalRole, seen: int) -> None:
    """Other words for the role. Raises Conflict where the other owner was quicker."""
    paper = slate.newest(ROLE)
    if paper is None:
        write(slate, ROLE, **role.words)
    else:
        rewrite(slate, paper.paper, seen, **role.words)


def appoint(plan: Plan, person: Person, *, actor: Person) -> None:
    """One owner names the other, where the other has left or stepped down. Raises RuleBroken."""
    end_leavers(plan)
    if len(plan.serving) >= 2:
        raise RuleBroken(_("This plan has two owners already."), field="person")
    if person.id == actor.id or not person.is_active or is_candidate_in(person, plan):
        raise RuleBroken(_("Name somebody else who works here, and who is not on this slate."), field="person")
    _name(plan, [person], by=actor)
    share_again(plan)
    note(plan, Line.APPOINTED, actor, person.public_id)
    tell(person)


def step_down(plan: Plan, *, actor: Person) -> None:
    """An owner leaves it to the other, who names somebody. The last one stays until there is another."""
    if len(plan.serving) < 2:
        raise RuleBroken(_("You are the only owner. Appoint somebody first."))
    for each in plan.serving:
        if each.person_id == actor.id:
            each.ended_at = now()
    session().flush()
    share_again(plan)
    note(plan, Line.STEPPED_DOWN, actor)
    tell(*(each.person for each in plan.serving))


def appoint_as_operators(plan: Plan, owners: Sequence[Person], operators: Sequence[Person]) -> None:
    """Two operators name two owners where none is left. Raises RuleBroken where one is, or the four are not four."""
    if plan.state is not PlanState.IN_FORCE or plan.serving:
        raise RuleBroken(_("This plan has an owner, who appoints the other."))
    _refuse_wrong_two(owners)
    if len(operators) != 2 or len({each.id for each in (*owners, *operators)}) != 4:
        raise RuleBroken(_("Two operators appoint two others, and none of them is named twice."))
    end_leavers(plan)
    _name(plan, owners, by=None)
    share_again(plan)
    for each in operators:
        note(plan, Line.APPOINTED_BY_OPERATORS, each)
    tell(*owners)


def end_leavers(plan: Plan) -> None:
    """Note of owners who have left the organisation that they own it no longer."""
    for each in plan.owners:
        if each.ended_at is None and not each.person.is_active:
            each.ended_at = now()
    session().flush()


def share_again(plan: Plan) -> None:
    """Let exactly today’s owners, and whoever chooses in an open round, open what is theirs."""
    owners = [each.person.public_id for each in plan.serving]
    share(plan.lock(OWNERS), owners)
    running = open_round(plan)
    choosers = [each.person.public_id for each in running.choosers] if running else []
    share(plan.lock(SLATE), {*owners, *choosers})


def tell(*people: Person) -> None:
    """Write to owners and executives that there is a document for them, and nothing more. Never to a candidate."""
    for each in people:
        if each.email and each.is_active:
            send(DOCUMENT, to=each.email, person_id=each.id)


def _name(plan: Plan, owners: Sequence[Person], *, by: Person | None) -> None:
    free = [place for place in (1, 2) if place not in {each.place for each in plan.serving}]
    for place, person in zip(free, owners, strict=False):
        plan.owners.append(PlanOwner(person=person, place=place, appointed_by_id=by.id if by else None))
    session().flush()


def _end_proposal(plan: Plan, proposal: OpenDrawer) -> None:
    for each in proposal.papers:
        session().delete(each.paper)
    session().flush()
    destroy_key(plan.lock(PROPOSAL))


def _refuse_wrong_two(owners: Sequence[Person]) -> None:
    if len({each.id for each in owners}) != 2 or not all(each.is_active for each in owners):
        raise RuleBroken(_("A plan has two owners, two different people who work here."), field="second")


def _are_both(one: Person, other: Person) -> bool:
    lead, executive = Role.HR_LEAD, Role.EXECUTIVE
    return (holds(one, lead) and holds(other, executive)) or (holds(one, executive) and holds(other, lead))
