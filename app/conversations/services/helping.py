"""Asking for help from a room: a note, and what of the room its writer chose, copied by the server."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from app.conversations.models import Room
from app.conversations.services.items import LETTER, NOTE, THANKS
from app.conversations.strands import Contents, Item
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.wording import clock_time, day_year
from app.people.models import Person
from app.safeguarding.models import HelpNote
from app.safeguarding.services import Passage, ask

SHOWN = {LETTER, THANKS, NOTE}


def choosable(contents: Contents) -> list[Item]:
    """Letters, thanks and shared notes that can be read, the newest first."""
    return [item for item in reversed(contents.items) if item.kind in SHOWN]


def ask_for_help(room: Room, author: Person, text: str, contents: Contents | None, chosen: Collection[str]) -> HelpNote:
    """Send a note to the officer. Raises RuleBroken for a passage that is not there any more."""
    there = choosable(contents) if contents else []
    items = [item for item in reversed(there) if item.id in set(chosen)]
    if len(items) < len(set(chosen)):
        raise RuleBroken(_("Not all that you chose is there any more. Look at it once more."), field="passages")
    passages = [_passage(item, is_whole=contents is not None and not contents.is_altered) for item in items]
    return ask(author, room.pairing, text, passages)


def _passage(item: Item, *, is_whole: bool) -> Passage:
    words: Any = item.words.reveal() if item.words else {}
    return Passage(
        title=str(words.get("title", "")),
        by=item.author.name,
        at=_("%(day)s, %(time)s", day=day_year(item.written_at), time=clock_time(item.written_at)),
        text=str(words.get("text", "")),
        is_whole=is_whole,
    )
