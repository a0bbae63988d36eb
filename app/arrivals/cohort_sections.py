"""What the page of a cohort says of arrivals: the way to their page, and how many are proposed."""

from __future__ import annotations

from app.arrivals.models import ProposalState
from app.arrivals.pages import settings_words
from app.arrivals.policy import takes_in
from app.arrivals.queries import OPEN_PHASES, counts_of_proposals, settings_of
from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.people.models import Person


@section("arrivals", order=45)
def arrivals_of_cohort(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """Only where people join one by one, and while they may."""
    if not takes_in(cohort) or cohort.phase not in OPEN_PHASES:
        return None
    counts = counts_of_proposals(cohort)
    context = {
        "proposed": counts.get(ProposalState.OPEN, 0),
        "held": counts.get(ProposalState.HELD, 0),
        "words": settings_words(settings_of(cohort)),
    }
    return Section(template="arrivals/_cohort.html", context=context)
