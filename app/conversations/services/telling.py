"""Telling somebody that words wait for them: one neutral letter until they open the room, at most one a day."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.conversations.models import Room, RoomSide, Strand
from app.core.clock import now
from app.core.db import session
from app.core.outbox import send
from app.core.vault import last_opening
from app.pairings.queries import partner_of
from app.people.models import Person

A_DAY = timedelta(days=1)
NEWS = "room_news"


def words_came(room: Room, author: Person) -> None:
    """Somebody wrote: the other is told now, later, or has been told already."""
    partner = partner_of(author, room.pairing)
    side = session().scalar(select(RoomSide).where(RoomSide.room_id == room.id, RoomSide.person_id == partner.id))
    if side is None:
        side = RoomSide(room=room, person=partner)
        session().add(side)
        session().flush()
    if side.waiting_since is None or has_opened_since(side):
        side.waiting_since = now()
    tell(side)


def tell(side: RoomSide) -> bool:
    """Send the letter where words wait, none has been sent since the room was last opened, and none today."""
    if side.waiting_since is None or side.room.paused_at is not None:
        return False
    if has_opened_since(side):
        side.waiting_since = None
        return False
    if side.mailed_at is not None and (side.mailed_at >= side.waiting_since or now() - side.mailed_at < A_DAY):
        return False
    side.mailed_at = now()
    if side.person.email and side.person.is_active:
        send(NEWS, to=side.person.email, room_id=side.room_id, person_id=side.person_id)
    return True


def has_opened_since(side: RoomSide) -> bool:
    """Whether they have opened the room since words began to wait: told by the journal of keys."""
    strand = session().scalars(select(Strand).where(Strand.room_id == side.room_id, Strand.owner_id.is_(None))).one()
    opened = last_opening(strand.lock.parts, side.person.public_id, "read")
    return opened is not None and side.waiting_since is not None and opened > side.waiting_since
