"""The pages of a room: written, read, changed, searched, attached; and shut to everybody else."""

from __future__ import annotations

from io import BytesIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from app.conversations import pages
from app.conversations.models import Chunk, Draft, Record, Room
from app.core.clock import now
from app.core.outbox import OutboxMail
from app.core.vault import Domain, Lock, destroy_key
from app.core.vault.store import Recipient, writing
from app.pairings.models import Pairing
from app.people.models import Person
from tests.client import PageClient

LETTER = "We could talk about **the merger**.\n\n<script>alert(1)</script> [here](javascript:alert(1))"


@pytest.fixture
def as_priya(app: Flask, priya: Person) -> PageClient:
    return signed_in(app, priya)


@pytest.fixture
def as_leila(app: Flask, leila: Person) -> PageClient:
    return signed_in(app, leila)


def signed_in(app: Flask, who: Person) -> PageClient:
    client = app.test_client()
    assert isinstance(client, PageClient)
    client.sign_in(who)
    return client


@pytest.fixture
def url(room: Room) -> str:
    return f"/rooms/{room.public_id}"


def test_the_pair_page_opens_the_room_for_both(
    session: Session, as_priya: PageClient, as_leila: PageClient, pair: Pairing
) -> None:
    page = f"/pairs/{pair.public_id}"

    answer = as_priya.submit(f"{page}/room", page=page)
    theirs = as_leila.get(page).text

    assert as_priya.get(answer.location).status_code == 200
    assert f'action="{page}/room"' in theirs  # she enters herself: a strand of her own is made then
    assert as_leila.get(answer.location).status_code == 303


def test_the_newest_letters_are_shown_and_lead_to_earlier_ones(
    as_priya: PageClient, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LETTERS_AT_ONCE", 2)
    for words in ("The first", "The second", "The third"):
        as_priya.submit(url, text=words)

    newest, earlier = as_priya.get(url).text, as_priya.get(f"{url}?page=2").text

    assert [words in newest for words in ("The first", "The second", "The third")] == [False, True, True]
    assert [words in earlier for words in ("The first", "The second", "The third")] == [True, False, False]
    assert ('href="?page=2">Earlier letters' in newest, 'href="?page=1">Later letters' in earlier) == (True, True)


def test_a_letter_is_read_by_both_as_it_was_meant(as_priya: PageClient, as_leila: PageClient, url: str) -> None:
    as_priya.submit(url, page=url, text=LETTER)

    pages = [client.get(url).text for client in (as_priya, as_leila)]

    for page in pages:
        assert "<strong>the merger</strong>" in page
        assert "<script>alert" not in page
        assert 'href="javascript' not in page
    assert ("<b>You</b>" in pages[0], "<b>Priya</b>" in pages[1]) == (True, True)


def test_nobody_else_finds_the_room(app: Flask, room: Room, ruth: Person, url: str) -> None:
    client = signed_in(app, ruth)

    pages = ("", "/notes", "/goals", "/agenda", "/mine", "/files", "/search")
    answers = {client.get(f"{url}{page}").status_code for page in pages}

    assert answers == {404}


def test_a_letter_can_be_changed_and_taken_away_by_its_author_only(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    as_priya.submit(url, page=url, text="first words")
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()
    edit = f"{url}/items/{item}"

    refused = as_leila.submit(edit, page=edit, text="forged", version="1")
    as_priya.submit(edit, page=edit, text="better words", version="1")
    stale = as_priya.submit(edit, page=edit, text="from the other tab", version="1")
    page = as_leila.get(url).text
    as_priya.submit(f"{edit}/take-away", page=edit, version="2")

    assert (refused.status_code, stale.status_code) == (403, 409)
    assert "from the other tab" in stale.text  # what was typed is kept
    assert ("better words" in page, "first words" in page) == (True, False)
    assert "better words" not in as_leila.get(url).text


def test_one_neutral_letter_is_sent_until_the_room_is_opened(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    for words in ("one", "two", "three"):
        as_priya.submit(url, page=url, text=words)

    session.rollback()
    sent = session.scalars(select(OutboxMail).where(OutboxMail.kind == "room_news")).all()

    assert [each.recipient for each in sent] == ["leila@northmere.example"]


def test_whoever_has_not_come_in_yet_is_written_to_as_well(
    session: Session, as_priya: PageClient, as_leila: PageClient, pair: Pairing
) -> None:
    page = f"/pairs/{pair.public_id}"
    room = as_priya.submit(f"{page}/room", page=page).location

    as_priya.submit(room, text="Hello.")
    as_leila.submit(f"{page}/room", page=page)

    session.rollback()
    assert session.scalars(select(OutboxMail.recipient).where(OutboxMail.kind == "room_news")).all() == [
        "leila@northmere.example"
    ]
    assert "Hello." in as_leila.get(room).text


def test_notes_goals_and_points_are_shared_and_own_ones_are_not(
    as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    as_priya.submit(f"{url}/notes", page=f"{url}/notes", title="Session 1", text="We agreed on **two** things.")
    as_priya.submit(f"{url}/goals", page=f"{url}/goals", text="A forecast I would sign", steps="- one\n- two")
    as_priya.submit(f"{url}/agenda", page=f"{url}/agenda", text="The weekday pattern")
    as_priya.submit(f"{url}/mine/notes", page=f"{url}/mine", title="", text="I am afraid of asking.")
    as_priya.submit(f"{url}/mine/goals", page=f"{url}/mine", **{"own-text": "Say no once a week"})

    shared = [as_leila.get(f"{url}/{page}").text for page in ("notes", "goals", "agenda")]
    hers = as_leila.get(f"{url}/mine").text

    for page, words in zip(
        shared, ("<strong>two</strong>", "A forecast I would sign", "The weekday pattern"), strict=True
    ):
        assert words in page
    assert "afraid" not in hers
    assert "Say no" not in hers
    assert "I am afraid of asking." in as_priya.get(f"{url}/mine").text


def test_a_step_is_ticked_by_either(session: Session, as_priya: PageClient, as_leila: PageClient, url: str) -> None:
    as_priya.submit(f"{url}/goals", page=f"{url}/goals", text="A forecast", steps="one\ntwo")
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()

    as_leila.submit(f"{url}/items/{item}/tick", page=f"{url}/goals", version="1", step="1")
    page = as_priya.get(f"{url}/goals").text

    assert page.count('aria-pressed="true"') == 1


def test_a_file_comes_back_as_it_was_and_only_as_a_download(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    content = b"<html><script>alert(1)</script>" + bytes(range(256)) * 700
    form = as_priya.token(f"{url}/files")
    as_priya.post(
        f"{url}/files",
        data={"csrf_token": form, "file": (BytesIO(content), "plan für 2027.html")},
        content_type="multipart/form-data",
    )
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()

    answer = as_leila.get(f"{url}/files/{item}")

    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert session.scalar(select(Chunk.number).order_by(Chunk.number.desc())) == 2
    assert "plan" not in str(session.execute(text("SELECT sealed FROM record")).all())


def test_search_finds_in_ones_own_room_and_keeps_nothing(as_priya: PageClient, as_leila: PageClient, url: str) -> None:
    as_priya.submit(url, page=url, text="Ask Birgit in receivables about the weekday pattern.")
    as_priya.submit(f"{url}/mine/notes", page=f"{url}/mine", text="Birgit frightens me.")

    mine = as_priya.submit(f"{url}/search", page=f"{url}/search", words="birgit").text
    hers = as_leila.submit(f"{url}/search", page=f"{url}/search", words="birgit").text

    assert (mine.count("<mark>Birgit</mark>"), hers.count("<mark>Birgit</mark>")) == (2, 1)


def test_a_room_whose_key_is_gone_is_not_there(as_priya: PageClient, url: str, room: Room) -> None:
    destroy_key(Lock(Domain.CONVERSATIONS, room.public_id))

    with time_machine.travel(now(), tick=False):  # the page counts the seconds of the sign-in
        answer, unknown = as_priya.get(url), as_priya.get("/rooms/0123456789abcdef")

    assert (answer.status_code, answer.text) == (404, unknown.text)


def test_a_file_is_found_by_its_name_and_leads_to_itself(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    data = {"csrf_token": as_priya.token(f"{url}/files"), "file": (BytesIO(b"a"), "forecast.csv")}
    as_priya.post(f"{url}/files", data=data, content_type="multipart/form-data")

    page = as_leila.submit(f"{url}/search", words="forecast").text
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()

    assert f'href="{url}/files/{item}"' in page
    assert as_leila.get(f"{url}/files/{item}").data == b"a"


def test_a_draft_is_kept_sealed_and_for_its_author_only(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    as_priya.submit(f"{url}/drafts", page=url, place="letter", text="half a thought")
    stored = session.scalars(select(Draft.sealed)).one()
    session.rollback()

    assert bytes(stored).find(b"half a thought") == -1
    assert "half a thought" in as_priya.get(url).text
    assert "half a thought" not in as_leila.get(url).text
    as_priya.submit(url, page=url, text="a whole thought")
    assert "half a thought" not in as_priya.get(url).text


def test_what_was_tampered_with_is_said_and_never_an_error(
    session: Session, as_priya: PageClient, as_leila: PageClient, url: str
) -> None:
    for words in ("one", "two"):
        as_priya.submit(url, page=url, text=words)
    session.execute(
        text("UPDATE record SET sealed = (SELECT r.sealed FROM record r WHERE r.sequence = 2) WHERE sequence = 1")
    )
    session.commit()

    page = as_leila.get(url)

    assert page.status_code == 200
    assert "Something in this room was changed, and not by the two of you." in page.text
    assert ("This cannot be opened." in page.text, "two" in page.text) == (True, True)


def test_a_room_whose_key_is_gone_says_so(session: Session, as_priya: PageClient, room: Room, url: str) -> None:
    with writing() as keys:
        keys.execute(update(Recipient).values(wrapped=b"x" * 80))

    answer = as_priya.get(url)

    assert (answer.status_code, "This room cannot be opened." in answer.text) == (422, True)
