"""What “I need help” shows in a room: people, numbers, what one could send along, and how one’s notes stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.conversations.models import Room
from app.conversations.queries import shared_strand
from app.conversations.services.helping import choosable
from app.conversations.strands import Contents, Item, contents_of, key_of
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.vault import CannotBeOpened
from app.core.wording import day_short
from app.pairings.queries import partner_of
from app.people.models import Person
from app.safeguarding.models import HelpNote
from app.safeguarding.queries import sent_by
from app.safeguarding.services import readers_for

BEGINNING = 90
NEWEST = 50
HELP = "help"
"""The purpose in the journal of keys: whoever only asks for help has not read what is new."""


@dataclass(frozen=True, slots=True)
class HelpReader:
    """One of those who read a note: who, as what, and their phone if it is known."""

    person: Person
    part: str
    phone: str


@dataclass(frozen=True)
class HelpPage:
    """The page for one of the two. Nothing of it reaches the other."""

    room: Room
    reader: Person
    is_all: bool = False
    """Whether all that could be sent along is listed, and not the newest of it alone."""

    @cached_property
    def partner(self) -> Person:
        return partner_of(self.reader, self.room.pairing)

    @cached_property
    def readers(self) -> list[HelpReader]:
        """Who reads a note, with their phones."""
        house = organisation()
        officer, deputy = readers_for(self.reader, self.partner)
        both = (
            (officer, _("Safeguarding officer"), house.safeguarding_phone),
            (deputy, _("The deputy"), house.safeguarding_deputy_phone),
        )
        return [HelpReader(person, part, phone) for person, part, phone in both if person is not None]

    @cached_property
    def shared(self) -> Contents | None:
        """What could be sent along; None where it is gone or cannot be opened, which keeps nobody from asking."""
        strand = shared_strand(self.room)
        try:
            return contents_of(strand, key_of(strand, self.reader, HELP))
        except CannotBeOpened:
            return None

    @cached_property
    def choosable(self) -> list[Item]:
        """Letters, thanks and shared notes, the newest first."""
        return choosable(self.shared) if self.shared else []

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """Those of them that are listed, by how they begin."""
        return [(item.id, self._label(item)) for item in self.choosable[: None if self.is_all else NEWEST]]

    @cached_property
    def sent(self) -> Sequence[HelpNote]:
        """The reader’s own notes from this room."""
        return sent_by(self.reader, self.room.pairing)

    @property
    def is_paused(self) -> bool:
        return self.room.paused_at is not None

    @property
    def may_go_on(self) -> bool:
        """Whether the reader began the pause."""
        return self.is_paused and self.room.paused_by_id == self.reader.id

    def _label(self, item: Item) -> str:
        words = item.words.reveal() if item.words else {}
        by = _("You") if item.author.id == self.reader.id else item.author.first_name
        text = " ".join(f"{words.get('title', '')} {words.get('text', '')}".split())
        begins = text if len(text) <= BEGINNING else text[:BEGINNING].rsplit(" ", 1)[0] + " …"
        return _("%(by)s, %(day)s: %(words)s", by=by, day=day_short(item.written_at), words=begins)
