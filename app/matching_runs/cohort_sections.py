"""What runs have to say on the page of their cohort: what to do next, and what came out so far."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.cohorts.services.cohorts import OVER
from app.matching_runs.models import RunState
from app.matching_runs.queries import open_and_last
from app.pairings.places import places_of
from app.people.models import Person

AT_WORK, LOOK, MATCH = 30, 20, 10


@section("matching_runs", order=50)
def match_next(_viewer: Person, cohort: Cohort, counts: Counts) -> Section | None:
    """A match at work, a result to look at, people to match, or what was published."""
    running, result = open_and_last(cohort)
    if running is not None and running.standing is RunState.OPEN:
        return Section(template="matching_runs/_at_work.html", urgency=AT_WORK, context={"run": running})
    is_over = cohort.phase in OVER or cohort.archived_at is not None
    if result is not None and not result.published_at and not is_over:
        context = {"run": result, "may_match": counts.is_matchable}
        return Section(template="matching_runs/_result.html", urgency=LOOK, context=context)
    places = places_of(cohort)
    context = {"run": result, "mentees": places.waiting, "seats": places.seats}
    if counts.is_matchable and places.waiting and places.seats and not is_over:
        return Section(template="matching_runs/_match.html", urgency=MATCH, context=context)
    return Section(template="matching_runs/_published.html", context=context) if result is not None else None
