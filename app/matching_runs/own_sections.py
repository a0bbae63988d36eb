"""What the page of a cohort tells somebody who takes part and waits, and what the home page tells them."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Cohort, Side
from app.cohorts.sections import Section, own_section
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.matching_runs.waiting import Waiting, waiting_of
from app.people.models import Person
from app.sign_up.queries import own_sign_up


@own_section("matching_runs", order=10)
def waits(person: Person, cohort: Cohort) -> Section | None:
    """Why there is nobody yet, what can be changed, when the next run is."""
    waiting = waiting_of(person, cohort)
    if not waiting:
        return None
    sign_up = own_sign_up(person, cohort, Side.MENTEE)
    return Section(template="matching_runs/_waiting.html", context={"waiting": waiting, "sign_up": sign_up})


@panels("matching_runs.waiting", order=25)
def where_one_waits(person: Person) -> Iterator[Panel]:
    """The same in short, for the home page."""
    for each in waiting_of(person):
        cohort = each.enrolment.cohort
        yield Panel(
            place=Place.LETTER,
            title=_title(each),
            note=cohort.name,
            text=f"{each.why} {each.next_run}",
            endpoint="cohorts.show",
            values={"cohort_id": cohort.public_id},
            label=_("See where you stand"),
        )


def _title(waiting: Waiting) -> str:
    return _("You are in reserve") if waiting.is_mentor else _("You have no mentor yet")
