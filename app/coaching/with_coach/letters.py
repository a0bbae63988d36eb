"""The one letter of coaching: there is a document for you. Not what it is, not whose, not from whom."""

from __future__ import annotations

from sqlalchemy import select

from app.coaching.with_coach.services.asking import DOCUMENT
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.people.models import Person


@mail(DOCUMENT)
def document_for_you(*, person_id: int) -> Letter | None:
    """To whoever has something to read or to sign."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"name": person.first_name, "url": link("coaching.index")}
    return Letter(subject=_("A document for you"), template=DOCUMENT, context=context)


@preview(DOCUMENT)
def newest_document() -> dict[str, int] | None:
    """As anybody gets it: it says the same to all."""
    found = session().scalar(select(Person.id).order_by(Person.id).limit(1))
    return {"person_id": found} if found is not None else None
