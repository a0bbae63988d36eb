"""What pairs have to say on the page of their cohort: how many are together, and who needs a mentor again."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.cohorts.services import takes_pairs
from app.pairings.places import places_of
from app.people.models import Person


@section("pairings", order=60)
def pairs_of_cohort(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """The way to the list of pairs, and to the file of those that meet already while it may still be read."""
    places, may_import = places_of(cohort), takes_pairs(cohort)
    if not (places.together or places.needing or may_import):
        return None
    context = {"together": places.together, "needing": places.needing, "may_import": may_import}
    return Section(template="pairings/_cohort.html", context=context)
