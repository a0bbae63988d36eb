"""What choosing has to say on the page of a cohort, to those who run it: counts, never who asked whom."""

from __future__ import annotations

from app.choices.models import RequestState
from app.choices.queries import counts_of_requests
from app.cohorts.models import Cohort
from app.cohorts.queries import Counts
from app.cohorts.sections import Section, section
from app.cohorts.services import takes_pairs
from app.cohorts.settings.pages import settings_part
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.choice import FORMS, FormOfChoice


@section("choices", order=55)
def who_chooses(_viewer: Person, cohort: Cohort, counts: Counts) -> Section | None:
    """The form of choice by its name, and how many requests there are."""
    form = cohort.form_of_choice
    if form is None:
        return None
    asked = counts_of_requests(cohort) if form is FormOfChoice.REQUESTED else {}
    context = {
        "words": FORMS[form],
        "open": asked.get(RequestState.OPEN, 0),
        "accepted": asked.get(RequestState.ACCEPTED, 0),
        "counts": counts,
        "may_pick": takes_pairs(cohort),
    }
    return Section(template="choices/_cohort.html", context=context)


@settings_part
def form_of_choice(cohort: Cohort) -> tuple[str, str, str] | None:
    """The way to settle it, with how it stands in a line."""
    form = cohort.form_of_choice
    return ("choices.settle", _("How people find each other"), f"{_(FORMS[form].label)}.") if form else None
