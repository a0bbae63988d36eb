"""On the page of a cohort, to those who run it: the way to nominations and the committee, as counts."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.nominations.policy import TAKING, takes_nominations
from app.nominations.queries import is_open, members_of, selection_of
from app.people.models import Person


@section("nominations", order=50)
def nominations_of_cohort(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """Only where the program takes people in by nomination."""
    if not takes_nominations(cohort):
        return None
    selection = selection_of(cohort)
    if selection is None and cohort.phase not in TAKING:
        return None
    context = {
        "selection": selection,
        "members": len(members_of(selection)) if selection else 0,
        "is_open": selection is not None and is_open(selection),
    }
    return Section(template="nominations/_cohort.html", context=context)
