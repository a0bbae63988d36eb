"""Opening the room of a pair, and entering it."""

from __future__ import annotations

from sqlalchemy import select

from app.conversations.models import Room, RoomSide, Strand
from app.core.audit import record
from app.core.clock import now
from app.core.db import public_id, session
from app.core.vault import make_key
from app.pairings.models import Pairing
from app.people.models import Person


def enter(pairing: Pairing, person: Person) -> Room:
    """The room of a pair, opened for both by whoever comes first; for each who enters, a strand of their own."""
    room = session().scalar(select(Room).where(Room.pairing_id == pairing.id).with_for_update())
    if room is None:
        room = _opened(pairing, person)
    side = side_of(room, person)
    if side is None:
        side = RoomSide(room=room, person=person)
        session().add(side)
    if side.entered_at is None:
        side.entered_at = now()
        own = Strand(room=room, owner=person)
        session().add(own)
        session().flush()
        make_key(own.lock, {person.public_id})
    return room


def side_of(room: Room, person: Person) -> RoomSide | None:
    """What the room keeps about one of the two, None before they entered or were written to."""
    found = select(RoomSide).where(RoomSide.room_id == room.id, RoomSide.person_id == person.id)
    return session().scalar(found)


def _opened(pairing: Pairing, person: Person) -> Room:
    room = Room(pairing=pairing, public_id=public_id())
    shared = Strand(room=room)
    session().add_all([room, shared])
    session().flush()
    make_key(shared.lock, {pairing.mentee.person.public_id, pairing.mentor.person.public_id})
    record(person, "room.opened", room)
    return room
