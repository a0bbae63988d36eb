"""Who may look for mentors, ask one, and answer. Whom a request never reaches does not know that it is there."""

from __future__ import annotations

from typing import Any

from app.choices.models import MentorRequest
from app.choices.queries import enrolment_on_side
from app.choices.reaching import known_among
from app.cohorts.models import Cohort, Side
from app.cohorts.policy import UNTOLD
from app.core.access import Action, allow
from app.people.models import Person


class ChoiceAction(Action):
    """What one can do about choosing."""

    LOOK = "mentors:look", "Look through the mentors of a cohort, and ask one or keep a list"
    RANK = "mentees:rank", "Say which mentees one would like, or would rather not"
    VIEW = "request:view", "Read a request that one wrote or was asked by"
    ANSWER = "request:answer", "Answer a request as the mentor who is asked"
    WITHDRAW = "request:withdraw", "Take one’s own request back"


def takes_part_as_mentee(person: Person, obj: Any) -> bool:
    """Is signed up as a mentee of this cohort."""
    return _takes_part(person, obj, Side.MENTEE)


def takes_part_as_mentor(person: Person, obj: Any) -> bool:
    """Is signed up as a mentor of this cohort."""
    return _takes_part(person, obj, Side.MENTOR)


def asked(person: Person, obj: Any) -> bool:
    """Has written this request."""
    return isinstance(obj, MentorRequest) and _is_told(obj) and obj.mentee.person_id == person.id


def is_asked(person: Person, obj: Any) -> bool:
    """Is the mentor whom this request could reach."""
    if not isinstance(obj, MentorRequest) or not _is_told(obj) or obj.mentor.person_id != person.id:
        return False
    return bool(known_among([obj]))


POLICY = {
    ChoiceAction.LOOK: (takes_part_as_mentee,),
    ChoiceAction.RANK: (takes_part_as_mentor,),
    ChoiceAction.VIEW: (asked, is_asked),
    ChoiceAction.ANSWER: (is_asked,),
    ChoiceAction.WITHDRAW: (asked,),
}
allow(POLICY)


def _is_told(request: MentorRequest) -> bool:
    return request.cohort.phase is not UNTOLD


def _takes_part(person: Person, obj: Any, side: Side) -> bool:
    if not isinstance(obj, Cohort) or obj.phase is UNTOLD:
        return False
    return enrolment_on_side(person, obj, side) is not None
