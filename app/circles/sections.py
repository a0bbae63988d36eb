"""What the page of a cohort says of circles: one’s own, and to those who run it, how many there are."""

from __future__ import annotations

from app.circles.queries import circles_of, own_circle, people_in
from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, own_section, section
from app.core.clock import now
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

ONCE_PLACED = frozenset({Phase.RUNNING, Phase.CLOSING})


@own_section("circles", order=30)
def my_circle(person: Person, cohort: Cohort) -> Section | None:
    """Who is in it, and when it meets next."""
    if PROGRAM_TYPES[cohort.program_type].circles is None:
        return None
    circle = own_circle(person, cohort)
    if circle is None:
        return None
    ahead = [each for each in circle.dates if each.cancelled_at is None and each.ends_at > now()]
    others = [each.person for each in people_in(circle) if each.person_id != person.id]
    context = {"circle": circle, "others": others, "next": next(iter(ahead), None)}
    return Section(template="circles/_own.html", context=context)


@section("circles", order=60)
def the_circles(_viewer: Person, cohort: Cohort, _counts: Counts) -> Section | None:
    """Once there are pairs: how many circles there are, and the way to make them."""
    if PROGRAM_TYPES[cohort.program_type].circles is None or cohort.phase not in ONCE_PLACED:
        return None
    there = circles_of(cohort)
    is_told = bool(there) and all(each.told_at for each in there)
    return Section(template="circles/_cohort.html", context={"circles": there, "is_told": is_told})
