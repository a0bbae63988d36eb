"""Adding to the log: one row in the transaction of the deed. It waits for nobody: lines are chained afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import insert

from app.core.access_log.models import AccessLine
from app.core.access_log.phrases import Phrase
from app.core.access_log.stamps import stamps
from app.core.actor import Actor
from app.core.clock import now
from app.core.db import session
from app.core.transactions import own_transaction


def note_access(person: Actor | None, what: Phrase, *, by: Actor | None, why: Phrase, even_own: bool = False) -> None:
    """Note that ``by`` did something with what is ``person``’s. The caller commits.

    ``person`` None: it concerns everybody. ``by`` None: the system, or the operator at the command line. What somebody
    does with their own is noted only where it may have been somebody else in their name (``even_own``).
    """
    if person is not None and by is not None and person.public_id == by.public_id and not even_own:
        return
    session().add(AccessLine(**_line(now(), person.public_id if person else None, what, by, why)))


def note_access_of_many(person_ids: Iterable[str], what: Phrase, *, by: Actor | None, why: Phrase) -> None:
    """The same for many, by public id, in one statement."""
    at, own = now(), by.public_id if by else ""
    lines = [_line(at, each, what, by, why) for each in dict.fromkeys(person_ids) if each != own]
    if lines:
        session().execute(insert(AccessLine), lines)


def note_access_while_reading(person: Actor, what: Phrase, *, by: Actor, why: Phrase) -> None:
    """The same from a page that only reads, in a short transaction of its own."""
    if person.public_id != by.public_id:
        with own_transaction() as writing:
            writing.add(AccessLine(**_line(now(), person.public_id, what, by, why)))


def _line(at: datetime, person_id: str | None, what: Phrase, by: Actor | None, why: Phrase) -> dict[str, object]:
    by_id = by.public_id if by else None
    stamp = stamps().line(at, person_id, what.name, by_id, why.name)
    return {"at": at, "person_id": person_id, "what": what.name, "by_id": by_id, "why": why.name, "stamp": stamp}
