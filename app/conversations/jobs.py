"""What comes due in rooms: telling whoever was told of something else today, rooms that end, and tidying drafts."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from app.conversations.models import Draft, Room, RoomSide
from app.conversations.services.ending import close_rooms, remind_of_ends, shred_rooms
from app.conversations.services.telling import A_DAY, tell
from app.core.clock import now
from app.core.db import session
from app.core.due import due
from app.core.vault import scrub, tidy_thawed

HOURLY = timedelta(hours=1)
AT_ONCE = 500
DRAFTS_STAY = timedelta(days=90)


@due("conversations.tell", every=HOURLY)
def tell_those_who_wait() -> None:
    """Write to those for whom words have come since they last looked, a day after they were last written to."""
    waiting = (
        select(RoomSide)
        .join(RoomSide.room)
        .where(
            Room.paused_at.is_(None),
            RoomSide.waiting_since.is_not(None),
            (RoomSide.mailed_at.is_(None)) | (RoomSide.mailed_at < RoomSide.waiting_since),
            (RoomSide.mailed_at.is_(None)) | (RoomSide.mailed_at < now() - A_DAY),
        )
    )
    for side in session().scalars(waiting.options(joinedload(RoomSide.person)).order_by(RoomSide.id).limit(AT_ONCE)):
        tell(side)


@due("conversations.endings", every=HOURLY)
def end_rooms() -> None:
    """Close rooms whose pair has ended, announce when their words go, and let go what has been read long enough."""
    close_rooms()
    remind_of_ends()
    shred_rooms()


@due("conversations.tidy", every=timedelta(days=1))
def tidy() -> None:
    """Take away drafts that nobody has touched for a season, locks whose time has come, and traces of old keys."""
    session().execute(delete(Draft).where(Draft.at < now() - DRAFTS_STAY))
    tidy_thawed()
    scrub()
