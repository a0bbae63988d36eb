"""Who reads an orientation: whoever takes part, their own. Those who run the cohort see who is through."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.cohorts.policy import UNTOLD, administers_cohort
from app.core.access import Action, allow
from app.people.models import Person


class OrientationAction(Action):
    """What one can do with an orientation."""

    READ = "orientation:read", "Read one’s own orientation, and say that one has"
    OVERSEE = "orientation:oversee", "See how many of a cohort have read their orientation, and who has"


def is_their_own(person: Person, obj: Any) -> bool:
    """Takes part as this one, in a cohort that its people have been told of."""
    is_in = isinstance(obj, Enrolment) and obj.state is EnrolmentState.SIGNED_UP
    return is_in and obj.person_id == person.id and obj.cohort.phase is not UNTOLD


allow({OrientationAction.READ: (is_their_own,), OrientationAction.OVERSEE: (administers_cohort,)})


def orientations_visible_to(person: Person) -> Select[Enrolment]:
    """As what somebody has an orientation to read: the same as ``OrientationAction.READ``, as a query."""
    told = select(Cohort.id).where(Cohort.phase != UNTOLD)
    mine = select(Enrolment).where(Enrolment.person_id == person.id, Enrolment.state == EnrolmentState.SIGNED_UP)
    return mine.where(Enrolment.cohort_id.in_(told))
