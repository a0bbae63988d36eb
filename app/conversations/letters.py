"""The letters about a room: there is something in it, it is shut, it ends. No word of it, no title (C-25)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.conversations.models import Room
from app.conversations.policy import is_gone
from app.conversations.queries import room_by_public_id, room_of, shared_strand
from app.conversations.services.ending import CLOSED, ENDS
from app.conversations.services.regaining import SHUT
from app.conversations.services.telling import NEWS
from app.core.db import session
from app.core.i18n import gettext as _
from app.core.mail import Letter, link, mail
from app.core.mail_previews import preview
from app.core.wording import day_year
from app.pairings.farewells import Farewell, farewell
from app.pairings.models import Pairing
from app.pairings.naming import name_in_letters
from app.people.models import Person


@mail(NEWS)
def room_news(*, room_id: int, person_id: int) -> Letter | None:
    """To one of the two, once until they have opened the room."""
    found = _found(room_id, person_id)
    if found is None:
        return None
    room, person = found
    context = {**_common(room, person), "partner": name_in_letters(room.pairing, person)}
    return Letter(subject=_("There is something new in your room"), template="room_news", context=context)


@mail(SHUT)
def room_shut(*, room_id: int, person_id: int, shut_id: int) -> Letter | None:
    """To both: old words are shut to whoever signs in another way now, and how they open again."""
    found = _found(room_id, person_id, even_shredded=True)  # what is only theirs is there still
    if found is None:
        return None
    context = {**_common(*found), "is_own": person_id == shut_id}
    return Letter(subject=_("Your room: old words are shut for now"), template="room_shut", context=context)


@mail(CLOSED)
def room_closed(*, room_id: int, person_id: int) -> Letter | None:
    """To both when their room is for reading only: until when, and what they can do meanwhile."""
    return _ending(room_id, person_id, "room_closed")


@farewell
def what_stays(pairing: Pairing) -> Farewell | None:
    """In the letter about the end of a pair: until when both read their room, if there is something to read."""
    room = room_of(pairing)
    if room is None or room.shred_on is None or is_gone(room) or not shared_strand(room).length:
        return None
    return Farewell(
        words=_(
            "Your room is for reading until %(day)s. After that day what you shared there is gone for good, unless you "
            "both choose to keep it; what you wrote only for yourself stays yours. You can take a copy.",
            day=day_year(room.shred_on),
        ),
        label=_("What becomes of your room"),
        url=link("conversations.ending", room_id=room.public_id),
    )


@mail(ENDS)
def room_ends(*, room_id: int, person_id: int) -> Letter | None:
    """To both a month and a week before the shared words go."""
    return _ending(room_id, person_id, "room_ends")


def _ending(room_id: int, person_id: int, template: str) -> Letter | None:
    found = _found(room_id, person_id)
    until = found[0].shred_on if found else None
    if found is None or until is None:
        return None
    room, person = found
    context = {**_common(room, person), "partner": name_in_letters(room.pairing, person), "until": until}
    context["url"] = link("conversations.ending", room_id=room.public_id)
    subject = _("Your room: for reading until %(day)s", day=day_year(until))
    return Letter(subject=subject, template=template, context=context)


def _found(room_id: int, person_id: int, *, even_shredded: bool = False) -> tuple[Room, Person] | None:
    person = session().get(Person, person_id)
    public_id = session().scalar(select(Room.public_id).where(Room.id == room_id))
    room = room_by_public_id(public_id) if public_id else None
    if room is None or person is None or not person.is_active or (room.is_shredded and not even_shredded):
        return None
    return room, person


def _common(room: Room, person: Person) -> dict[str, Any]:
    return {
        "name": person.first_name,
        "cohort": room.pairing.cohort,
        "url": link("conversations.show", room_id=room.public_id),
    }


@preview(NEWS)
def newest_room() -> dict[str, int] | None:
    """The newest room, as its mentee is written to."""
    room = session().scalar(select(Room).order_by(Room.id.desc()).limit(1))
    return {"room_id": room.id, "person_id": room.pairing.mentee.person_id} if room else None


@preview(CLOSED)
@preview(ENDS)
def newest_that_ends() -> dict[str, int] | None:
    """The newest room that is for reading only, as its mentee is written to."""
    room = session().scalar(select(Room).where(Room.shred_on.is_not(None)).order_by(Room.id.desc()).limit(1))
    return {"room_id": room.id, "person_id": room.pairing.mentee.person_id} if room else None


@preview(SHUT)
def newest_shut() -> dict[str, int] | None:
    """The newest room, as its mentor is written to about its mentee."""
    room = session().scalar(select(Room).order_by(Room.id.desc()).limit(1))
    if room is None:
        return None
    both = room.pairing.mentor.person_id, room.pairing.mentee.person_id
    return {"room_id": room.id, "person_id": both[0], "shut_id": both[1]}
