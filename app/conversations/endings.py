"""What becomes of a room, as one of the two sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from app.conversations.models import Room, RoomSide
from app.conversations.policy import is_gone, is_over
from app.conversations.queries import both_keep, sides_of
from app.core.clock import today
from app.core.organisation import organisation
from app.people.models import Person


@dataclass(frozen=True)
class EndingView:
    """Until when the shared words are read, and what was chosen; never what the other alone has chosen."""

    room: Room
    reader: Person

    @property
    def is_over(self) -> bool:
        """Whether the room is for reading only."""
        return is_over(self.room)

    @cached_property
    def is_gone(self) -> bool:
        """Whether the time to read what the two shared is over."""
        return is_gone(self.room)

    @property
    def until(self) -> date:
        """The last day to read what the two share: as announced, or as it would be if they ended today."""
        house = organisation()
        return self.room.shred_on or today(house.time_zone) + timedelta(days=house.reading_days)

    @property
    def is_kept(self) -> bool:
        """Whether both want the shared words kept."""
        return both_keep(self._sides)

    @property
    def is_wished(self) -> bool:
        """Whether the reader wants it."""
        return any(side.keeps for side in self._sides if side.person_id == self.reader.id)

    @cached_property
    def _sides(self) -> Sequence[RoomSide]:
        return sides_of(self.room)
