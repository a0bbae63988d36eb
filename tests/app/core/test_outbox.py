"""Letters: written when sent, never lost, twice only with the same Message-ID."""

from __future__ import annotations

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import outbox
from app.core.clock import now
from app.core.mail import LETTERS, Letter
from app.core.organisation import organisation_for_change
from app.core.outbox import MailState, OutboxMail, deliver, deliver_round, forget_sent, send, send_again
from app.core.transactions import transaction
from tests.app.core.post_office import Mailbox
from tests.app.core.written_letters import URL, sent, stored, written

pytestmark = pytest.mark.usefixtures("own_letters")


def test_send_leaves_after_the_commit_only(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    send("test", to="rolled@example.org")
    session.rollback()
    sent("amara@example.org")

    count = deliver()

    assert (count, mailbox.recipients) == (1, ["amara@example.org"])


def test_row_holds_ids_and_no_word_of_the_letter(smtp: int, session: Session) -> None:
    written(subject="A secret subject")
    mail_id = sent(invitation_id=7)

    deliver()

    row = stored(session, mail_id)
    columns = {column.key: getattr(row, column.key) for column in OutboxMail.__table__.columns}
    assert row.params == {"invitation_id": 7}
    assert not re.search(r"secret|accept", str(columns))


def test_what_the_writer_stores_is_committed_before_the_letter_leaves(
    smtp: int, app: Flask, session: Session, mailbox: Mailbox
) -> None:
    seen: list[str] = []

    def writer(**_ids: int) -> Letter:
        organisation_for_change().contact_name = "minted"
        return Letter(subject="A link", template="test", context={"url": URL})

    def look() -> None:
        with app.app_context(), transaction():
            seen.append(organisation_for_change().contact_name)

    LETTERS["test"] = writer
    mailbox.when_data_comes = look
    sent()

    deliver()

    assert seen == ["minted"]


def test_letter_that_has_lost_its_reason_is_withdrawn(smtp: int, session: Session, mailbox: Mailbox) -> None:
    LETTERS["test"] = lambda **_ids: None
    mail_id = sent()

    deliver()

    assert mailbox.letters == []
    assert stored(session, mail_id).state == MailState.WITHDRAWN


def test_parked_letter_can_be_sent_again(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.refused = {"amara@example.org"}
    mail_id = sent()
    deliver()
    mailbox.refused = set()

    with transaction() as own:
        send_again(own.get_one(OutboxMail, mail_id))
    deliver()

    row = stored(session, mail_id)
    assert (row.state, row.sentence, len(mailbox.letters)) == (MailState.SENT, None, 1)


def test_letter_of_a_worker_killed_after_acceptance_leaves_twice_with_one_id(
    smtp: int, session: Session, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    mail_id = sent()
    with monkeypatch.context() as killed:
        killed.setattr(outbox, "_settle", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            deliver()
    within_lease = deliver()

    with time_machine.travel(now() + outbox.LEASE + timedelta(seconds=1)):
        deliver()

    assert within_lease == 0
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 1
    assert (len(mailbox.letters), stored(session, mail_id).state) == (2, MailState.SENT)


def test_two_workers_send_each_letter_once(smtp: int, app: Flask, session: Session, mailbox: Mailbox) -> None:
    written()
    for number in range(12):
        sent(f"person{number}@example.org")

    def work() -> None:
        with app.app_context():
            deliver_round()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(mailbox.recipients) == sorted(f"person{number}@example.org" for number in range(12))


def test_letter_asked_for_during_a_round_leaves_with_the_next(
    smtp: int, app: Flask, session: Session, mailbox: Mailbox
) -> None:
    written()
    found: list[int] = []

    def ask_for_another() -> None:
        if not found:
            with app.app_context():
                sent("late@example.org")
                found.append(deliver())

    mailbox.when_data_comes = ask_for_another
    sent()

    count = deliver()

    assert (found, count, len(mailbox.letters)) == ([0], 2, 2)


def test_letter_that_cannot_be_written_is_parked_and_holds_up_nobody(
    smtp: int, session: Session, mailbox: Mailbox
) -> None:
    def broken(**_ids: int) -> Letter:
        organisation_for_change().contact_name = "half done"
        raise ZeroDivisionError

    written()
    LETTERS["broken"] = broken
    mail_id = sent(kind="broken")
    sent()

    deliver()

    row = stored(session, mail_id)
    assert (row.state, row.last_error) == (MailState.PARKED, "ZeroDivisionError")
    assert organisation_for_change().contact_name == ""
    assert len(mailbox.letters) == 1


def test_send_refuses_an_unknown_kind(session: Session) -> None:
    with pytest.raises(KeyError):
        send("nobody-writes-this", to="amara@example.org")


def test_forget_sent_keeps_addresses_for_a_month(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.refused = {"parked@example.org"}
    sent("amara@example.org")
    parked = sent("parked@example.org")
    deliver()

    with time_machine.travel(now() + timedelta(days=29)), transaction():
        forget_sent()
    kept = len(session.scalars(select(OutboxMail.id)).all())
    with time_machine.travel(now() + timedelta(days=31)), transaction():
        forget_sent()

    assert kept == 2
    assert session.scalars(select(OutboxMail.id)).all() == [parked]
