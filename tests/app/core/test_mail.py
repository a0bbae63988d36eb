"""What a letter looks like, and what may not get into its headers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.core.config import current_config
from app.core.mail import OPTIONAL, Attachment, link
from app.core.organisation import organisation_for_change
from app.core.outbox import MailState, deliver, send, send_many
from app.core.transactions import transaction
from tests.app.core.post_office import Mailbox
from tests.app.core.written_letters import URL, sent, stored, written
from tests.client import PageClient

pytestmark = pytest.mark.usefixtures("own_letters")


@pytest.fixture
def optional_kind() -> Iterator[None]:
    """Letters of the kind "test" need not be sent."""
    written()
    OPTIONAL["test"] = "about a test"
    yield
    del OPTIONAL["test"]


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


def test_optional_letter_can_be_refused_with_one_click(
    smtp: int, session: Session, mailbox: Mailbox, client: PageClient, optional_kind: None
) -> None:
    sent()
    deliver()
    address = stop_address(mailbox)

    looked_at = client.get(address)
    refused = client.application.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
    mail_id = sent()
    deliver()

    assert (looked_at.status_code, refused.status_code) == (200, 200)
    assert mailbox.letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert len(mailbox.letters) == 1
    assert stored(session, mail_id).state == MailState.WITHDRAWN


def test_opening_the_link_of_a_letter_refuses_nothing(
    smtp: int, session: Session, mailbox: Mailbox, client: PageClient, optional_kind: None
) -> None:
    sent()
    deliver()

    client.get(stop_address(mailbox))
    sent()
    deliver()

    assert len(mailbox.letters) == 2


def test_refused_letters_can_be_wanted_again(
    smtp: int, session: Session, mailbox: Mailbox, client: PageClient, optional_kind: None
) -> None:
    sent()
    deliver()
    address = stop_address(mailbox)

    client.submit(address)
    client.submit(address.replace("/stop/", "/want/"), page=address)
    sent()
    deliver()

    assert len(mailbox.letters) == 2


@pytest.mark.parametrize("key", ["A" * 43, "WyJhQGV4YW1wbGUub3JnIiwidGVzdCJd.c2lnbmF0dXJl"])
def test_link_that_is_not_ours_is_no_page(client: PageClient, optional_kind: None, key: str) -> None:
    opened = client.get(f"/letters/stop/{key}")
    pressed = client.application.test_client().post(f"/letters/stop/{key}")

    assert (opened.status_code, pressed.status_code) == (404, 404)


def test_letter_that_taking_part_needs_cannot_be_refused(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()
    sent()

    deliver()

    assert mailbox.letters[0]["List-Unsubscribe"] is None


def test_attachment_keeps_the_parameters_of_its_type(smtp: int, session: Session, mailbox: Mailbox) -> None:
    content = "BEGIN:VCALENDAR\r\nSUMMARY:Größe\r\nEND:VCALENDAR\r\n".encode()
    written(attachments=(Attachment("meeting.ics", "text/calendar; method=REQUEST; charset=utf-8", content),))
    sent()

    deliver()

    part = next(mailbox.letters[0].iter_attachments())
    assert (part.get_content_type(), part.get_param("method"), part.get_param("charset")) == (
        "text/calendar",
        "REQUEST",
        "utf-8",
    )
    assert (part.get_filename(), part.get_payload(decode=True)) == ("meeting.ics", content)


def test_many_letters_are_asked_for_at_once(smtp: int, session: Session, mailbox: Mailbox) -> None:
    written()

    with transaction():
        asked = send_many("test", [(f"person{n}@example.org", {"person_id": n}) for n in range(3)])
    deliver()

    assert asked == 3
    assert sorted(str(letter["To"]) for letter in mailbox.letters) == [f"person{n}@example.org" for n in range(3)]
    assert len({letter["Message-ID"] for letter in mailbox.letters}) == 3


def stop_address(mailbox: Mailbox) -> str:
    return urlsplit(str(mailbox.letters[0]["List-Unsubscribe"]).strip(" <>\r\n")).path


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
