"""Letters: written when sent, kept while the mail server is away, never lost, twice only with the same Message-ID."""

from __future__ import annotations

import re
import socket
import stat
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import outbox
from app.core.clock import now
from app.core.config import MailTransport, SmtpSecurity, current_config
from app.core.mail import LETTERS, Letter, link, mail
from app.core.organisation import organisation_for_change
from app.core.outbox import MailState, OutboxMail, deliver, deliver_round, forget_sent, parked_mails, send, send_again
from app.core.post import NEWEST, mail_folder, written_letters
from app.core.transactions import transaction
from tests.app.core.post_office import Mailbox, free_port, mail_server
from tests.app.core.registries import kept

TEXT = '{% extends "mail/layout.txt" %}{% block content %}Your link: {{ url }}{% endblock %}'
HTML = '{% extends "mail/layout.html" %}{% block content %}<p><a href="{{ url }}">Accept</a></p>{% endblock %}'
URL = "https://example.org/accept/1"


@pytest.fixture(autouse=True)
def _test_letters(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    templates = DictLoader({"mail/test.txt": TEXT, "mail/test.html": HTML})
    assert app.jinja_env.loader is not None
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([templates, app.jinja_env.loader]))
    with kept(LETTERS):
        yield


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def smtp(app: Flask, session: Session, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A mail server that the application uses; its port."""
    with mail_server(mailbox) as port:
        use_smtp(app, monkeypatch, port)
        yield port


def use_smtp(app: Flask, monkeypatch: pytest.MonkeyPatch, port: int, **settings: Any) -> None:
    config = replace(current_config(), mail=MailTransport.SMTP, smtp_host="127.0.0.1", smtp_port=port, **settings)
    monkeypatch.setitem(app.extensions, "ithaca.config", config)


def written(kind: str = "test", subject: str = "You are invited", **more: Any) -> None:
    """Let letters of this kind say the same for everybody."""
    LETTERS.pop(kind, None)
    mail(kind)(lambda **_ids: Letter(subject=subject, template="test", context={"url": URL}, **more))


def sent(to: str = "amara@example.org", kind: str = "test", **ids: Any) -> int:
    """Ask for a letter and commit; its row's id."""
    with transaction():
        return send(kind, to=to, **ids).id


def stored(session: Session, mail_id: int) -> OutboxMail:
    session.rollback()
    return session.get_one(OutboxMail, mail_id, populate_existing=True)


def test_send_leaves_after_the_commit_only(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    send("test", to="rolled@example.org")
    session.rollback()
    sent("amara@example.org")

    count = deliver()

    assert (count, mailbox.recipients) == (1, ["amara@example.org"])


def test_letter_has_both_bodies_and_the_organisations_sender(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written(subject="Grüße von Ámbar")
    with transaction():
        row = organisation_for_change()
        row.name, row.sender_address = "Nordlicht Größe", "mentoring@nordlicht.example"
    mail_id = sent()

    deliver()

    letter = mailbox.letters[0]
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert letter["Subject"] == "Grüße von Ámbar"
    assert letter["From"] == "Nordlicht Größe <mentoring@nordlicht.example>"
    assert letter["Message-ID"] == stored(session, mail_id).message_id
    assert letter["Auto-Submitted"] == "auto-generated"
    assert text is not None
    assert f"Your link: {URL}" in text.get_content()
    assert html is not None
    assert f'<a href="{URL}">Accept</a>' in html.get_content()


def test_letter_can_be_unsubscribed_from(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written(unsubscribe_url="https://example.org/letters/stop/1")
    sent()

    deliver()

    assert mailbox.letters[0]["List-Unsubscribe"] == "<https://example.org/letters/stop/1>"
    assert mailbox.letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


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


@pytest.mark.parametrize(
    "subject", ["Hello\nBcc: all@example.org", "Hello\rX: y", "Hello\u2028Bcc: a", "a\x85b", "\x00"]
)
def test_subject_of_more_than_one_line_is_refused(smtp: int, session: Session, mailbox: Mailbox, subject: str) -> None:
    written(subject=subject)
    mail_id = sent()

    deliver()

    row = stored(session, mail_id)
    assert mailbox.letters == []
    assert (row.state, row.sentence) == (MailState.PARKED, "A name or the subject of this letter holds a line break.")


def test_sender_name_of_more_than_one_line_is_refused(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    with transaction():
        organisation_for_change().name = "Nordlicht\r\nBcc: all@example.org"
    mail_id = sent()

    deliver()

    assert mailbox.letters == []
    assert stored(session, mail_id).state == MailState.PARKED


@pytest.mark.parametrize("address", ["a@example.org\nBcc: b@example.org", "a@example.org\r\nRCPT TO:<b@example.org>"])
def test_send_refuses_an_address_of_more_than_one_line(session: Session, address: str) -> None:
    written()

    with pytest.raises(ValueError, match="one line"):
        send("test", to=address)


def test_comma_in_an_address_adds_no_recipient(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    mail_id = sent("a@example.org, b@example.org")

    deliver()

    assert mailbox.recipients == []
    assert stored(session, mail_id).state == MailState.PARKED


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


def test_link_is_a_full_address_without_a_request(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(current_config(), base_url="https://mentoring.example.org/ithaca")
    monkeypatch.setitem(app.extensions, "ithaca.config", config)

    address = link("static", filename="letter.css", v="a b")

    assert address == "https://mentoring.example.org/ithaca/static/letter.css?v=a+b"


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
