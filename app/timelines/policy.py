"""Who sees a timeline: the mentee, and the mentor while the two are a pair. The mentee alone ticks."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.core.access import Action, allow
from app.core.db import session
from app.pairings.models import Pairing, PairingState
from app.people.models import Person


class TimelineAction(Action):
    """What one can do with a timeline."""

    VIEW = "timeline:view", "See the milestones of a mentee, and which are ticked"
    TICK = "timeline:tick", "Tick a milestone of one’s own, or take the tick back"


def is_the_mentee(person: Person, obj: Any) -> bool:
    """Takes part as this mentee, in a cohort that its people have been told of."""
    return _is_shown(obj) and obj.person_id == person.id


def mentors_them(person: Person, obj: Any) -> bool:
    """Is a mentor of this mentee now."""
    if not _is_shown(obj):
        return False
    mine = select(Pairing.id).join(Enrolment, Enrolment.id == Pairing.mentor_id)
    mine = mine.where(Pairing.mentee_id == obj.id, Pairing.state == PairingState.OPEN)
    return session().scalar(mine.where(Enrolment.person_id == person.id).limit(1)) is not None


def _is_shown(obj: Any) -> bool:
    is_mentee = isinstance(obj, Enrolment) and obj.role is Side.MENTEE
    return is_mentee and obj.state is EnrolmentState.SIGNED_UP and obj.cohort.phase is not UNTOLD


allow({TimelineAction.VIEW: (is_the_mentee, mentors_them), TimelineAction.TICK: (is_the_mentee,)})


def timelines_visible_to(person: Person) -> Select[Enrolment]:
    """The mentees whose timeline ``person`` sees: the same as ``TimelineAction.VIEW``, as a query."""
    told = select(Cohort.id).where(Cohort.phase != UNTOLD)
    mentor = aliased(Enrolment)
    guided = exists().where(
        Pairing.mentee_id == Enrolment.id,
        Pairing.state == PairingState.OPEN,
        Pairing.mentor_id == mentor.id,
        mentor.person_id == person.id,
    )
    shown = select(Enrolment).where(Enrolment.role == Side.MENTEE, Enrolment.state == EnrolmentState.SIGNED_UP)
    return shown.where(Enrolment.cohort_id.in_(told), or_(Enrolment.person_id == person.id, guided))
