"""A pair takes a pause: at once, at the wish of either, with no reason, and the other reads only that it does."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from app.conversations.models import Room
from app.core.audit import record
from app.core.bulk import among
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.pairings.models import Pairing
from app.pairings.pauses import pause_ender, pause_finder
from app.people.models import Person


def pause(room: Room, person: Person) -> None:
    """Begin a pause; one that has begun stays whose it was. The caller commits."""
    _lock(room)
    if room.paused_at is None:
        room.paused_at, room.paused_by_id = now(), person.id
        session().flush()
        record(None, "room.paused", room)


def resume(room: Room, person: Person) -> None:
    """End the pause that one began. Raises RuleBroken for the other of the two."""
    _lock(room)
    if room.paused_at is not None and room.paused_by_id != person.id:
        raise RuleBroken(_("This pair is taking a pause. You need do nothing."))
    _go_on(room)


@pause_ender
def let_go_on(pairing: Pairing, _officer: Person) -> None:
    """End the pause of a pair, whoever began it: the officer has been asked, and has looked after it."""
    room = session().scalar(select(Room).where(Room.pairing_id == pairing.id).with_for_update())
    if room is not None:
        _go_on(room)


@pause_finder
def paused(pairing_ids: Collection[int]) -> set[int]:
    """Those of these pairs whose room pauses."""
    found = select(Room.pairing_id).where(Room.paused_at.is_not(None), among(Room.pairing_id, pairing_ids))
    return set(session().scalars(found))


def _lock(room: Room) -> None:
    # Not by a refresh alone: that would bring the joins of the room along, which PostgreSQL does not lock.
    session().execute(select(Room.id).where(Room.id == room.id).with_for_update())
    session().refresh(room, ["paused_at", "paused_by_id"])


def _go_on(room: Room) -> None:
    if room.paused_at is not None:
        room.paused_at = room.paused_by_id = None
        session().flush()
        record(None, "room.goes_on", room)
