"""The letter that tries the sender out."""

from __future__ import annotations

from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.people.models import Person


@mail("test_letter")
def test_letter(*, person_id: int) -> Letter | None:
    """A letter to whoever sets the installation up, from the sender that everybody will see."""
    person = session().get(Person, person_id)
    if person is None or not person.is_active:
        return None
    context = {"person": person, "url": link("setup.letters")}
    return Letter(subject=_("A letter from Ithaca, to try it out"), template="test_letter", context=context)
