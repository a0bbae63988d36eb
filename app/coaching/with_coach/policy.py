"""Who may do what in a coaching, beside knowing of it."""

from __future__ import annotations

from typing import Any

from app.coaching.models import Engagement
from app.coaching.policy import guides_it, is_its_client, stands_by_it
from app.coaching.with_coach.models import CoachingOffer
from app.core.access import Action, allow
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState, Party


class WithCoachAction(Action):
    """What one can do in a coaching."""

    VIEW = "coaching:view", "Open the page of a coaching, as its client or coach"
    ANSWER = "coaching:answer", "Take on a client, or leave it to another coach"
    AGREE = "coaching:agree", "Change what is agreed, while it is being agreed"
    READ_AGREEMENT = "coaching:read-agreement", "Read what the three agree on"
    CHOOSE = "coaching:choose", "Ask a coach, go another way or end it, as its client"
    WORK = "coaching:work", "Note sessions and goals while it is under way"
    PUT_AWAY = "coaching-offer:put-away", "Take an offer off one’s own page"
    TAKE_BACK = "coaching-offer:take-back", "Take back an offer of one’s own"


def is_coaching(obj: Any) -> bool:
    return isinstance(obj, Engagement) and obj.kind is EngagementKind.COACHING


def has_a_part(person: Person, obj: Any) -> bool:
    """Is client or coach."""
    return is_coaching(obj) and (is_its_client(person, obj) or guides_it(person, obj))


def is_asked(person: Person, obj: Any) -> bool:
    """Is the coach whom the client has asked."""
    return is_coaching(obj) and obj.state is EngagementState.OFFERED and guides_it(person, obj)


def agrees(person: Person, obj: Any) -> bool:
    """Is client or coach, and it is being agreed."""
    return has_a_part(person, obj) and obj.state is EngagementState.AGREEING


def reads_agreement(person: Person, obj: Any) -> bool:
    """Is one of the two, or the sponsor to whom both have handed it."""
    return has_a_part(person, obj) or (is_coaching(obj) and stands_by_it(person, obj))


def chooses(person: Person, obj: Any) -> bool:
    return is_coaching(obj) and is_its_client(person, obj) and obj.is_open


def works(person: Person, obj: Any) -> bool:
    return has_a_part(person, obj) and obj.state is EngagementState.UNDER_WAY


def was_offered(person: Person, obj: Any) -> bool:
    """Is whom it was offered to, by whoever is their manager still."""
    stands = isinstance(obj, CoachingOffer) and obj.taken_back_at is None
    return stands and obj.client_id == person.id and obj.client.manager_id == obj.manager_id


def has_offered(person: Person, obj: Any) -> bool:
    """Has offered it, and is their manager still."""
    stands = isinstance(obj, CoachingOffer) and obj.taken_back_at is None
    return stands and obj.manager_id == person.id and obj.client.manager_id == person.id


POLICY = {
    WithCoachAction.VIEW: (has_a_part,),
    WithCoachAction.ANSWER: (is_asked,),
    WithCoachAction.AGREE: (agrees,),
    WithCoachAction.READ_AGREEMENT: (reads_agreement,),
    WithCoachAction.CHOOSE: (chooses,),
    WithCoachAction.WORK: (works,),
    WithCoachAction.PUT_AWAY: (was_offered,),
    WithCoachAction.TAKE_BACK: (has_offered,),
}
allow(POLICY)


def party_of(person: Person, engagement: Engagement) -> Party:
    """As what somebody signs."""
    if engagement.client_id == person.id:
        return Party.CLIENT
    return Party.GUIDE if engagement.guide_id == person.id else Party.SPONSOR
