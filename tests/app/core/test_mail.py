"""What a letter looks like, and what may not get into its headers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.core.config import current_config
from app.core.mail import link
from app.core.organisation import organisation_for_change
from app.core.outbox import MailState, deliver, send
from app.core.transactions import transaction
from tests.app.core.post_office import Mailbox
from tests.app.core.written_letters import URL, sent, stored, written

pytestmark = pytest.mark.usefixtures("own_letters")


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


def test_link_is_a_full_address_without_a_request(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = replace(current_config(), base_url="https://mentoring.example.org/ithaca")
    monkeypatch.setitem(app.extensions, "ithaca.config", config)

    address = link("static", filename="letter.css", v="a b")

    assert address == "https://mentoring.example.org/ithaca/static/letter.css?v=a+b"
