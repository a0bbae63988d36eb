"""On the page of a cohort, to those who run it: how many have a stretch task with a sponsor. No name, no title."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.people.models import Person
from app.stretch.policy import has_tasks
from app.stretch.queries import number_with_sponsor
from programs.phases import Phase

ONCE_PLACED = frozenset({Phase.RUNNING, Phase.CLOSING})


@section("stretch", order=61)
def how_many(_viewer: Person, cohort: Cohort, counts: Counts) -> Section | None:
    """Two figures, once the cohort runs."""
    if not has_tasks(cohort) or cohort.phase not in ONCE_PLACED or not counts.mentees:
        return None
    there = number_with_sponsor(cohort)
    context = {"there": there, "mentees": counts.mentees, "without": counts.mentees - there}
    return Section(template="stretch/_cohort.html", context=context)
