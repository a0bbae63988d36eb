"""The letter to somebody who was given a role."""

from __future__ import annotations

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.people.labels import ROLES
from app.people.models import Appointment


@mail("appointed")
def appointed(*, appointment_id: int) -> Letter | None:
    """Who gave which role; withdrawn when it was ended, or its person left, before the letter went."""
    held = session().get(Appointment, appointment_id)
    if held is None or held.ended_at is not None or not held.person.is_active:
        return None
    context = {
        "person": held.person,
        "actor": held.appointed_by,
        "role": str(ROLES[held.role]),
        "url": link("setup.who_can_see_what"),
    }
    return Letter(subject=_("A role for you in Ithaca"), template="appointed", context=context)
