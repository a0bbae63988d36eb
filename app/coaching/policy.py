"""Who may open what of an engagement: the client, and whomever a living consent of theirs names. Never a role alone."""

from __future__ import annotations

from typing import Any

from app.coaching.models import Drawer, Engagement
from app.core.access import Action, allow
from app.core.vault import Membership, NoKey
from app.people.models import Person
from programs.engagements import Party


class CoachingAction(Action):
    """What one can do with an engagement."""

    VIEW = "engagement:view", "Know that an engagement exists, and how far it has come"
    OWN = "engagement:own", "Decide as its client who reads what"
    GUIDE = "engagement:guide", "Guide its client, as the coach or advisor to whom they said yes"


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


POLICY = {
    CoachingAction.VIEW: (is_its_client, guides_it, stands_by_it, referred_it),
    CoachingAction.OWN: (is_its_client,),
    CoachingAction.GUIDE: (guides_it,),
}
allow(POLICY)


def membership_of(person: Person, engagement: Engagement, drawer: str) -> Membership:
    """That somebody may open a drawer. Raises NoKey."""
    if not may_open(person, engagement, drawer):
        raise NoKey
    return Membership(engagement.lock(drawer), person.public_id)
