"""The letter to officer and deputy: that a note waits. Not whose, not from where, no word of it (C-25)."""

from __future__ import annotations

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.people.models import Person
from app.safeguarding.queries import named_now
from app.safeguarding.services.asking import LETTER


@mail(LETTER)
def help_note(*, person_id: int) -> Letter | None:
    """To one of those who may read it."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"name": person.first_name, "url": link("safeguarding.index")}
    return Letter(subject=_("A note for you in Ithaca"), template="help_note", context=context)


@preview(LETTER)
def to_the_officer() -> dict[str, int] | None:
    """As the officer is written to."""
    officer, _deputy = named_now()
    return {"person_id": officer.id} if officer else None
