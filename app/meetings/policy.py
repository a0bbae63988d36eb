"""Who may see and change meetings: the two of the pair and nobody else, whoever runs the cohort or the house."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.core.access import Action, allow
from app.meetings.models import Meeting
from app.pairings.models import Pairing
from app.pairings.policy import is_one_of_the_two, pairings_visible_to
from app.people.models import Person


class MeetingAction(Action):
    """What one can do with the meetings of a pair one belongs to."""

    LIST = "meetings:list", "See when one’s pair has met and meets next"
    PROPOSE = "meetings:propose", "Offer times for a meeting of one’s pair"
    LOG_OTHER = "meetings:log-other", "Log a meeting that was not agreed here"
    VIEW = "meeting:view", "See a meeting of one’s pair"
    ANSWER = "meeting:answer", "Confirm a time, offer others, or cancel a meeting of one’s pair"
    LOG = "meeting:log", "Log whether a meeting of one’s pair took place, and for how long"


def is_of_its_pair(person: Person, obj: Any) -> bool:
    """Is one of the two who meet; what was agreed and logged stays theirs after the end."""
    return isinstance(obj, Meeting) and is_one_of_the_two(person, obj.pairing)


POLICY = {
    MeetingAction.LIST: (is_one_of_the_two,),
    MeetingAction.PROPOSE: (is_one_of_the_two,),
    MeetingAction.LOG_OTHER: (is_one_of_the_two,),
    MeetingAction.VIEW: (is_of_its_pair,),
    MeetingAction.ANSWER: (is_of_its_pair,),
    MeetingAction.LOG: (is_of_its_pair,),
}
allow(POLICY)


def meetings_visible_to(person: Person) -> Select[Meeting]:
    """The meetings of somebody’s pairs: the same as ``MeetingAction.VIEW``, as a query."""
    own = pairings_visible_to(person).with_only_columns(Pairing.id)
    return select(Meeting).where(Meeting.pairing_id.in_(own))
