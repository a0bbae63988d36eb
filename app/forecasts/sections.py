"""What the page of a cohort says of its places: how many, why, and how many are taken."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.forecasts.queries import hr_leads, places_of
from app.people.models import Person
from programs.phases import Phase

WHILE_PEOPLE_JOIN = frozenset({Phase.DRAFT, Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING})


@section("forecasts", order=16)
def places(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """As long as people can join it."""
    found = places_of(cohort) if cohort.phase in WHILE_PEOPLE_JOIN else None
    if found is None:
        return None
    return Section(template="forecasts/_cohort.html", context={"places": found, "leads": hr_leads()})
