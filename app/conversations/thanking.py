"""When a mentee is asked whether they would like to say thank you.

Only the days of a pair decide it. Whether somebody has said it already lies sealed in the room, so it is asked for a
while and then no more, the same for everybody.
"""

from __future__ import annotations

from datetime import timedelta

from app.cohorts.models import Side
from app.conversations.models import Room
from app.conversations.policy import may_write
from app.core.clock import now
from app.meetings.guides import Stand, stand_of
from app.pairings.queries import side_of
from app.people.models import Person
from programs.guides import Moment
from programs.phases import Phase

AFTER_SESSIONS = 3
FOR_DAYS = timedelta(days=14)


def may_be_asked_to_thank(viewer: Person, room: Room) -> bool:
    """The mentee, in the two weeks after the third session and when the last one is near; one query."""
    if side_of(viewer, room.pairing) is not Side.MENTEE or not may_write(viewer, room):
        return False
    stand = stand_of(room.pairing)
    is_closing = room.pairing.cohort.phase is Phase.CLOSING and stand.met > 0
    return is_closing or stand.moment is Moment.LAST or _has_just_met_often(stand)


def _has_just_met_often(stand: Stand) -> bool:
    return stand.met == AFTER_SESSIONS and stand.last is not None and now() - stand.last < FOR_DAYS
