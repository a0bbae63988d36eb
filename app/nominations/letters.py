"""The letters, as they are written when they are sent."""

from __future__ import annotations

from sqlalchemy import select

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.nominations.letting_know import NEWS, TASK
from app.people.models import Person


@mail(NEWS)
def nomination_news(*, person_id: int) -> Letter | None:
    """To a nominee: there is something to read."""
    return _letter(person_id, "nominations.own")


@mail(TASK)
def committee_task(*, person_id: int) -> Letter | None:
    """To a member of a committee: something waits."""
    return _letter(person_id, "nominations.committees")


@preview(NEWS)
@preview(TASK)
def anybody() -> dict[str, int] | None:
    """As anybody gets it: it says the same to all."""
    found = session().scalar(select(Person.id).order_by(Person.id).limit(1))
    return {"person_id": found} if found is not None else None


def _letter(person_id: int, endpoint: str) -> Letter | None:
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"name": person.first_name, "url": link(endpoint)}
    return Letter(subject=_("A document for you"), template="document_for_you", context=context)
