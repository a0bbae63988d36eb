"""Letters that wait: a row beside the change that caused it, sent by a worker when the change is committed.

A letter is written when it is sent, so that no link and no word of it stands in the database. It leaves at least
once: a worker killed between the server's "accepted" and our commit sends it a second time, with the same Message-ID.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from threading import Event, Lock
from typing import Any
from urllib.parse import urlsplit

import structlog
from flask_mailman import EmailMultiAlternatives
from sqlalchemy import CheckConstraint, ColumnElement, Index, String, and_, delete, insert, or_, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.bulk import run_for_each
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.config import current_config
from app.core.db import Base, HasPublicId, db
from app.core.due import due
from app.core.i18n import gettext as _
from app.core.jobs import changed, refuse_words
from app.core.mail import LETTERS, UnsafeHeader, compose, one_line
from app.core.mail_choices import Letters, is_refused
from app.core.post import Reach, Trouble, post
from app.core.queue import hint, work
from app.core.transactions import transaction

log = structlog.get_logger(__name__)

DELIVER = "deliver"
LEASE = timedelta(minutes=5)
"""Longer than the slowest conversation with a mail server, whose every step may take half a minute."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 1, 1, 2, 5, 15, 60))
GIVEN_UP_AFTER = timedelta(days=3)
SENT_KEPT = timedelta(days=30)
WITHDRAWN_KEPT = timedelta(days=1)
PATIENCE = 3
"""After that many failures of the server in a row a round ends; the next one is a minute away."""

WANTED = Event()
ROUND = Lock()


class MailState(StrEnum):
    """Where a letter stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    PARKED = "parked"
    WITHDRAWN = "withdrawn"


class OutboxMail(HasPublicId, Base):
    """One letter to one address, named by the ids that its writer needs."""

    __tablename__ = "outbox_mail"
    __table_args__ = (
        Index("ix_outbox_mail_state_not_before", "state", "not_before"),
        CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="only_sending_has_lease"),
        CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="only_sent_has_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    params: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    recipient: Mapped[str] = mapped_column(String(254), index=True, info=INTERNAL)
    message_id: Mapped[str] = mapped_column(String(254), unique=True, info=INTERNAL)
    state: Mapped[MailState] = mapped_column(default=MailState.WAITING, info=INTERNAL)
    attempts: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    not_before: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    lease_until: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    last_error: Mapped[str | None] = mapped_column(String(80), info=INTERNAL)
    sentence: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)
    queued_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    sent_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter in a worker's hand, written and not yet accepted."""

    mail_id: int
    attempt: int
    queued_at: datetime
    message: EmailMultiAlternatives


def send(kind: str, *, to: str, **ids: Any) -> OutboxMail:
    """Ask for a letter in the caller's transaction; it leaves after the commit, never after a rollback.

    Raises KeyError for a kind that nobody writes, TypeError for a parameter that is no id, ValueError for an
    address of more than one line.
    """
    if kind not in LETTERS:
        raise KeyError(kind)
    refuse_words(ids)
    return _put(kind, one_line(to), ids, MailState.WAITING)


def send_many(kind: str, letters: Iterable[tuple[str, Mapping[str, Any]]]) -> int:
    """The same as ``send`` for each address with its ids, thousands at once; returns how many. Raises as it does."""
    if kind not in LETTERS:
        raise KeyError(kind)
    rows: list[dict[str, Any]] = []
    for to, ids in letters:
        refuse_words(dict(ids))
        rows.append({"kind": kind, "params": dict(ids), "recipient": one_line(to)})
    run_for_each(insert(OutboxMail), ({**row, "message_id": _message_id()} for row in rows))
    hint(db.session(), DELIVER)
    return len(rows)


def forget_letters_to(address: str) -> None:
    """Take away every letter to an address, sent or not: whoever had it is erased."""
    db.session.execute(delete(OutboxMail).where(OutboxMail.recipient == address))


def send_to_nobody(kind: str) -> None:
    """The work of ``send`` for an address that nobody has, so that time does not tell who is known."""
    _put(kind, "", {}, MailState.WITHDRAWN)


def _put(kind: str, to: str, ids: dict[str, Any], state: MailState) -> OutboxMail:
    row = OutboxMail(kind=kind, params=ids, recipient=to, message_id=_message_id(), state=state)
    db.session.add(row)
    db.session.flush()
    hint(db.session(), DELIVER)
    return row


def _message_id() -> str:
    host = urlsplit(current_config().base_url).hostname or "localhost"
    return f"<{secrets.token_hex(16)}@{host}>"


def send_again(mail: OutboxMail) -> None:
    """Put a parked letter back. The caller commits."""
    parked = update(OutboxMail).where(OutboxMail.id == mail.id, OutboxMail.state == MailState.PARKED)
    fresh = {"state": MailState.WAITING, "not_before": now(), "queued_at": now(), "sentence": None}
    if changed(db.session(), parked.values(fresh)):
        hint(db.session(), DELIVER)
    db.session.refresh(mail)


def parked_mails() -> list[OutboxMail]:
    """Letters that will not leave unless somebody does something, the newest first."""
    parked = select(OutboxMail).where(OutboxMail.state == MailState.PARKED).order_by(OutboxMail.id.desc())
    return list(db.session.scalars(parked))


@work(DELIVER)
def deliver() -> int:
    """Send what is due; how many letters left. One round at a time in a process, so that a kill doubles one letter.

    Whoever finds a round going on leaves word and goes; the round is then followed by another.
    """
    sent = 0
    WANTED.set()
    while WANTED.is_set() and ROUND.acquire(blocking=False):
        try:
            WANTED.clear()
            sent += deliver_round()
        finally:
            ROUND.release()
    return sent


def deliver_round() -> int:
    """Send one letter after another, until nothing is due or the server fails; how many left."""
    carrier = post()
    sent = failures = 0
    try:
        while failures < PATIENCE and (mail_id := _next_due()) is not None:
            trouble = carrier.open()
            if trouble:
                _note_unreachable(trouble)
                break
            outgoing = _take(mail_id)
            if outgoing is None:
                continue
            trouble = carrier.send(outgoing.message)
            _settle(outgoing, trouble)
            sent += trouble is None
            failures = failures + 1 if trouble and trouble.reach is Reach.SERVER else 0
    finally:
        carrier.close()
    return sent


@due("outbox.forget_sent", every=timedelta(days=1))
def forget_sent() -> None:
    """Addresses of letters that left a month ago serve nobody, nor does what never left."""
    for state, kept in ((MailState.SENT, SENT_KEPT), (MailState.WITHDRAWN, WITHDRAWN_KEPT)):
        old = OutboxMail.not_before < now() - kept
        db.session.execute(delete(OutboxMail).where(OutboxMail.state == state, old))


def _free(moment: datetime) -> ColumnElement[bool]:
    waits = and_(OutboxMail.state == MailState.WAITING, OutboxMail.not_before <= moment)
    abandoned = and_(OutboxMail.state == MailState.SENDING, OutboxMail.lease_until < moment)
    return or_(waits, abandoned)


def _next_due() -> int | None:
    oldest = select(OutboxMail.id).where(_free(now())).order_by(OutboxMail.not_before, OutboxMail.id).limit(1)
    with transaction() as session:
        return session.scalar(oldest)


def _take(mail_id: int) -> Outgoing | None:
    """Claim the letter and write it, in one transaction; None when there is nothing to send."""
    moment = now()
    claim = update(OutboxMail).where(OutboxMail.id == mail_id, _free(moment))
    values = {
        "state": MailState.SENDING,
        "lease_until": moment + LEASE,
        "attempts": OutboxMail.attempts + 1,
        "not_before": moment,
    }
    with transaction() as session:
        if not changed(session, claim.values(values)):
            return None
        row = session.get_one(OutboxMail, mail_id, populate_existing=True)
        message = _write(session, row)
        return Outgoing(row.id, row.attempts, row.queued_at, message) if message else None


def _write(session: Session, row: OutboxMail) -> EmailMultiAlternatives | None:
    try:
        with session.begin_nested():
            is_wanted = not is_refused(Letters(row.recipient, row.kind))
            letter = LETTERS[row.kind](**row.params) if is_wanted else None
            message = compose(letter, to=row.recipient, message_id=row.message_id, kind=row.kind) if letter else None
    except Exception as error:
        log.exception("letter_not_written", mail=row.id, kind=row.kind)
        _leave_unwritten(row, error)
        return None
    if message is None:
        row.state, row.lease_until = MailState.WITHDRAWN, None
    return message


def _leave_unwritten(row: OutboxMail, error: Exception) -> None:
    row.lease_until, row.last_error = None, type(error).__name__
    if isinstance(error, OperationalError):  # the database was away or busy, which says nothing about the letter
        row.state, row.not_before = MailState.WAITING, now() + PAUSES[0]
        return
    row.state = MailState.PARKED
    if isinstance(error, UnsafeHeader):
        row.sentence = _("A name or the subject of this letter holds a line break.")
    else:
        row.sentence = _("This letter could not be written. Whoever runs Ithaca finds the reason in the log.")


def _settle(outgoing: Outgoing, trouble: Trouble | None) -> None:
    # The number of the attempt: a worker that was given up does not overwrite what the next one found.
    mine = update(OutboxMail).where(
        OutboxMail.id == outgoing.mail_id,
        OutboxMail.attempts == outgoing.attempt,
        OutboxMail.state == MailState.SENDING,
    )
    with transaction() as session:
        changed(session, mine.values(lease_until=None, **_outcome(outgoing, trouble)))


def _outcome(outgoing: Outgoing, trouble: Trouble | None) -> dict[str, Any]:
    moment = now()
    if trouble is None:
        return {"state": MailState.SENT, "sent_at": moment, "last_error": None}
    log.warning("letter_not_sent", mail=outgoing.mail_id, error=trouble.name, attempt=outgoing.attempt)
    if trouble.reach is Reach.FOR_GOOD:
        return {"state": MailState.PARKED, "last_error": trouble.name, "sentence": _refused(trouble)}
    if moment - outgoing.queued_at > GIVEN_UP_AFTER:
        sentence = _("The mail server has not taken this letter for three days.")
        return {"state": MailState.PARKED, "last_error": trouble.name, "sentence": sentence}
    pause = PAUSES[min(outgoing.attempt, len(PAUSES)) - 1]
    return {"state": MailState.WAITING, "last_error": trouble.name, "not_before": moment + pause}


def _refused(trouble: Trouble) -> str:
    if trouble.code is None:
        return _("The mail server cannot send to this address.")
    return _("The mail server has refused this letter for good (%(code)s).", code=trouble.code)


def _note_unreachable(trouble: Trouble) -> None:
    log.warning("mail_server_unreachable", error=trouble.name)
    with transaction() as session:
        changed(session, update(OutboxMail).where(_free(now())).values(last_error=trouble.name))
