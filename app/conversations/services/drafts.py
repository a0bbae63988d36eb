"""What somebody has begun to write, kept sealed until it is sent or left."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.conversations.models import Draft, Strand
from app.conversations.services.items import Pen
from app.core.clock import now
from app.core.db import session
from app.core.vault import CannotBeOpened, Key, Place
from app.people.models import Person


def keep_draft(pen: Pen, place: str, text: str) -> None:
    """Keep what stands in a form so far; nothing left in it takes the draft away."""
    draft = _draft(pen.strand, pen.author, place)
    if not text:
        drop_draft(pen.strand, pen.author, place)
        return
    if draft is None:
        draft = Draft(strand_id=pen.strand.id, person_id=pen.author.id, place=place, version=0)
        session().add(draft)
    draft.version += 1
    draft.at = now()
    draft.sealed = pen.key.seal(_place(pen.strand, pen.author, draft), text.encode())
    session().flush()


def draft_of(strand: Strand, key: Key, person: Person, place: str) -> str:
    """What was kept, nothing where there is none or it cannot be opened any more."""
    draft = _draft(strand, person, place)
    if draft is None:
        return ""
    try:
        return key.unseal(_place(strand, person, draft), draft.sealed).decode()
    except CannotBeOpened:
        return ""


def drop_draft(strand: Strand, person: Person, place: str) -> None:
    """It was sent, or left."""
    session().execute(
        delete(Draft).where(Draft.strand_id == strand.id, Draft.person_id == person.id, Draft.place == place)
    )


def _draft(strand: Strand, person: Person, place: str) -> Draft | None:
    found = select(Draft).where(Draft.strand_id == strand.id, Draft.person_id == person.id, Draft.place == place)
    return session().scalar(found)


def _place(strand: Strand, person: Person, draft: Draft) -> Place:
    row = f"{strand.public_id}/{draft.place}"
    return Place(table="draft", column="sealed", row=row, author=person.public_id, version=draft.version)
