"""What writing to people has to say on the page of a cohort."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.people.models import Person


@section("announcements", order=80)
def write_to_people(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """The way to a letter, once people were told of the cohort."""
    return None if cohort.phase is UNTOLD else Section(template="announcements/_write.html", context={"cohort": cohort})
