"""What the page of a cohort tells those who take part about choosing: by what form, whom they asked, who asks."""

from __future__ import annotations

from app.choices.opening import WHILE_ASKED, may_ask
from app.choices.pages.requests import standing_of
from app.choices.queries import own_requests, requests_waiting_for
from app.cohorts.models import Cohort, EnrolmentState, Side
from app.cohorts.queries import own_enrolments
from app.cohorts.sections import Section, own_section
from app.people.models import Person
from programs.choice import FORMS


@own_section("choices", order=20)
def how_people_find_each_other(person: Person, cohort: Cohort) -> Section | None:
    """The form of choice in words, and the ways on."""
    form = cohort.form_of_choice
    if form is None:
        return None
    here = [each for each in own_enrolments(person) if each.cohort_id == cohort.id]
    sides = {each.role for each in here if each.state is EnrolmentState.SIGNED_UP}
    asked = [each for each in own_requests(person) if each.cohort_id == cohort.id]
    context = {
        "form": form,
        "words": FORMS[form],
        "is_mentee": Side.MENTEE in sides,
        "is_mentor": Side.MENTOR in sides,
        "may_ask": may_ask(cohort),
        "is_open": cohort.phase in WHILE_ASKED,
        "asked": [(each, standing_of(each)) for each in asked],
        "asking": [each for each in requests_waiting_for(person) if each.cohort_id == cohort.id],
    }
    return Section(template="choices/_own.html", context=context)
