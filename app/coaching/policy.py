"""Who may open what of an engagement: the client, and whomever a living consent of theirs names. Never a role alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.coaching.models import Drawer, Engagement
from app.core.access import Action, Rule, allow
from app.core.db import session
from app.core.vault import Membership, NoKey
from app.people.models import Person, PersonState, Role, holds
from programs.engagements import EngagementState, Party


class CoachingAction(Action):
    """What one can do with an engagement."""

    VIEW = "engagement:view", "Know that an engagement exists, and how far it has come"
    OWN = "engagement:own", "Decide as its client who reads what"
    GUIDE = "engagement:guide", "Guide its client, as the coach or advisor to whom they said yes"
    TALK = "engagement:talk", "Write down their talks"
    JUDGE = "engagement:judge", "Judge as the manager whom its client lets in, and extend it"
    CLOSE = "engagement:close", "Say how it ended"
    VOUCH = "engagement:vouch", "Say that somebody with a new password is who they were"
    ASSIGN = "engagement:assign", "Find a coach or an advisor for somebody who waits, without a word of why"
    DESK = "coaching:desk", "Open the desk, where those who wait are given a coach or an advisor"
    CASELOAD = "coaching:caseload", "See one’s own clients, and say how many one takes"
    REFER = "coaching:refer", "Ask for an advisor for somebody else"


def is_its_client(person: Person, obj: Any) -> bool:
    """Is whom it is about."""
    return isinstance(obj, Engagement) and obj.client_id == person.id


def guides_it(person: Person, obj: Any) -> bool:
    """Is the coach or advisor, and the client has said yes to them."""
    return isinstance(obj, Engagement) and obj.guide_id == person.id and has_consent(person, obj, Drawer.TALKS)


def stands_by_it(person: Person, obj: Any) -> bool:
    """Is the manager or sponsor whom the client lets in. A manager who no longer is theirs is out at once (C-34)."""
    if not isinstance(obj, Engagement) or obj.sponsor_id != person.id or not has_consent(person, obj, Drawer.PLAN):
        return False
    return is_still_theirs(person, obj)


def referred_it(person: Person, obj: Any) -> bool:
    """Has asked for it for somebody else, and still answers for them."""
    if not isinstance(obj, Engagement) or obj.referrer_id != person.id or obj.client_id == person.id:
        return False
    return obj.referred_by is not Party.MANAGER or obj.client.manager_id == person.id


def is_one_of_the_two(person: Person, obj: Any) -> bool:
    """Is the client, or the coach or advisor."""
    return is_its_client(person, obj) or guides_it(person, obj)


def says_how_it_ended(person: Person, obj: Any) -> bool:
    """Is the manager who judges; the client, where they let no manager in."""
    if stands_by_it(person, obj):
        return True
    return is_its_client(person, obj) and (obj.sponsor is None or not stands_by_it(obj.sponsor, obj))


def is_at_the_desk(person: Person, obj: Any = None) -> bool:
    """Leads HR. Who waits for themselves is not their own desk."""
    if obj is not None and not (isinstance(obj, Engagement) and obj.client_id != person.id):
        return False
    return holds(person, Role.HR_LEAD)


def finds_a_guide(person: Person, obj: Any) -> bool:
    """Is at the desk, and somebody waits there."""
    return isinstance(obj, Engagement) and obj.state is EngagementState.WAITING and is_at_the_desk(person, obj)


def guides_people(person: Person, _obj: Any = None) -> bool:
    """Is appointed as coach or advisor."""
    return holds(person, Role.COACH) or holds(person, Role.ADVISOR)


def answers_for_somebody(person: Person, _obj: Any = None) -> bool:
    """Has people who report to them, or leads HR."""
    reports = select(Person.id).where(Person.manager_id == person.id, Person.state != PersonState.LEFT).limit(1)
    return holds(person, Role.HR_LEAD) or session().scalar(reports) is not None


def is_still_theirs(person: Person, engagement: Engagement) -> bool:
    """Whether somebody whose part is to judge is the client’s manager still; anybody, where the client judges."""
    return engagement.rules.judges is not Party.MANAGER or engagement.client.manager_id == person.id


def has_consent(person: Person, engagement: Engagement, drawer: str) -> bool:
    """Whether the client lets this person open a drawer today."""
    return any(
        each.person_id == person.id and each.drawer == drawer and each.withdrawn_at is None
        for each in engagement.consents
    )


def may_open(person: Person, engagement: Engagement, drawer: str) -> bool:
    """Whether somebody may open a drawer: asked on each request, so that what was withdrawn is shut with the next."""
    if not person.is_active:
        return False
    if is_its_client(person, engagement):
        return True
    if drawer == Drawer.REFERRAL and referred_it(person, engagement):
        return True
    if drawer in set(Drawer):
        return has_consent(person, engagement, drawer) and (
            guides_it(person, engagement) or stands_by_it(person, engagement)
        )
    # A report: whether it is there for its client or a reader yet, and still, `reports.policy` asks before.
    return guides_it(person, engagement) or has_consent(person, engagement, drawer)


POLICY: dict[Action, tuple[Rule, ...]] = {
    CoachingAction.VIEW: (is_its_client, guides_it, stands_by_it, referred_it),
    CoachingAction.OWN: (is_its_client,),
    CoachingAction.GUIDE: (guides_it,),
    CoachingAction.TALK: (is_one_of_the_two,),
    CoachingAction.JUDGE: (stands_by_it,),
    CoachingAction.CLOSE: (says_how_it_ended,),
    CoachingAction.VOUCH: (is_one_of_the_two,),
    CoachingAction.ASSIGN: (finds_a_guide,),
    CoachingAction.DESK: (is_at_the_desk,),
    CoachingAction.CASELOAD: (guides_people,),
    CoachingAction.REFER: (answers_for_somebody,),
}
allow(POLICY)


def membership_of(person: Person, engagement: Engagement, drawer: str) -> Membership:
    """That somebody may open a drawer. Raises NoKey."""
    if not may_open(person, engagement, drawer):
        raise NoKey
    return Membership(engagement.lock(drawer), person.public_id)
