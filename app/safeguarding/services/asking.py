"""Asking for help: a note and the passages that its writer chose, sealed for officer and deputy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from markupsafe import Markup

from app.core.audit import record
from app.core.clock import now
from app.core.db import public_id, session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.markdown import to_html
from app.core.outbox import send
from app.core.vault import Head, Key, Place, make_key_to_write, move_on
from app.pairings.models import Pairing
from app.pairings.queries import partner_of
from app.people.models import Person
from app.safeguarding.models import HelpBell, HelpNote
from app.safeguarding.queries import end_of, named_now

LETTER = "help_note"


@dataclass(frozen=True, slots=True)
class Passage:
    """Something out of a room, copied by the server and not typed by anybody.

    ``is_whole``: nothing in the room was altered by somebody else when it was copied, so that it is genuine.
    """

    title: str
    by: str
    at: str
    text: str
    is_whole: bool

    @property
    def html(self) -> Markup:
        """The text as it is read in the room."""
        return to_html(self.text)


def readers_for(author: Person, partner: Person | None) -> tuple[Person | None, Person | None]:
    """Officer and deputy of today, without the two of the pair: nobody reads a note about themselves."""
    about = {author.id, partner.id if partner else author.id}
    officer, deputy = (each if each is not None and each.id not in about else None for each in named_now())
    return officer, deputy


def ask(author: Person, pairing: Pairing, text: str, passages: Sequence[Passage]) -> HelpNote:
    """Send a note. Who asked stands in no event and in no letter. Raises RuleBroken while nobody could read it."""
    officer, deputy = readers_for(author, partner_of(author, pairing))
    note = HelpNote(public_id=public_id(), author=author, pairing=pairing, officer=officer, deputy=deputy, turn=1)
    if not note.readers:
        raise RuleBroken(_("Nobody is named who could read it. Call the number above, or talk to somebody you trust."))
    payload = {"text": text, "passages": [asdict(each) for each in passages], "copied_at": now().isoformat()}
    note.sealed = key_for(note).seal(place_of(note), json.dumps(payload, ensure_ascii=False).encode())
    session().add(note)
    session().flush()
    move_on(session(), note.lock, Head(), end_of(note))
    record(None, "help.sent", note)
    tell(note)
    return note


def tell(note: HelpNote) -> None:
    """Let its readers know that a note waits: on their home page, and by a letter that names nobody."""
    for reader in note.readers:
        session().add(HelpBell(note=note.public_id, person_id=reader.id))
        if reader.email and reader.is_active:
            send(LETTER, to=reader.email, person_id=reader.id)


def key_for(note: HelpNote) -> Key:
    """The key of a note that was just made or handed over, for its readers for life; who writes is none of them."""
    return make_key_to_write(note.lock, {each.public_id for each in note.readers})


def place_of(note: HelpNote) -> Place:
    """Where the words of a note belong."""
    row = note.public_id
    return Place(table="help_note", column="sealed", row=row, author=note.author.public_id, version=note.turn)
