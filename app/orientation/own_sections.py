"""On the page of a cohort, for those who take part: their orientation, to read and to read again."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import own_enrolments
from app.cohorts.sections import Section, own_section
from app.orientation.queries import is_open, read_among
from app.people.models import Person


@own_section("orientation", order=15)
def own_orientation(person: Person, cohort: Cohort) -> Section | None:
    """One for each side on which they take part."""
    here = [each for each in own_enrolments(person) if each.cohort_id == cohort.id and is_open(each)]
    if not here:
        return None
    read = read_among(each.id for each in here)
    return Section(template="orientation/_own.html", context={"enrolments": here, "read": read})
