"""Handing over what is open when officer or deputy change: by an act of one of those who have it, sealed anew.

A key has its members for life, so that nobody is added to it: the words are opened by whoever hands them over, sealed
under a key of the new readers, and the old key is destroyed.
"""

from __future__ import annotations

from sqlalchemy import delete, select

from app.core.access_log import note_access, phrase
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.outbox import send
from app.core.vault import Head, destroy_key, frozen_for, move_on, open_key
from app.pairings.queries import partner_of
from app.people.models import Person
from app.safeguarding.models import HelpBell, HelpNote
from app.safeguarding.policy import is_named, membership_of
from app.safeguarding.queries import contacts_of, end_of, open_notes_of, with_readers
from app.safeguarding.services.asking import LETTER, key_for, place_of, readers_for, tell
from app.safeguarding.services.reading import contact_place

HANDED_OVER = phrase("help.handed_over", _l("Handed over the note in which you asked for help"))
OTHERS_NAMED = phrase("help.others_named", _l("Somebody else is the safeguarding officer or the deputy now"))


def to_hand_over(holder: Person) -> list[HelpNote]:
    """What somebody has open that would be sent to others today."""
    return [note for note in open_notes_of(holder) if _readers_today(note) not in (_readers(note), (None, None))]


def hand_over(holder: Person) -> int:
    """Hand on all that is open to the officer and the deputy of today. Returns how many notes.

    Raises RuleBroken where one of those who had a note is shut out of it: a new key would let them in again.
    """
    notes = to_hand_over(holder)
    for note in notes:
        if any(frozen_for(each.public_id, note.lock) for each in note.readers):
            raise RuleBroken(_("A note is shut to one of you two after a new password. Confirm first who it is."))
        _seal_anew(note, holder)
    return len(notes)


def remind_former_readers() -> int:
    """Write to those who have something to hand over and find no panel about it any more. Returns to how many."""
    held = session().scalars(select(HelpNote).where(HelpNote.done_at.is_(None)).options(*with_readers())).unique()
    former = {reader.id: reader for note in held for reader in note.readers if not is_named(reader)}
    waiting = [each for each in former.values() if each.email and each.is_active and to_hand_over(each)]
    for each in waiting:
        send(LETTER, to=each.email or "", person_id=each.id)
    return len(waiting)


def _seal_anew(note: HelpNote, holder: Person) -> None:
    old, contacts = open_key(membership_of(holder, note), "hand over"), contacts_of(note)
    words = old.unseal(place_of(note), note.sealed)
    noted = [old.unseal(contact_place(note, each), each.sealed) for each in contacts]
    old_lock = note.lock
    note.officer, note.deputy = _readers_today(note)
    note.turn += 1
    new = key_for(note)
    note.sealed = new.seal(place_of(note), words)
    for contact, plain in zip(contacts, noted, strict=True):
        contact.sealed = new.seal(contact_place(note, contact), plain)
    session().flush()
    move_on(session(), note.lock, Head(), end_of(note))
    destroy_key(old_lock)
    session().execute(delete(HelpBell).where(HelpBell.note == note.public_id))
    record(holder, "help.handed_over", note, to=[each.public_id for each in note.readers])
    note_access(note.author, HANDED_OVER, by=holder, why=OTHERS_NAMED)
    tell(note)


def _readers_today(note: HelpNote) -> tuple[Person | None, Person | None]:
    partner = partner_of(note.author, note.pairing) if note.pairing else None
    return readers_for(note.author, partner)


def _readers(note: HelpNote) -> tuple[Person | None, Person | None]:
    return note.officer, note.deputy
