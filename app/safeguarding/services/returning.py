"""After a new password or address, notes stay shut to officer or deputy too: a mailbox must not open them.

The other of the two confirms who it is, or a device shows it that was trusted before; a day after the change at the
soonest they open again. Notes that come meanwhile are open at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.session_interface import is_here_trusted_since
from app.core.audit import record
from app.core.bulk import among, portions
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import Domain, freeze_all, frozen_for, thaw_at
from app.people.models import Person
from app.people.rebinding import Rebinding, when_rebound
from app.safeguarding.models import HelpNote


@when_rebound
def shut(changes: Sequence[Rebinding]) -> None:
    """Shut what these people could open, before the change commits."""
    for some in portions(changes):
        ids = select(Person.public_id).where(among(Person.id, [each.person_id for each in some]))
        freeze_all(session().scalars(ids).all(), Domain.SAFEGUARDING)


def shut_for(note: HelpNote, reader: Person) -> tuple[datetime, datetime | None] | None:
    """Since when, and until when if a way back was taken, a note is shut to one of its readers."""
    frozen = frozen_for(reader.public_id, note.lock)
    return (frozen.since, frozen.opens_at) if frozen else None


def confirm_other(note: HelpNote, reader: Person) -> None:
    """The other reader has talked with the one to whom it is shut. Raises RuleBroken for one who is shut out too."""
    if shut_for(note, reader) is not None:
        raise RuleBroken(_("This note is shut to you too. Show first that it is you."))
    for each in note.readers:
        if each.id != reader.id:
            _thaw(note, each, actor=reader, by="other")


def may_show_by_device(note: HelpNote, reader: Person) -> bool:
    """Whether the note is shut to somebody whose browser is one that they trusted before the change."""
    shut_since = shut_for(note, reader)
    return shut_since is not None and is_here_trusted_since(reader, shut_since[0])


def show_by_device(note: HelpNote, reader: Person) -> None:
    """Show by the browser that one is who one was. Raises RuleBroken in one that was not trusted before."""
    if not may_show_by_device(note, reader):
        raise RuleBroken(_("This is not a device that you trusted before. Try it in one that you did."))
    _thaw(note, reader, actor=reader, by="device")


def _thaw(note: HelpNote, person: Person, *, actor: Person, by: str) -> None:
    thaw_at(person.public_id, note.lock, now())
    record(actor, "help.way_back", note, person=person.public_id, by=by)
