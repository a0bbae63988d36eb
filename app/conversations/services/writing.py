"""Writing into a strand: one more record at its end, under a lock, announced to the keystore before it commits."""

from __future__ import annotations

import json

from sqlalchemy import select, update

from app.conversations.models import Record, Strand
from app.conversations.strands import FIRST_AUTHOR, GONE, Payload, place_of
from app.core.db import public_id, session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.vault import Key, move_on, tag_of
from app.people.models import Person


def add(strand: Strand, key: Key, author: Person, payload: Payload) -> Record:
    """Write something new. ``payload`` says by ``kind`` what it is."""
    return _append(strand, key, author, public_id(), 1, payload)


def change(strand: Strand, key: Key, author: Person, item: str, version: int, payload: Payload) -> Record:
    """Write the next version of an item that its reader saw in ``version``; what it was before is gone.

    Raises Conflict where it was changed meanwhile.
    """
    newest = session().scalar(
        select(Record.version).where(Record.strand_id == strand.id, Record.item == item).order_by(Record.version.desc())
    )
    if newest != version:
        raise Conflict(_("This was changed a moment ago. Look at it once more."))
    vouched = {**payload, FIRST_AUTHOR: _first_author(strand, item)}
    record = _append(strand, key, author, item, version + 1, vouched)
    session().execute(
        update(Record)
        .where(Record.strand_id == strand.id, Record.item == item, Record.version <= version)
        .values(sealed=None)
    )
    return record


def _first_author(strand: Strand, item: str) -> str:
    """By whom an item is; its first words, which say so too, are about to go."""
    first = Record.strand_id == strand.id, Record.item == item, Record.version == 1
    return session().scalars(select(Person.public_id).join(Record, Record.author_id == Person.id).where(*first)).one()


def take_away(strand: Strand, key: Key, author: Person, item: str, version: int) -> Record:
    """Take an item away for good: its words are gone at once, that it was there is not."""
    return change(strand, key, author, item, version, {"kind": GONE})


def _append(strand: Strand, key: Key, author: Person, item: str, version: int, payload: Payload) -> Record:
    # Two writers follow one another, or both would name the same record as the one before theirs.
    session().refresh(strand, with_for_update=True)
    before = strand.end
    record = Record(strand_id=strand.id, sequence=before.length + 1, item=item, version=version, author_id=author.id)
    record.author = author
    record.sealed = key.seal(place_of(record, before.tag), json.dumps(payload, ensure_ascii=False).encode())
    record.tag = tag_of(record.sealed)
    strand.length, strand.head = record.sequence, record.tag
    session().add(record)
    session().flush()
    move_on(session(), strand.lock, before, strand.end)
    return record
