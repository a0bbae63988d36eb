"""The one letter about reports: something waits for you. Not what it is, not about whom, not from whom."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.observations.services.moving import WAITS
from app.people.models import Person


@mail(WAITS)
def observation_waits(*, person_id: int) -> Letter | None:
    """To whoever has something to write, to read or to sign."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"name": person.first_name, "url": link("observations.index")}
    return Letter(subject=_("Something to read"), template=WAITS, context=context)


@preview(WAITS)
def anybody() -> dict[str, int] | None:
    """As anybody gets it: it says the same to all."""
    found = session().scalar(select(Person.id).order_by(Person.id).limit(1))
    return {"person_id": found} if found is not None else None
