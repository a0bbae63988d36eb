"""Who may leave suggestions, and do something with those they were left; and whose busy times are whose to show.

Only the direct manager, by the solid line, and only as long as they are: what is shown and what may be done follows the
line as it is at each request (C-34).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, or_, select

from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.core.access import Action, Rule, allow
from app.managers.models import Suggestion
from app.people.models import Person, PersonState
from app.people.policy import manages


class ReportAction(Action):
    """What a manager can do about somebody who reports to them."""

    VIEW = "report:view", "See the page of somebody who reports to you, and leave a suggestion"


class SuggestionAction(Action):
    """What one can do with a suggestion of a manager."""

    VIEW = "suggestion:view", "See a suggestion that one wrote or was left"
    CHANGE = "suggestion:change", "Change a suggestion that one has just left, or take it back"
    DECIDE = "suggestion:decide", "Put a suggestion away, show it to a mentor, or show it no longer"


class BusyTimesAction(Action):
    """What a mentee decides about what their manager sees."""

    DECIDE = "busy-times:decide", "Let one’s manager see when meetings of a cohort take time, and take it back"


def wrote_it_to_a_report(person: Person, obj: Any) -> bool:
    return isinstance(obj, Suggestion) and obj.writer_id == person.id and manages(person, obj.reader)


def was_left_it(person: Person, obj: Any) -> bool:
    return isinstance(obj, Suggestion) and obj.reader_id == person.id


def is_mentee_oneself(person: Person, obj: Any) -> bool:
    """Is the one who takes part, as a mentee, and has not withdrawn."""
    is_own = isinstance(obj, Enrolment) and obj.person_id == person.id
    return is_own and obj.role is Side.MENTEE and obj.state is EnrolmentState.SIGNED_UP


POLICY: dict[Action, tuple[Rule, ...]] = {
    ReportAction.VIEW: (manages,),
    SuggestionAction.VIEW: (wrote_it_to_a_report, was_left_it),
    SuggestionAction.CHANGE: (wrote_it_to_a_report,),
    SuggestionAction.DECIDE: (was_left_it,),
    BusyTimesAction.DECIDE: (is_mentee_oneself,),
}
allow(POLICY)


def suggestions_visible_to(person: Person) -> Select[Suggestion]:
    """What somebody wrote to those who report to them now, and was left: as ``SuggestionAction.VIEW``, as a query."""
    theirs = (Suggestion.writer_id == person.id) & (Person.manager_id == person.id) & (Person.state != PersonState.LEFT)
    return select(Suggestion).join(Suggestion.reader).where(or_(theirs, Suggestion.reader_id == person.id))
