"""A round: opened by an owner, settled candidate by candidate, closed when nobody is left between two executives."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from app.core.clock import now, today
from app.core.db import public_id, session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import make_key
from app.people.models import Person, Role, holds
from app.succession.drafts import moving
from app.succession.journal import Line, note
from app.succession.models import Candidate, CandidateState, Chooser, Pick, PickState, Plan, Round
from app.succession.papers import TOGETHER, OpenDrawer, drop, write
from app.succession.policy import is_candidate_in
from app.succession.queries import choices_in, newest_round, open_round
from app.succession.services.appointing import share_again, tell
from app.succession.services.naming import WHO
from app.succession.services.offering import ask_to_mentor
from programs.readiness import MONTHS, months_on

SETTLEMENT = "settlement"


def open_a_round(
    plan: Plan, executives: Sequence[Person], choose_by: date, ends_on: date, delegate: Person | None, *, actor: Person
) -> Round:
    """Let named executives read the slate and choose until a day, in their order. Raises RuleBroken.

    By ``ends_on`` the owners have talked with every candidate, chosen or not; so it is no earlier than ``choose_by``.
    """
    if choose_by <= today():
        raise RuleBroken(_("Give the executives until a day to come."), field="choose_by")
    if ends_on < choose_by:
        raise RuleBroken(_("The round ends once all have chosen and you have talked with everybody."), field="ends_on")
    if not executives:
        raise RuleBroken(_("Name at least one executive who chooses."), field="executives")
    for each in executives:
        if not holds(each, Role.EXECUTIVE) or not each.is_active or is_candidate_in(each, plan):
            raise RuleBroken(_("%(name)s cannot choose in this round.", name=each.name), field="executives")
    if open_round(plan) is not None:
        raise RuleBroken(_("A round of this plan is open already."))
    order = drafting_order(executives, newest_round(plan))
    made = Round(public_id=public_id(), plan=plan, choose_by=choose_by, ends_on=ends_on, delegate=delegate)
    made.choosers = [Chooser(person=each, place=place) for place, each in enumerate(order, 1)]
    session().add(made)
    # Whom somebody brings on already heard so after an earlier round.
    to_hear = Candidate.plan_id == plan.id, Candidate.state != CandidateState.PAIRED
    for candidate in session().scalars(select(Candidate).where(*to_hear)):
        candidate.told_on = None
    session().flush()
    share_again(plan)
    note(plan, Line.ROUND_OPENED, actor)
    tell(*executives, *([delegate] if delegate else []))
    return made


def drafting_order(executives: Sequence[Person], before: Round | None) -> list[Person]:
    """Who is first is drawn once; then it goes round: who was first is last, and who is new is drawn in before them."""
    new = {each.id: each for each in executives}
    earlier = [each.person_id for each in before.choosers] if before else []
    was_first = [new.pop(each) for each in earlier[:1] if each in new]
    others = [new.pop(each) for each in earlier[1:] if each in new]
    return [*others, *secrets.SystemRandom().sample(list(new.values()), len(new)), *was_first]


def schedule(of_round: Round, meets_at: datetime, *, actor: Person) -> None:
    """Set the time of the meeting; whoever does so need not know what it is about."""
    of_round.meets_at = meets_at
    session().flush()
    note(of_round.plan, Line.SCHEDULED, actor)


def settle(
    owners: OpenDrawer, of_round: Round, candidate: Candidate, who: str, executive: Person, months: int, reason: str
) -> None:
    """Say which executive brings a candidate on (``who``: their public id as a person), for how long, and why.

    The others get their slot back. Raises RuleBroken where the executive has not chosen or confirmed, and for other
    than 12 to 24 months.
    """
    if not MONTHS[0] <= months <= MONTHS[1]:
        raise RuleBroken(_("Between 12 and 24 months."), field="months")
    picks = [each for each in choices_in(of_round) if each.candidate_id == candidate.id]
    chosen = next((each for each in picks if each.executive_id == executive.id), None)
    if chosen is None or candidate.state is not CandidateState.AGREED:
        raise RuleBroken(_("This executive has not chosen this candidate."), field="executive")
    if not executive.is_active:
        raise RuleBroken(_("%(name)s has left the organisation.", name=executive.name), field="executive")
    if _unconfirmed(of_round, executive):
        raise RuleBroken(_("What was recorded in the room is not confirmed yet."), field="executive")
    candidate.state, candidate.executive = CandidateState.PAIRED, executive
    candidate.begins_on, candidate.ends_on = today(), months_on(today(), months)
    candidate.told_on = None
    session().flush()
    with moving(of_round.plan, [each.executive_id for each in picks]):
        for each in picks:
            _end(each, is_settled=each is chosen)
    make_key(candidate.lock(TOGETHER), [who, executive.public_id])
    drop(candidate, TOGETHER, WHO, person=who)
    words = {"executive": executive.public_id, "reason": reason, "among": len(picks)}
    write(owners, SETTLEMENT, about=candidate.public_id, **words)
    note(of_round.plan, Line.SETTLED, owners.reader, candidate.public_id)


def close_round(of_round: Round, *, actor: Person) -> None:
    """Close it: the executives open the slate no longer. Raises RuleBroken while a choice is not settled.

    Nobody waits for what somebody chose who has left since: it is a draft again.
    """
    waiting = [each for each in choices_in(of_round) if each.state is PickState.CHOSEN]
    if any(each.executive.is_active for each in waiting):
        raise RuleBroken(_("Settle every choice first: each of them has an executive who waits."))
    with moving(of_round.plan, [each.executive_id for each in waiting]):
        for each in waiting:
            _end(each, is_settled=False)
    of_round.closed_at = now()
    session().flush()
    share_again(of_round.plan)
    note(of_round.plan, Line.ROUND_CLOSED, actor)


def note_placed(slate: OpenDrawer, candidate: Candidate, *, actor: Person) -> None:
    """Somebody took the role on: the executive’s slot is free, and the person is asked whether they would be a mentor.

    Raises RuleBroken for who is not brought on.
    """
    if candidate.state is not CandidateState.PAIRED:
        raise RuleBroken(_("Only somebody who is being brought on can take the role on here."))
    who = slate.newest(WHO, candidate.public_id)
    candidate.state = CandidateState.PLACED
    session().flush()
    picks = session().scalars(select(Pick).where(Pick.candidate_id == candidate.id)).all()
    with moving(candidate.plan, [each.executive_id for each in picks]):
        for each in picks:
            each.slot = None
    note(candidate.plan, Line.PLACED, actor, candidate.public_id)
    if who is not None:
        ask_to_mentor(candidate, str(who.get("person")))


def _end(pick: Pick, *, is_settled: bool) -> None:
    if is_settled:
        pick.state = PickState.SETTLED
    else:
        pick.state, pick.slot = PickState.DRAFT, None


def _unconfirmed(of_round: Round, executive: Person) -> bool:
    return any(
        each.person_id == executive.id and each.in_room_by_id is not None and each.confirmed_at is None
        for each in of_round.choosers
    )
