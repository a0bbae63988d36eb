"""One line in the first letter of somebody’s first pair, and in no other letter ever."""

from __future__ import annotations

from app.cohorts.models import Side
from app.core.i18n import gettext as _
from app.core.mail import link
from app.core.wording import spelled
from app.orientation.queries import is_open, orientation_of, read_among
from app.pairings.farewells import Farewell
from app.pairings.greetings import greeting
from app.pairings.models import Pairing
from app.pairings.queries import is_first_pair, side_of
from app.people.models import Person


@greeting
def read_before_you_meet(pairing: Pairing, person: Person) -> Farewell | None:
    """That there is an orientation to read, to whoever has not."""
    side = side_of(person, pairing)
    enrolment = pairing.mentee if side is Side.MENTEE else pairing.mentor
    if not is_open(enrolment) or read_among([enrolment.id]) or not is_first_pair(pairing, side):
        return None
    minutes = orientation_of(enrolment.cohort).minutes
    return Farewell(
        _("Before you first meet, there is something to read: %(minutes)s minutes.", minutes=spelled(minutes)),
        _("The orientation"),
        link("orientation.show", enrolment_id=enrolment.public_id),
    )
