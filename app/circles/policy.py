"""Whoever is in a circle sees it; whoever runs the cohort makes circles. Mentors and managers see nothing of them."""

from __future__ import annotations

from typing import Any

from app.circles.models import CircleDate, PeerCircle
from app.cohorts.models import EnrolmentState
from app.cohorts.policy import administers_cohort
from app.core.access import Action, allow
from app.people.models import Person


class CircleAction(Action):
    """What one can do with a circle."""

    ARRANGE = "circles:arrange", "Make the circles of a cohort, move people, set dates"
    VIEW = "circle:view", "See who is in a circle, and when it meets"


def runs_its_cohort(person: Person, obj: Any) -> bool:
    """Runs the cohort, or that of the circle or date."""
    circle = obj.circle if isinstance(obj, CircleDate) else obj
    return administers_cohort(person, circle.cohort if isinstance(circle, PeerCircle) else circle)


def is_in_it(person: Person, obj: Any) -> bool:
    """Is in this circle, and was told of it."""
    if not isinstance(obj, PeerCircle) or obj.told_at is None:
        return False
    here = [each.enrolment for each in obj.members if each.enrolment.person_id == person.id]
    return any(each.state is EnrolmentState.SIGNED_UP for each in here)


allow({CircleAction.ARRANGE: (runs_its_cohort,), CircleAction.VIEW: (is_in_it, runs_its_cohort)})
