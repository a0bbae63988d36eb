"""Keys whose members change: in coaching the client lets a named person in, and closes the door again.

The members stay part of what vouches for each wrapped key, so that a row written by hand still opens nothing. Words of
a pair's room are no such words: their members are members for life.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import delete, select

from app.core.vault.keys import Lock, added_generation, members_of, rewrapped, row_of
from app.core.vault.store import Epoch, Member, Recipient, writing


class MembersForLife(RuntimeError):
    """A program tried to change who opens words whose members never change."""


def share(lock: Lock, members: Collection[str]) -> None:
    """Let exactly these people open a key from now on; the key is made where there is none.

    Whoever is added opens what was written before as well. Whoever is taken out opens nothing any more, with the next
    request; what is written from then on is under a generation that was never theirs. Raises MembersForLife for words
    whose members do not change, and CannotBeOpened, changing nothing, where the keys were tampered with.
    """
    if not lock.domain.members_change:
        raise MembersForLife(lock.domain)
    after = sorted(members)
    with writing() as session:
        rows = session.execute(
            select(Recipient, Epoch)
            .join(Epoch)
            .where(*lock.of(Recipient))
            .order_by(Recipient.generation)
            .with_for_update(of=Recipient)
        ).all()
        before = members_of(session, lock)
        if rows and before == after:
            return
        for recipient, epoch in rows:
            rewrapped(recipient, epoch, before, after)
        gone = set(before) - set(after)
        session.execute(delete(Member).where(*lock.of(Member), Member.person.in_(gone)))
        session.add_all(Member(**row_of(lock), person=person) for person in after if person not in before)
        session.flush()
        if gone or not rows:
            added_generation(session, lock, after, rows[-1][0].generation + 1 if rows else 1)
