"""The mentee proposes and keeps a stretch task; its sponsor reads and answers it. Managers see nothing of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, or_, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.policy import UNTOLD
from app.core.access import Action, allow
from app.core.clock import today
from app.core.db import session
from app.core.organisation import organisation
from app.people.models import Person
from app.stretch.models import StretchTask
from programs.catalogue import PROGRAM_TYPES
from programs.stretch import SPONSORED, State


class StretchAction(Action):
    """What one can do with a stretch task."""

    PROPOSE = "stretch-task:propose", "Propose a stretch task of one’s own, and see how it stands"
    VIEW = "stretch-task:view", "Read a stretch task"
    CHANGE = "stretch-task:change", "Change a stretch task of one’s own, or take it back"
    ANSWER = "stretch-task:answer", "Say yes or no to sponsoring a stretch task"


def has_tasks(cohort: Cohort) -> bool:
    """Whether mentees of this cohort have stretch tasks."""
    return PROGRAM_TYPES[cohort.program_type].stretch is not None


def is_mentee_with_tasks(person: Person, obj: Any) -> bool:
    """Takes part as this mentee, in a cohort whose type has stretch tasks."""
    return isinstance(obj, Enrolment) and obj.person_id == person.id and _takes_part(obj) and has_tasks(obj.cohort)


def is_its_mentee(person: Person, obj: Any) -> bool:
    """Whose task it is."""
    return isinstance(obj, StretchTask) and obj.enrolment.person_id == person.id and _takes_part(obj.enrolment)


def is_its_sponsor(person: Person, obj: Any) -> bool:
    """Was asked and can still answer, or said yes."""
    return isinstance(obj, StretchTask) and session().scalar(tasks_sponsored_by(person).where(_is(obj))) is not None


def _is(task: StretchTask) -> Any:
    return StretchTask.id == task.id


def _takes_part(enrolment: Enrolment) -> bool:
    is_mentee = enrolment.role is Side.MENTEE and enrolment.state is EnrolmentState.SIGNED_UP
    return is_mentee and enrolment.cohort.phase is not UNTOLD


allow(
    {
        StretchAction.PROPOSE: (is_mentee_with_tasks,),
        StretchAction.VIEW: (is_its_mentee, is_its_sponsor),
        StretchAction.CHANGE: (is_its_mentee,),
        StretchAction.ANSWER: (is_its_sponsor,),
    }
)


def tasks_sponsored_by(person: Person) -> Select[StretchTask]:
    """What somebody is asked to sponsor, or sponsors: the same as ``StretchAction.ANSWER``, as a query."""
    waiting = and_(StretchTask.state == State.PROPOSED, StretchTask.answer_by >= today(organisation().time_zone))
    mine = select(StretchTask).join(StretchTask.enrolment)
    mine = mine.where(StretchTask.sponsor_id == person.id, Enrolment.state == EnrolmentState.SIGNED_UP)
    return mine.where(or_(waiting, StretchTask.state.in_(SPONSORED)))
