"""What the page of a note shows before it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from app.pairings.pauses import paused_among
from app.pairings.queries import partner_of
from app.people.models import Person
from app.safeguarding.models import HelpNote
from app.safeguarding.services import may_show_by_device, shut_for


@dataclass(frozen=True)
class NotePage:
    """A note from outside: from whom, where it stands, and whether its reader can open it."""

    note: HelpNote
    reader: Person

    @cached_property
    def partner(self) -> Person | None:
        """With whom the one who asks is in a pair."""
        return partner_of(self.note.author, self.note.pairing) if self.note.pairing else None

    @cached_property
    def is_paused(self) -> bool:
        """Whether the pair takes a pause."""
        return self.note.pairing_id is not None and bool(paused_among([self.note.pairing_id]))

    @cached_property
    def other(self) -> Person | None:
        """The other one who may read it."""
        return next((each for each in self.note.readers if each.id != self.reader.id), None)

    @cached_property
    def shut(self) -> tuple[datetime, datetime | None] | None:
        """Since when and until when it is shut to the reader."""
        return shut_for(self.note, self.reader)

    @cached_property
    def shut_to_other(self) -> bool:
        """Whether the other one waits to be vouched for."""
        found = shut_for(self.note, self.other) if self.other else None
        return found is not None and found[1] is None

    @cached_property
    def may_show_by_device(self) -> bool:
        """Whether this browser shows who the reader is."""
        return may_show_by_device(self.note, self.reader)
