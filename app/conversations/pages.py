"""What the pages of a room show: opened for the one who reads, and for this answer only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from markupsafe import Markup

from app.conversations.endings import EndingView
from app.conversations.models import Room, Strand
from app.conversations.policy import is_gone, may_write
from app.conversations.queries import own_strand, shared_strand
from app.conversations.services.drafts import draft_of
from app.conversations.services.files import content_of
from app.conversations.services.items import FILE, GOAL, LETTER, NOTE, POINT, THANKS, Pen
from app.conversations.shut import Shut, shut_to
from app.conversations.strands import Contents, Item, contents_of, key_of
from app.core.i18n import gettext as _
from app.core.markdown import to_html
from app.core.pages import Page
from app.core.vault import Key, NoKey
from app.meetings.guides import GuideView, guide_for
from app.meetings.pages import MeetingView, meeting_view
from app.meetings.queries import next_meeting
from app.pairings.queries import partner_of
from app.people.models import Person
from programs.promises import PROMISES, Mode, Promise

READ, WRITE = "read", "write"
AROUND = 60
LETTERS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class ItemView:
    """Something that was written, for one reader. ``words`` and ``html`` never leave the page."""

    id: str
    version: int
    by: str
    is_mine: bool
    at: datetime
    is_changed: bool
    is_closed: bool
    words: Any = field(repr=False)
    files: Sequence[ItemView] = ()

    @property
    def html(self) -> Markup:
        """The text as it is read."""
        return to_html(str(self.words.get("text", "")))

    @property
    def title(self) -> str:
        """What a note or a file is called."""
        return str(self.words.get("title") or self.words.get("name") or "")


@dataclass(frozen=True)
class RoomView:
    """A room as one of the two sees it; strands are opened when a page asks for them."""

    room: Room
    reader: Person
    purpose: str = READ

    @cached_property
    def partner(self) -> Person:
        return partner_of(self.reader, self.room.pairing)

    @property
    def promise(self) -> Promise:
        """Who can read what, in the mode that the room is kept in."""
        return PROMISES[Mode.SEALED]

    @property
    def may_write(self) -> bool:
        return may_write(self.reader, self.room)

    @cached_property
    def ending(self) -> EndingView:
        """What becomes of the room."""
        return EndingView(self.room, self.reader)

    @cached_property
    def shut(self) -> Shut | None:
        """Why and until when old words are shut to the reader."""
        return shut_to(self.room, self.reader)

    @cached_property
    def shut_to_partner(self) -> Shut | None:
        """The same for the other of the two, who can be vouched for."""
        return shut_to(self.room, self.partner)

    @cached_property
    def shared(self) -> Contents:
        """What the two share, nothing once the time to read it is over."""
        if self.ending.is_gone:
            return Contents(self._strand, (), is_altered=False)
        return contents_of(self._strand, self._key)

    @cached_property
    def own(self) -> Contents:
        """What the reader wrote for themselves. Raises NoKey before they have entered."""
        strand = own_strand(self.room, self.reader)
        if strand is None:
            raise NoKey
        return contents_of(strand, self._own_key(strand))

    @cached_property
    def _strand(self) -> Strand:
        return shared_strand(self.room)

    @cached_property
    def _key(self) -> Key:
        return key_of(self._strand, self.reader, self.purpose)

    @cached_property
    def letters(self) -> list[ItemView]:
        """Letters, the oldest first, with their files. What is shut is left out, what was altered keeps its place."""
        files = {view.id: view for view in self.files}
        return [
            self._view(item, [files[each] for each in self._words(item).get("files", []) if each in files])
            for item in self.shared.items
            if item.kind in {LETTER, ""} and not item.is_frozen
        ]

    def letter_page(self, asked: int) -> Page[ItemView]:
        """So many of them at once, page 1 the newest; on each the oldest first."""
        total = len(self.letters)
        number = min(asked, max(1, -(-total // LETTERS_AT_ONCE)))
        end = total - (number - 1) * LETTERS_AT_ONCE
        return Page(self.letters[max(0, end - LETTERS_AT_ONCE) : end], number, total, LETTERS_AT_ONCE)

    @cached_property
    def files(self) -> list[ItemView]:
        return [self._view(item) for item in self.shared.of_kind(FILE)]

    @property
    def notes(self) -> list[ItemView]:
        """The notes that the two share, the newest first."""
        return self._views(self.shared, NOTE)[::-1]

    @cached_property
    def thanks(self) -> list[ItemView]:
        """What each of the two has thanked the other for, the newest first."""
        return self._views(self.shared, THANKS)[::-1]

    @property
    def newest_thanks(self) -> ItemView | None:
        """What the other has thanked the reader for last."""
        return next((view for view in self.thanks if not view.is_mine), None)

    @property
    def own_notes(self) -> list[ItemView]:
        return self._views(self.own, NOTE)[::-1]

    @property
    def goals(self) -> list[ItemView]:
        return self._views(self.shared, GOAL)

    @property
    def own_goals(self) -> list[ItemView]:
        return self._views(self.own, GOAL)

    @property
    def points(self) -> list[ItemView]:
        """What is to be talked about next time; points that are done go to the end."""
        return sorted(self._views(self.shared, POINT), key=lambda view: bool(view.words.get("done")))

    @property
    def open_points(self) -> list[ItemView]:
        """Those that are still to be talked about."""
        return [view for view in self.points if view.words and not view.words.get("done")]

    @cached_property
    def next_meeting(self) -> MeetingView | None:
        """When the two meet next."""
        meeting = next_meeting(self.room.pairing)
        return meeting_view(meeting, self.reader) if meeting else None

    def guide(self, asked: int) -> GuideView:
        """Three questions for the next session."""
        return guide_for(self.room.pairing, next_meeting(self.room.pairing), asked)

    @property
    def altered(self) -> bool:
        """Whether anything in what was opened for this page was altered by somebody else."""
        opened = [vars(self)[name] for name in ("shared", "own") if name in vars(self)]
        return any(contents.is_altered for contents in opened)

    def content_of(self, item: Item) -> bytes:
        """The bytes of a file that the two share. Raises CannotBeOpened."""
        return content_of(item, self._key, self._strand.id)

    def _own_key(self, strand: Strand) -> Key:
        return key_of(strand, self.reader, self.purpose)

    def draft(self, place: str) -> str:
        """What the reader had begun to write."""
        if self.ending.is_gone:
            return ""
        return draft_of(self._strand, self._key, self.reader, place)

    def found(self, words: str) -> list[tuple[ItemView, Markup]]:
        """What holds the words, in the shared strand and in one’s own, with what stands around them."""
        wanted = words.casefold()
        views = [*self._all(self.shared), *self._all(self.own)]
        hits = ((view, _text_of(view)) for view in views)
        return [(view, _around(text, wanted)) for view, text in hits if wanted in text.casefold()]

    def _all(self, contents: Contents) -> Iterator[ItemView]:
        return (self._view(item) for item in contents.items if item.words)

    def _views(self, contents: Contents, kind: str) -> list[ItemView]:
        return [self._view(item) for item in contents.of_kind(kind)]

    def _words(self, item: Item) -> Any:
        return item.words.reveal() if item.words else {}

    def _view(self, item: Item, files: Sequence[ItemView] = ()) -> ItemView:
        is_mine = item.author.id == self.reader.id
        return ItemView(
            id=item.id,
            version=item.version,
            by=_("You") if is_mine else item.author.first_name,
            is_mine=is_mine,
            at=item.written_at,
            is_changed=item.version > 1,
            is_closed=item.words is None,
            words=self._words(item),
            files=files,
        )


def pen_for(room: Room, author: Person, *, own: bool = False) -> Pen:
    """What somebody writes with: in what the two share, or for themselves. Raises NoKey."""
    strand = own_strand(room, author) if own else shared_strand(room)
    if strand is None:
        raise NoKey
    return Pen(strand, key_of(strand, author, WRITE), author)


def item_in(room: Room, reader: Person, item_id: str) -> tuple[Pen, Item] | None:
    """An item of the room by its id, wherever it lies, with what to change it by."""
    for own in (True,) if is_gone(room) else (False, True):
        pen = pen_for(room, reader, own=own)
        item = contents_of(pen.strand, pen.key).item(item_id)
        if item is not None:
            return pen, item
    return None


def _text_of(view: ItemView) -> str:
    named = [str(view.words.get(name, "")) for name in ("text", "aims", "rhythm", "stays", "exit", "end")]
    steps = [str(step["text"]) for step in view.words.get("steps", [])]
    return " · ".join(part for part in (view.title, *named, *steps) if part)


def _around(text: str, wanted: str) -> Markup:
    at = text.casefold().index(wanted)
    start, end = max(0, at - AROUND), min(len(text), at + len(wanted) + AROUND)
    before, hit, after = text[start:at], text[at : at + len(wanted)], text[at + len(wanted) : end]
    return Markup("{}{}<mark>{}</mark>{}{}").format(
        "… " if start else "", before, hit, after, " …" if end < len(text) else ""
    )
