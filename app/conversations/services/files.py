"""Files in a room: sealed piece by piece, given out again as a download and never shown within a page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import delete, select

from app.conversations.models import Chunk, Record
from app.conversations.services.items import FILE, Pen
from app.conversations.strands import Item
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.vault import CannotBeOpened, Key, Place

PIECE = 64 * 1024
LARGEST = 10 * 1024 * 1024
LONGEST_NAME = 120


def attach(pen: Pen, name: str, content: bytes) -> Record:
    """Keep a file; its name is sealed as its content is. Raises RuleBroken for an empty or too large one."""
    if not content:
        raise RuleBroken(_("This file is empty. Choose another one."), field="file")
    if len(content) > LARGEST:
        raise RuleBroken(_("A file may have 10 MB at most."), field="file")
    pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)]
    digest = hashlib.sha256(content).hexdigest()
    record = pen.add(kind=FILE, name=name[-LONGEST_NAME:], size=len(content), pieces=len(pieces), sha256=digest)
    for number, piece in enumerate(pieces):
        is_last = number == len(pieces) - 1
        place = _place(record.item, pen.author.public_id, number, is_last=is_last)
        sealed = pen.key.seal(place, piece)
        session().add(Chunk(strand_id=pen.strand.id, item=record.item, number=number, is_last=is_last, sealed=sealed))
    session().flush()
    return record


def content_of(item: Item, key: Key, strand_id: int) -> bytes:
    """A file's bytes. Raises CannotBeOpened where a piece is missing, moved or altered."""
    words = item.words.reveal() if item.words else {}
    content = b"".join(_pieces(item, key, strand_id))
    if hashlib.sha256(content).hexdigest() != words.get("sha256"):
        raise CannotBeOpened
    return content


def drop_pieces(strand_id: int, item: str) -> None:
    """Take a file's pieces away, with the item that named it."""
    session().execute(delete(Chunk).where(Chunk.strand_id == strand_id, Chunk.item == item))


def _pieces(item: Item, key: Key, strand_id: int) -> Iterator[bytes]:
    found = select(Chunk).where(Chunk.strand_id == strand_id, Chunk.item == item.id).order_by(Chunk.number)
    for number, chunk in enumerate(session().scalars(found)):
        yield key.unseal(_place(item.id, item.author.public_id, number, is_last=chunk.is_last), chunk.sealed)


def _place(item: str, author: str, number: int, *, is_last: bool) -> Place:
    return Place(table="chunk", column="sealed", row=item, author=author, part=number, is_last_part=is_last)
