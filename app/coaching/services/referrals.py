"""Asking for an advisor: for oneself in a few words, or for somebody else with what is expected and what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.coaching.models import Drawer, Engagement
from app.coaching.papers import write_first
from app.coaching.services.consents import make_drawers
from app.coaching.services.moving import move
from app.coaching.services.telling import tell
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people.policy import is_hr_lead, manages
from programs.engagements import ADVISING, EngagementKind, EngagementState, Party, Standing

REFERRAL, STATEMENT, WISH = "referral", "statement", "wish"


@dataclass(frozen=True, slots=True)
class Example:
    """What was seen, and on which day."""

    on: date
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """What somebody who refers another has to say. Without expectations and examples nobody can get better at it."""

    expectations: str
    examples: Sequence[Example]
    talked_on: date
    support: str
    standing: Standing
    deadline: date


def ask_for_oneself(client: Person, wish: str, *, kind: EngagementKind = EngagementKind.ADVISING) -> Engagement:
    """Ask for an advisor for oneself. Nobody else learns of it but the desk, and that without a word of why."""
    made = _made(client, client, Party.CLIENT, EngagementState.WAITING, kind)
    made.waiting_since = now()
    write_first(made, Drawer.STATEMENT, client, WISH, words=wish)
    return made


def refer(client: Person, referral: Referral, *, actor: Person) -> Engagement:
    """Ask for an advisor for somebody else. They read it first, and alone.

    Raises RuleBroken for somebody who does not report to the actor, unless HR asks; with fewer than two examples, with
    a day that is still to come, and with a deadline that is too near to be met.
    """
    by = _part_of(actor, client)
    _check(referral)
    made = _made(client, actor, by, EngagementState.REFERRED, EngagementKind.ADVISING)
    made.sponsor = client.manager
    examples = [{"on": each.on.isoformat(), "words": each.words} for each in referral.examples]
    write_first(
        made,
        Drawer.REFERRAL,
        actor,
        REFERRAL,
        expectations=referral.expectations,
        examples=examples,
        talked_on=referral.talked_on.isoformat(),
        support=referral.support,
        standing=referral.standing.value,
        deadline=referral.deadline.isoformat(),
    )
    tell(client)
    return made


def pass_on(engagement: Engagement, statement: str) -> None:
    """The client has read it, has said what they want to, and lets the desk look. Raises Conflict where they have."""
    if engagement.state is not EngagementState.REFERRED:
        raise Conflict(_("You have passed it on already."))
    move(engagement, EngagementState.WAITING, actor=engagement.client)
    if statement:
        write_first(engagement, Drawer.STATEMENT, engagement.client, STATEMENT, words=statement)


def _part_of(actor: Person, client: Person) -> Party:
    if manages(actor, client):
        return Party.MANAGER
    if is_hr_lead(actor) and actor.id != client.id and client.is_active:
        return Party.HR
    raise RuleBroken(_("Only for somebody who reports to you. Others ask for themselves, or HR does."), field="person")


def _check(referral: Referral) -> None:
    if len(referral.examples) < ADVISING.least_examples:
        raise RuleBroken(_("Two examples at least, each with its day. One alone may be chance."), field="example_2")
    for number, each in enumerate(referral.examples, 1):
        if each.on > today():
            raise RuleBroken(_("This day is still to come."), field=f"example_{number}_on")
    if referral.talked_on > today():
        raise RuleBroken(_("Talk with them first: nobody should learn of it from this page."), field="talked_on")
    if (referral.deadline - today()).days < min(ADVISING.days):
        raise RuleBroken(_("Give them thirty days at least. Nothing sooner can be learnt."), field="deadline")


def _made(client: Person, referrer: Person, by: Party, state: EngagementState, kind: EngagementKind) -> Engagement:
    made = Engagement(kind=kind, state=state, client=client, referrer=referrer, referred_by=by)
    session().add(made)
    session().flush()
    make_drawers(made)
    record(referrer, "engagement.asked_for", made, by=by.value)
    return made
