"""What the page of a cohort says to somebody who takes part about their own sign-up."""

from __future__ import annotations

from app.cohorts.models import Cohort
from app.cohorts.queries import enrolments_of
from app.cohorts.sections import Section, own_section
from app.people.models import Person
from app.sign_up.pages import own_standing


@own_section("sign_up", order=50)
def own_sign_up_here(person: Person, cohort: Cohort) -> Section | None:
    """What they said and agreed to, what is used of it, how they withdraw."""
    enrolments = enrolments_of(person, cohort)
    if not enrolments:
        return None
    standing = [own_standing(person, each) for each in enrolments]
    return Section(template="sign_up/_own.html", context={"standing": standing})
