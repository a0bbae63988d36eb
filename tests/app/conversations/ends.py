"""What tests of ending rooms share: days that go by, and what was told."""

from __future__ import annotations

from datetime import timedelta

import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.conversations.jobs import end_rooms
from app.conversations.models import Room
from app.core.outbox import OutboxMail
from app.core.transactions import transaction

REST, BUSY = 10, 80
ABOUT_THE_END = ("pair_ended", "room_closed", "room_ends")
SHARED, OWN = "we talked about the merger", "only I know this"


def pass_days(clock: time_machine.Traveller, days: int) -> None:
    """So many days go by, with their due work; in the first weeks it is at rest on most of them."""
    for day in range(1, days + 1):
        clock.shift(timedelta(days=1))
        if day % REST == 0 or day > BUSY or day == days:
            work()


def work() -> None:
    with transaction():
        end_rooms()


def told(session: Session) -> list[str]:
    """To whom which letters about the end were written, the oldest first."""
    session.rollback()
    rows = session.scalars(select(OutboxMail).where(OutboxMail.kind.in_(ABOUT_THE_END)).order_by(OutboxMail.id))
    return [f"{each.kind} {each.recipient.split('@')[0]}" for each in rows]


def the_room(session: Session) -> Room:
    session.rollback()
    session.expire_all()
    return session.scalars(select(Room)).one()
