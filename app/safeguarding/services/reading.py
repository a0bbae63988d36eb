"""Reading a note, which its writer reads in their own log; seeing it through; and noting whom one talked with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import structlog
from sqlalchemy import delete, select

from app.core.access_log import note_access, phrase
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Key, Place, is_whole, move_on, open_key
from app.people.models import Person
from app.safeguarding.models import HelpBell, HelpContact, HelpNote
from app.safeguarding.policy import membership_of
from app.safeguarding.queries import contacts_of, end_of
from app.safeguarding.services.asking import Passage, place_of

log = structlog.get_logger("ithaca.safeguarding")
READ = phrase("help.read", _l("Read the note in which you asked for help"))
SENT_TO_THEM = phrase("help.sent_to_them", _l("You sent it to the safeguarding officer and the deputy"))


@dataclass(frozen=True, slots=True)
class Contact:
    """What was noted, by whom and when."""

    by: str
    at: datetime
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note opened, for one answer only. ``is_altered``: something was taken out of it or put in by somebody else."""

    text: str = field(repr=False)
    passages: Sequence[Passage] = field(repr=False)
    copied_at: datetime
    contacts: Sequence[Contact] = field(repr=False)
    is_altered: bool


def read(note: HelpNote, reader: Person) -> NoteView:
    """Open a note; whoever sent it reads in their log that it was. Raises NoKey, Frozen, CannotBeOpened."""
    key = open_key(membership_of(reader, note), "read")
    payload = json.loads(key.unseal(place_of(note), note.sealed))
    contacts = [
        Contact(each.by.name, each.at, key.unseal(contact_place(note, each), each.sealed).decode())
        for each in contacts_of(note)
    ]
    is_altered = not is_whole(note.lock, end_of(note))
    if is_altered:
        log.error("a note was altered", note=note.public_id)
    note.seen_at = note.seen_at or now()
    session().execute(delete(HelpBell).where(HelpBell.note == note.public_id, HelpBell.person_id == reader.id))
    record(reader, "help.read", note)
    note_access(note.author, READ, by=reader, why=SENT_TO_THEM)
    passages = [Passage(**each) for each in payload["passages"]]
    copied_at = datetime.fromisoformat(payload["copied_at"])
    return NoteView(payload["text"], passages, copied_at, contacts, is_altered)


def set_done(note: HelpNote, reader: Person, *, is_done: bool) -> None:
    """Nothing more is to be done, or something is after all. Raises RuleBroken for a note that nobody has read."""
    if note.seen_at is None:
        raise RuleBroken(_("Read the note first."))
    note.done_at = (note.done_at or now()) if is_done else None
    session().flush()
    record(reader, "help.done" if is_done else "help.taken_up_again", note)


def note_contact(note: HelpNote, reader: Person, text: str) -> HelpContact:
    """Note whom one talked with and what was agreed; only the readers of the note read it."""
    key: Key = open_key(membership_of(reader, note), "write")
    session().execute(select(HelpNote.id).where(HelpNote.id == note.id).with_for_update(key_share=True))
    before = end_of(note)
    contact = HelpContact(note_id=note.id, number=len(contacts_of(note)) + 1, by=reader)
    contact.sealed = key.seal(contact_place(note, contact), text.encode())
    session().add(contact)
    session().flush()
    move_on(session(), note.lock, before, end_of(note))
    record(reader, "help.contact_noted", note)
    return contact


def contact_place(note: HelpNote, contact: HelpContact) -> Place:
    """Where the words of a contact belong."""
    return Place(
        table="help_contact",
        column="sealed",
        row=note.public_id,
        author=contact.by.public_id,
        version=note.turn,
        sequence=contact.number,
        part=contact.number,
    )
