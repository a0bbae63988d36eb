"""What the home page says about cohorts: to those who run them, and to those who take part."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, Side
from app.cohorts.pages import listed
from app.cohorts.policy import UNTOLD, CohortAction
from app.cohorts.queries import NEWEST, own_cohorts, own_counts, own_enrolments
from app.core.access import can
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import day, day_year
from app.people.models import Person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase


@panels("cohorts.run", order=20)
def cohorts_one_runs(person: Person) -> Iterator[Panel]:
    """The cohorts that somebody runs; the offer to make the first one."""
    cohorts = own_cohorts(person)[:NEWEST]
    if cohorts:
        yield Panel(
            place=Place.LETTER,
            title=_("Cohorts you run"),
            template="cohorts/_panel.html",
            context={"rows": listed(cohorts, own_counts(person))},
        )
    elif can(person, CohortAction.CREATE):
        yield Panel(
            place=Place.TURN,
            title=_("Make your first cohort"),
            text=_("Choose a program. Nobody is told before you say so."),
            endpoint="cohorts.new",
            label=_("Make a cohort"),
            urgency=3,
        )


@panels("cohorts.takes_part", order=30)
def where_one_takes_part(person: Person) -> Iterator[Panel]:
    """How a cohort stands that somebody signed up for, and when they hear more."""
    for enrolment in own_enrolments(person):
        cohort = enrolment.cohort
        if enrolment.state is not EnrolmentState.SIGNED_UP or cohort.phase is UNTOLD or cohort.archived_at:
            continue
        is_mentor = enrolment.role is Side.MENTOR
        yield Panel(
            place=Place.LETTER,
            title=cohort.name,
            note=_(PROGRAM_TYPES[cohort.program_type].name),
            text=_standing(enrolment, is_mentor=is_mentor),
            endpoint="cohorts.show",
            values={"cohort_id": cohort.public_id},
            label=_("How it works"),
        )


def _standing(enrolment: Enrolment, *, is_mentor: bool) -> str:
    cohort = enrolment.cohort
    role = _("You have offered seats as a mentor.") if is_mentor else _("You have signed up as a mentee.")
    if cohort.phase in {Phase.SIGN_UP, Phase.MATCHING}:
        waits = _("Pairs are made next. You will hear by %(day)s, and nothing is asked of you until then.")
        return f"{role} {waits % {'day': day(cohort.starts_on)}}"
    return f"{role} {_how_far(cohort)}"


def _how_far(cohort: Cohort) -> str:
    if cohort.phase is Phase.CLOSED:
        return _("It has ended.")
    if not cohort.has_end:
        return _("It goes on without an end of its own.")
    if cohort.phase is Phase.CLOSING:
        return _("It comes to its end on %(day)s.", day=day_year(cohort.ends_on))
    return _("It runs until %(day)s.", day=day_year(cohort.ends_on))
