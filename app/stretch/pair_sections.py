"""On the page of a pair: the title and the days of the mentee’s stretch task, and nothing else of it."""

from __future__ import annotations

from app.cohorts.models import Side
from app.pairings.models import Pairing
from app.pairings.queries import side_of
from app.pairings.sections import Section, section
from app.people.models import Person
from app.stretch.policy import has_tasks
from app.stretch.queries import sponsored_task


@section("stretch", order=27)
def the_task(viewer: Person, pairing: Pairing) -> Section | None:
    """Once it has a sponsor: what was not possible is nobody’s news."""
    if not pairing.is_open or not has_tasks(pairing.cohort):
        return None
    task = sponsored_task(pairing.mentee)
    if task is None:
        return None
    shown = {"title": task.title, "begins_on": task.begins_on, "ends_on": task.ends_on}
    is_mentee = side_of(viewer, pairing) is Side.MENTEE
    context = {**shown, "is_mentee": is_mentee, "mentee": pairing.mentee}
    return Section(template="stretch/_pair.html", context=context)
