"""The one letter about a room: that there is something in it. No word of it, no title, no time (C-25)."""

from __future__ import annotations

from sqlalchemy import select

from app.conversations.models import Room
from app.conversations.queries import room_by_public_id
from app.conversations.services.telling import NEWS
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.pairings.naming import name_in_letters
from app.people.models import Person


@mail(NEWS)
def room_news(*, room_id: int, person_id: int) -> Letter | None:
    """To one of the two, once until they have opened the room."""
    person = session().get(Person, person_id)
    public_id = session().scalar(select(Room.public_id).where(Room.id == room_id))
    room = room_by_public_id(public_id) if public_id else None
    if room is None or room.is_shredded or person is None or not person.is_active:
        return None
    context = {
        "name": person.first_name,
        "partner": name_in_letters(room.pairing, person),
        "cohort": room.pairing.cohort,
        "url": link("conversations.show", room_id=room.public_id),
    }
    return Letter(subject=_("There is something new in your room"), template="room_news", context=context)


@preview(NEWS)
def newest_room() -> dict[str, int] | None:
    """The newest room, as its mentee is written to."""
    room = session().scalar(select(Room).order_by(Room.id.desc()).limit(1))
    return {"room_id": room.id, "person_id": room.pairing.mentee.person_id} if room else None
