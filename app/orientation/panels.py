"""On the home page: the next thing to do before two first meet, and an open door before and after that."""

from __future__ import annotations

from collections.abc import Iterator

from app.cohorts.models import Enrolment
from app.core.i18n import gettext as _
from app.core.panels import Panel, Place, panels
from app.core.wording import spelled
from app.orientation.queries import orientation_of, orientations_to_read
from app.pairings.queries import pairings_of
from app.people.models import Person

READ = 10
"""After the first words of a pair, before anything that comes with meetings."""


@panels("orientation", order=13)
def orientations(person: Person) -> Iterator[Panel]:
    """One for each that was not read; nobody is reminded once they have met."""
    unread = orientations_to_read(person)
    if not unread:
        return
    pairs = pairings_of(person)
    unmet = {side for pair in pairs if pair.first_met_on is None for side in (pair.mentee_id, pair.mentor_id)}
    for enrolment in unread:
        yield _panel(enrolment, Place.TURN if enrolment.id in unmet else Place.DOOR)


def _panel(enrolment: Enrolment, place: Place) -> Panel:
    minutes = spelled(orientation_of(enrolment.cohort).minutes).capitalize()
    return Panel(
        place=place,
        title=_("Before you first meet: a short orientation")
        if place is Place.TURN
        else _("What mentoring is, and is not"),
        text=_("%(minutes)s minutes to read, for %(cohort)s.", minutes=minutes, cohort=enrolment.cohort.name),
        endpoint="orientation.show",
        values={"enrolment_id": enrolment.public_id},
        label=_("Read the orientation"),
        note=_("Before the first meeting") if place is Place.TURN else "",
        urgency=READ if place is Place.TURN else 0,
    )
