"""Mail servers: away, silent, refusing, or not who they say they are."""

from __future__ import annotations

import socket
import stat
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.config import SmtpSecurity, current_config
from app.core.outbox import MailState, deliver, parked_mails
from app.core.post import NEWEST, mail_folder
from tests.app.core.post_office import Mailbox, free_port, mail_server
from tests.app.core.written_letters import URL, sent, stored, use_smtp, written
from tests.letters import written_letters

pytestmark = pytest.mark.usefixtures("own_letters")


def test_address_refused_for_good_is_parked_and_holds_up_nobody(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.refused = {"gone@example.org"}
    refused, taken = sent("gone@example.org"), sent("amara@example.org")

    deliver()

    row = stored(session, refused)
    assert (row.state, row.last_error) == (MailState.PARKED, "SMTPRecipientsRefused 550")
    assert row.sentence == "The mail server has refused this letter for good (550)."
    assert [each.id for each in parked_mails()] == [refused]
    assert stored(session, taken).state == MailState.SENT


def test_letter_refused_for_now_waits_longer_each_time(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.answers = ["451 Later"]
    mail_id = sent()
    pauses = []
    with time_machine.travel(now(), tick=False) as clock:
        for _ in range(7):
            deliver()
            pause = stored(session, mail_id).not_before - now()
            pauses.append(pause.total_seconds() / 60)
            clock.shift(pause)

    assert pauses == [1, 1, 1, 2, 5, 15, 60]
    assert stored(session, mail_id).last_error == "SMTPDataError 451"


def test_letter_is_parked_after_three_days_of_refusals(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.answers = ["451 Later"]
    mail_id = sent()

    with time_machine.travel(now() + timedelta(days=3, minutes=1), tick=False):
        deliver()

    row = stored(session, mail_id)
    assert row.state == MailState.PARKED
    assert row.sentence == "The mail server has not taken this letter for three days."


@pytest.mark.parametrize("answer", ["421 Closing", Mailbox.DROP])
def test_letters_wait_while_the_server_hangs_up(smtp: int, session: Session, mailbox: Mailbox, answer: str) -> None:
    written()
    mailbox.answers = [answer]
    ids = [sent(f"person{number}@example.org") for number in range(5)]

    deliver()
    tried = [stored(session, each).attempts for each in ids]
    mailbox.answers = ["250 OK"]
    with time_machine.travel(now() + timedelta(minutes=1, seconds=1)):
        deliver()

    assert tried == [1, 1, 1, 0, 0]
    assert {stored(session, each).state for each in ids} == {MailState.SENT}
    assert len(mailbox.letters) == 5


def test_letter_that_makes_the_server_hang_up_holds_up_nobody(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mailbox.answers = [Mailbox.DROP, "250 OK"]
    poison, other = sent("poison@example.org"), sent("amara@example.org")

    deliver()

    assert stored(session, poison).state == MailState.WAITING
    assert stored(session, other).state == MailState.SENT


def test_letters_wait_while_nobody_answers(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    use_smtp(app, monkeypatch, free_port())
    mail_id = sent()

    count = deliver()

    row = stored(session, mail_id)
    assert (count, row.state, row.attempts) == (0, MailState.WAITING, 0)
    assert row.last_error == "ConnectionRefusedError"


def test_server_that_never_answers_is_left(app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    monkeypatch.setattr("app.core.post.SMTP_SECONDS", 0.2)
    mail_id = sent()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use_smtp(app, monkeypatch, silent.getsockname()[1])
        deliver()

    row = stored(session, mail_id)
    assert (row.state, row.last_error) == (MailState.WAITING, "SMTPServerDisconnected")


def test_refused_sign_in_is_the_servers_trouble_and_no_letters(
    app: Flask, smtp: int, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    use_smtp(app, monkeypatch, smtp, smtp_user="ithaca", smtp_password="wrong")
    mail_id = sent()

    deliver()

    assert stored(session, mail_id).state == MailState.WAITING


def test_certificate_that_nobody_signed_is_refused(
    app: Flask, session: Session, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    mail_id = sent()
    with mail_server(mailbox, certificate=Path(__file__).with_name("untrusted.pem")) as port:
        use_smtp(app, monkeypatch, port, smtp_security=SmtpSecurity.STARTTLS)
        deliver()

    assert mailbox.letters == []
    assert stored(session, mail_id).last_error == "SSLCertVerificationError"


def test_server_without_encryption_gets_nothing_where_it_is_wanted(
    app: Flask, smtp: int, session: Session, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    use_smtp(app, monkeypatch, smtp, smtp_security=SmtpSecurity.STARTTLS)
    mail_id = sent()

    deliver()

    assert mailbox.letters == []
    assert stored(session, mail_id).last_error == "SMTPNotSupportedError"


def test_files_hold_letters_that_a_person_can_read(session: Session) -> None:
    written(subject="Grüße")
    sent("amara@example.org")
    sent("zoë/../x@example.org")
    folder = mail_folder(current_config())
    before = len(written_letters())

    deliver()

    letters = written_letters()[before:]
    newest = folder / NEWEST
    assert [letter["To"] for letter in letters] == ["amara@example.org", "zoë/../x@example.org"]
    assert "Subject: Grüße" in newest.read_text()
    assert f"Your link: {URL}" in newest.read_text()
    assert stat.S_IMODE(newest.stat().st_mode) == 0o600
    assert {path.parent for path in folder.rglob("*.eml")} == {folder}
