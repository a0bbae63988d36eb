"""Chaining lines in batches, by the worker: whoever adds a line waits for no chain (requirement L-02).

The keystore knows where the chain ends, so that a tail cut off is missed. What is older than a year is taken away from
the front, and a signed anchor says where the rest begins.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.core.access_log.models import ONLY_ROW, AccessAnchor, AccessLine, AccessSeal
from app.core.access_log.stamps import LOG, stamps
from app.core.clock import now
from app.core.db import db
from app.core.db import session as current
from app.core.due import due
from app.core.transactions import own_transaction
from app.core.vault import Head, announce, settle

AT_ONCE = 5_000
KEPT = timedelta(days=366)
"""Twelve months, whichever they are."""


def seal_lines() -> int:
    """Chain all lines that wait; returns how many. Called by the worker every few seconds, outside a transaction."""
    sealed = 0
    while _any_waits() and (batch := _seal_batch()):
        sealed += batch
    return sealed


def _any_waits() -> bool:
    # A look before the write: SQLite has one writer, and this asks every few seconds.
    with Session(db.engine.execution_options(writes=False)) as session:
        return session.scalar(_waiting().limit(1)) is not None


def _waiting() -> Select[int]:
    return select(AccessLine.id).where(AccessLine.seal_number.is_(None)).order_by(AccessLine.id)


def _seal_batch() -> int:
    try:
        with own_transaction() as session:
            count, head = _sealed(session)
    except IntegrityError:
        return 0  # another worker made the next batch
    if count:
        settle(LOG, head)
    return count


def _sealed(session: Session) -> tuple[int, Head]:
    before = end_of(session)
    after = AccessSeal(number=before.length + 1, at=now(), line_count=0, mac=b"")
    session.add(after)
    session.flush()  # a second worker stops here, before it touches a line
    taken = (
        update(AccessLine)
        .where(AccessLine.id.in_(_waiting().limit(AT_ONCE)), AccessLine.seal_number.is_(None))
        .values(seal_number=after.number)
        .returning(AccessLine.id, AccessLine.stamp)
        .execution_options(synchronize_session=False)
    )
    lines = sorted(session.execute(taken).all())
    if not lines:
        session.delete(after)
        return 0, before
    after.line_count = len(lines)
    after.mac = stamps().batch(after.number, before.tag, (stamp for _, stamp in lines))
    session.flush()
    head = Head(after.number, after.mac)
    announce(LOG, before, head)
    return len(lines), head


def end_of(session: Session) -> Head:
    """Where the chain ends: at its last seal, else at the anchor."""
    last = session.execute(
        select(AccessSeal.number, AccessSeal.mac).order_by(AccessSeal.number.desc()).limit(1)
    ).first()
    if last is not None:
        return Head(last.number, bytes(last.mac))
    anchor = session.get(AccessAnchor, ONLY_ROW)
    return Head(anchor.number, bytes(anchor.mac)) if anchor else Head()


@due("access_log.forget", every=timedelta(days=1))
def _forget() -> None:
    forget_old_lines()


def forget_old_lines() -> None:
    """Take away batches older than a year, up to the first younger one, and sign where the rest begins."""
    session = current()
    oldest_kept = session.scalar(select(func.min(AccessSeal.number)).where(AccessSeal.at >= now() - KEPT))
    old = select(AccessSeal).where(AccessSeal.at < now() - KEPT).order_by(AccessSeal.number.desc())
    if oldest_kept is not None:
        old = old.where(AccessSeal.number < oldest_kept)
    last = session.scalar(old.limit(1))
    if last is None:
        return
    anchor = session.get(AccessAnchor, ONLY_ROW, with_for_update=True) or AccessAnchor()
    session.add(anchor)
    anchor.number, anchor.mac, anchor.at = last.number, last.mac, now()
    anchor.signature = stamps().anchor(anchor.number, anchor.mac, anchor.at)
    session.execute(delete(AccessLine).where(AccessLine.seal_number <= last.number))
    session.execute(delete(AccessSeal).where(AccessSeal.number <= last.number))
    session.flush()
