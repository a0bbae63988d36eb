"""The one letter of succession, to owners and executives: there is a document for you. A candidate gets none.

To owners it goes again when something waits for them; by which days, `services/reminding.py` says.
"""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.people.models import Person
from app.succession.services.appointing import DOCUMENT


@mail(DOCUMENT)
def document_in_confidence(*, person_id: int) -> Letter | None:
    """To whoever has something to read: not what it is, not whose, not from whom."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"name": person.first_name, "url": link("succession.index")}
    return Letter(subject=_("A document for you"), template="document_for_you", context=context)


@preview(DOCUMENT)
def newest_document() -> dict[str, int] | None:
    """As anybody gets it: it says the same to all."""
    found = session().scalar(select(Person.id).order_by(Person.id).limit(1))
    return {"person_id": found} if found is not None else None
