"""Who may open what of a succession plan: named persons only. No role, no rank and no reporting line opens anything."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.core.access import Action, Rule, allow
from app.core.asked_once import asked_once
from app.core.db import session
from app.core.vault import Domain, relationships_with, shut_relationships
from app.people.models import Person, Role, holds
from app.succession.models import Candidate, CandidateState, Plan, PlanState, Round
from app.succession.papers import CANDIDATE


class SuccessionAction(Action):
    """What one can do with plans for critical roles."""

    PROPOSE = "succession:propose", "Propose a plan for a critical role, with its first owners"
    CONFIRM = "succession:confirm", "Confirm the first owners of a plan, or turn them down"
    OWN = "succession:own", "Run a plan that one owns"
    CHOOSE = "succession:choose", "Read a slate in a round one is named for, and choose"
    ANSWER = "succession:answer", "Say whether one’s name may stand on a slate"
    WORK = "succession:work-together", "Work on the plan of a protégé, as one of the two"
    JUDGE = "succession:judge", "Say how ready one’s own protégé is"
    BOARD = "succession:board", "Look at all whom one brings on, on one page"
    SCHEDULE = "succession:schedule", "Set the time of a meeting, and see nothing of what it is about"


def proposes_plans(person: Person, _obj: Any = None) -> bool:
    """Leads HR, or is an executive: one of each appoints the first owners."""
    return holds(person, Role.HR_LEAD) or holds(person, Role.EXECUTIVE)


def confirms_it(person: Person, obj: Any) -> bool:
    """Is the other of the two who appoint the first owners, and has not answered yet."""
    return isinstance(obj, Plan) and obj.state is PlanState.PROPOSED and obj.confirmer_id == person.id


def owns_it(person: Person, obj: Any) -> bool:
    """Is named as an owner today; and is not on this slate themselves."""
    plan = plan_of(obj)
    if plan is None or plan.state is not PlanState.IN_FORCE:
        return False
    named = any(each.person_id == person.id for each in plan.serving)
    return named and not is_candidate_in(person, plan)


def chooses_in_it(person: Person, obj: Any) -> bool:
    """Is an executive who is named for this round, while it is open; and is not on this slate themselves."""
    if not isinstance(obj, Round) or obj.closed_at is not None:
        return False
    named = any(each.person_id == person.id for each in obj.choosers)
    return named and holds(person, Role.EXECUTIVE) and not is_candidate_in(person, obj.plan)


def is_the_candidate(person: Person, obj: Any) -> bool:
    """Is whom it is about, and was told so in person: only a key of theirs says it, and no row."""
    told = isinstance(obj, Candidate) and obj.state is not CandidateState.NAMED
    return told and obj.public_id in open_as(person)


def brings_them_on(person: Person, obj: Any) -> bool:
    """Is the executive of this protégé."""
    paired = isinstance(obj, Candidate) and obj.state in {CandidateState.PAIRED, CandidateState.PLACED}
    return paired and obj.executive_id == person.id


def is_one_of_the_two(person: Person, obj: Any) -> bool:
    """Is the protégé or the executive who brings them on."""
    paired = isinstance(obj, Candidate) and obj.state in {CandidateState.PAIRED, CandidateState.PLACED}
    return paired and (brings_them_on(person, obj) or is_the_candidate(person, obj))


def is_executive(person: Person, _obj: Any = None) -> bool:
    """Is an executive today."""
    return holds(person, Role.EXECUTIVE)


def schedules_it(person: Person, obj: Any) -> bool:
    """Was asked by an owner to find a time."""
    return isinstance(obj, Round) and obj.closed_at is None and obj.delegate_id == person.id


def plan_of(obj: Any) -> Plan | None:
    """The plan that something belongs to."""
    if isinstance(obj, Plan):
        return obj
    return obj.plan if isinstance(obj, (Candidate, Round)) else None


@asked_once
def asked_as(person: Person) -> set[str]:
    """The public ids under which somebody was asked: known to the keystore, for they hold the key."""
    return relationships_with(person.public_id, Domain.SUCCESSION, CANDIDATE)


@asked_once
def open_as(person: Person) -> set[str]:
    """The same without what is shut to somebody with a new password: whoever took an account over learns of nothing."""
    own = asked_as(person)
    return own - shut_relationships(person.public_id, Domain.SUCCESSION) if own else own


@asked_once
def is_candidate_in(person: Person, plan: Plan) -> bool:
    """Whether somebody is on the slate of a plan themselves."""
    own = asked_as(person)
    if not own:
        return False
    found = select(Candidate.id).where(Candidate.plan_id == plan.id, Candidate.public_id.in_(own))
    return session().scalar(found.limit(1)) is not None


POLICY: dict[Action, tuple[Rule, ...]] = {
    SuccessionAction.PROPOSE: (proposes_plans,),
    SuccessionAction.CONFIRM: (confirms_it,),
    SuccessionAction.OWN: (owns_it,),
    SuccessionAction.CHOOSE: (chooses_in_it,),
    SuccessionAction.ANSWER: (is_the_candidate,),
    SuccessionAction.WORK: (is_one_of_the_two,),
    SuccessionAction.JUDGE: (brings_them_on,),
    SuccessionAction.BOARD: (is_executive,),
    SuccessionAction.SCHEDULE: (schedules_it,),
}
allow(POLICY)
