"""Notes that are done are shredded after a year, or what the organisation chose: key and row, and no backup helps."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import delete, select

from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.erasures import erasable, note_erasures
from app.core.organisation import organisation
from app.core.vault import destroy_key
from app.safeguarding.models import HelpBell, HelpContact, HelpNote

KIND = "help-note"
MONTH = timedelta(days=30.5)
AT_ONCE = 200


def shred_old() -> int:
    """Shred what has been done for as long as notes are kept. Returns how many."""
    until = now() - organisation().help_note_months * MONTH
    old = select(HelpNote.public_id).where(HelpNote.done_at < until).order_by(HelpNote.id).limit(AT_ONCE)
    ids = session().scalars(old).all()
    note_erasures(KIND, ids)
    return shred(ids)


def _present() -> Iterable[str]:
    return session().scalars(select(HelpNote.public_id)).all()


@erasable(KIND, present=_present)
def shred(public_ids: Collection[str]) -> int:
    """Destroy keys and rows of these notes; says how many there were."""
    notes = session().scalars(select(HelpNote).where(HelpNote.public_id.in_(public_ids))).all()
    for note in notes:
        destroy_key(note.lock)
        session().execute(delete(HelpContact).where(HelpContact.note_id == note.id))
        session().execute(delete(HelpBell).where(HelpBell.note == note.public_id))
        session().delete(note)
    session().flush()
    if notes:
        record(None, "help.shredded", count=len(notes))
    return len(notes)
