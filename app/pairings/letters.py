"""Letters about pairs. Each is written when it is sent, and only while what it says is still so."""

from __future__ import annotations

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.pairings.models import Pairing
from app.pairings.naming import name_in_letters
from app.pairings.queries import side_of
from app.pairings.wording import after_the_end
from app.people.models import Person


@mail("pair_ended")
def pair_ended(*, pairing_id: int, person_id: int) -> Letter | None:
    """To the other of the two: that it has ended, and no more."""
    return _about_the_end("pair_ended", _("Your pair has ended"), pairing_id, person_id)


@mail("partner_left")
def partner_left(*, pairing_id: int, person_id: int) -> Letter | None:
    """To the one who stays."""
    return _about_the_end("partner_left", _("Your pair has ended"), pairing_id, person_id)


@mail("pair_undone")
def pair_undone(*, pairing_id: int, person_id: int) -> Letter | None:
    """To both: the pair was taken back before they met."""
    return _about_the_end("pair_undone", _("Your pair was taken back"), pairing_id, person_id)


def _about_the_end(template: str, subject: str, pairing_id: int, person_id: int) -> Letter | None:
    pairing, person = session().get(Pairing, pairing_id), session().get(Person, person_id)
    if pairing is None or person is None or not person.is_active or pairing.is_open:
        return None
    context = {
        "name": person.first_name,
        "cohort": pairing.cohort,
        "partner": name_in_letters(pairing, person),
        "what_now": after_the_end(side_of(person, pairing), pairing.cohort),
        "url": link("home.index"),
    }
    return Letter(subject=subject, template=template, context=context)
