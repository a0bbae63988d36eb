"""Why old words of a room are shut to one of its two, and for how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from app.conversations.models import Room
from app.conversations.services.regaining import frozen_in
from app.core.clock import now
from app.core.i18n import ngettext
from app.people.models import Person


@dataclass(frozen=True, slots=True)
class Shut:
    """Since when, and until when if a way back was taken."""

    since: datetime
    opens_at: datetime | None

    @property
    def most_minutes(self) -> int:
        """How long it is shut, once a way back was taken."""
        return self._until(self.since)

    @property
    def minutes_left(self) -> int:
        """For how long it still is."""
        return self._until(now())

    @property
    def words_left(self) -> str:
        """The same in words: hours, and minutes in the last of them."""
        hours = ceil(self.minutes_left / 60)
        if hours > 1:
            return ngettext("%(num)d hour", "%(num)d hours", hours)
        return ngettext("%(num)d minute", "%(num)d minutes", self.minutes_left)

    def _until(self, moment: datetime) -> int:
        return ceil(((self.opens_at or moment) - moment).total_seconds() / 60)


def shut_to(room: Room, person: Person) -> Shut | None:
    """Whether they are to somebody, None for no."""
    frozen = frozen_in(room, person)
    return Shut(frozen.since, frozen.opens_at) if frozen else None
