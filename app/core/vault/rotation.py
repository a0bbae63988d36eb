"""Moving all relationship keys of a domain to a new epoch, while they are in use, and destroying the old one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from app.core.vault.epochs import added_epoch, newest_epoch, retire
from app.core.vault.keys import rewrap
from app.core.vault.store import Domain, Epoch, Member, Recipient, reading, writing

AT_ONCE = 200

Progress = Callable[[int, int], None]


def rotate(domain: Domain, progress: Progress = lambda _done, _total: None) -> int:
    """Wrap a domain's keys by a new epoch; one that was begun and stopped is finished first. Returns how many moved.

    Readers never wait and never fail: a key and its epoch are read in one statement, and each batch is a transaction.
    """
    with writing() as session:
        newest = newest_epoch(session, domain)
        epoch = newest if _waiting(session, newest) else added_epoch(session, domain)
        total = _waiting(session, epoch)
    moved = 0
    while batch := _move(domain, epoch):
        moved += batch
        progress(moved, total)
    with writing() as session:
        for old in session.scalars(select(Epoch.id).where(Epoch.domain == domain.value, Epoch.number < epoch.number)):
            retire(session, old)
    return moved


def left_to_move(domain: Domain) -> int:
    """How many keys wait for a rotation that was stopped."""
    with reading() as session:
        newest = session.scalar(
            select(Epoch).where(Epoch.domain == domain.value).order_by(Epoch.number.desc()).limit(1)
        )
        return _waiting(session, newest) if newest else 0


def _waiting(session: Session, epoch: Epoch) -> int:
    older = select(func.count()).select_from(Recipient).join(Epoch)
    return session.scalar(older.where(Epoch.domain == epoch.domain, Epoch.number < epoch.number)) or 0


def _move(domain: Domain, epoch: Epoch) -> int:
    with writing() as session:
        older = (
            select(Recipient, Epoch)
            .join(Epoch)
            .where(Epoch.domain == domain.value, Epoch.number < epoch.number)
            .limit(AT_ONCE)
            .with_for_update(of=Recipient, skip_locked=True)
        )
        rows = session.execute(older).all()
        members = _members(session, [recipient for recipient, _ in rows])
        for recipient, old in rows:
            rewrap(recipient, old, epoch, members[recipient.domain, recipient.relationship, recipient.owner])
        return len(rows)


def _members(session: Session, recipients: Sequence[Recipient]) -> dict[tuple[str, str, str], list[str]]:
    locks = {(each.domain, each.relationship, each.owner) for each in recipients}
    found: dict[tuple[str, str, str], list[str]] = {lock: [] for lock in locks}
    asked = select(Member).where(tuple_(Member.domain, Member.relationship, Member.owner).in_(sorted(locks)))
    for each in session.scalars(asked) if locks else ():
        found[each.domain, each.relationship, each.owner].append(each.person)
    return found
