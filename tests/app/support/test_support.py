"""“Which support fits me?”: for everybody, without a trace; its words are settings."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from sqlalchemy import Engine, event, inspect, select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.db import db
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from app.people.models import Person
from app.support.models import SupportWords
from programs.support_kinds import ASPECTS, SUPPORT_KINDS
from programs.triage import CONTACTS, START, WAYS
from tests.client import PageClient
from tests.factories.people import administrator, person

PAGES = ["/which-support", "/kinds-of-support"]
ASK_COACH, ASK_ADVISOR = "/coaching/ask-for-a-coach", "/coaching/advising/ask"
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


@pytest.fixture
def ruth(session: Session) -> Person:
    return administrator()


def main_of(text: str) -> str:
    return text.split("<main", 1)[1].split("</main>", 1)[0]


def test_every_answer_and_way_is_there_and_nothing_to_send(client: PageClient) -> None:
    main = main_of(client.get("/which-support").text)

    labels = [
        each.label for answer in START.answers for each in (answer, *(answer.then.answers if answer.then else ()))
    ]
    assert [label for label in labels if label not in main] == []
    assert [way.name for way in WAYS.values() if way.title not in main] == []
    assert re.findall(r"<(form|input|select|textarea|button|script|iframe|img)\b", main) == []
    assert set(re.findall(r'<a [^>]*href="([^"]+)"', main)) == {"/kinds-of-support", ASK_COACH, ASK_ADVISOR}


def test_a_way_can_be_taken_at_once_and_says_nothing_of_where_one_comes_from(
    client: PageClient, session: Session
) -> None:
    page = client.get("/which-support")
    client.sign_in(person())

    answers = [client.get(each) for each in (ASK_COACH, ASK_ADVISOR)]

    assert [each.status_code for each in answers] == [200, 200]
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_one_answer_at_a_time_is_open(client: PageClient) -> None:
    """Questions are groups of ``details``: they work by keyboard and without scripts, and tell no server."""
    main = main_of(client.get("/which-support").text)

    groups = re.findall(r'<details class="more" name="([^"]+)">', main)
    assert {name: groups.count(name) for name in dict.fromkeys(groups)} == {
        "q": 7, "q-1": 2, "q-2": 2, "q-3": 3, "q-4": 2, "q-6": 2,
    }  # fmt: skip
    assert " open" not in "".join(re.findall(r"<details[^>]*>", main))


@pytest.mark.parametrize("page", PAGES)
def test_whom_to_call_is_always_there(client: PageClient, session: Session, page: str) -> None:
    before = main_of(client.get(page).text)
    with transaction():
        house = organisation_for_change()
        house.emergency_number, house.eap_name, house.eap_number = "112", "Anchor", "020 555 0199"
    after = main_of(client.get(page).text)

    assert "Your local emergency number" in before
    assert [word for word in ("112", "Anchor", "020 555 0199") if word not in after] == []


@pytest.mark.parametrize("page", [*PAGES, "/help"])
def test_reading_leaves_no_trace(
    app: Flask, client: PageClient, caplog: pytest.LogCaptureFixture, session: Session, page: str
) -> None:
    client.sign_in(person())
    client.get("/")
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if WRITES.match(statement):
            written.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    with caplog.at_level(logging.DEBUG):
        caplog.clear()
        answers = [client.get(page), app.test_client().get(page)]
        silent = [record.getMessage() for record in caplog.records if record.name.startswith("ithaca")]
        client.get("/accessibility")
        spoken = [record for record in caplog.records if record.name.startswith("ithaca")]
    event.remove(Engine, "before_cursor_execute", note)

    assert [each.status_code for each in answers] == [200, 200]
    assert (written, silent, len(spoken)) == ([], [], 1)
    assert [each.headers.get("Set-Cookie") for each in answers] == [None, None]


def test_no_table_could_hold_an_answer(app: Flask) -> None:
    with app.app_context():
        tables = [name for name in inspect(db.engine).get_table_names() if "support" in name or "triage" in name]
        columns = [each["name"] for each in inspect(db.engine).get_columns("support_words")]

    assert (tables, columns) == (["support_words"], ["name", "words"])


def test_the_chart_shows_every_aspect_of_every_kind(client: PageClient) -> None:
    cells = re.findall(r'<td data-label="([^"]+)">([^<]+)</td>', client.get("/kinds-of-support").text)

    wanted = [(kind.name, getattr(kind, aspect)) for aspect in ASPECTS for kind in SUPPORT_KINDS.values()]
    assert cells == wanted


def test_an_administrator_puts_it_in_other_words_and_back(client: PageClient, session: Session, ruth: Person) -> None:
    client.sign_in(ruth)
    url, own = "/set-up/support", {name.replace("-", "_"): way.words for name, way in WAYS.items()}
    said = {**own, "peers": "Ask <b>Noor</b> for a circle.", "hr_contact": "Anna Berg, 4711"}

    client.submit(url, **said)
    page = client.get("/which-support").text
    kept = {each.name: each.words for each in session.scalars(select(SupportWords))}
    session.rollback()
    client.submit(url, **dict.fromkeys(own, ""), **dict.fromkeys(CONTACTS, ""))
    session.rollback()

    assert "Ask &lt;b&gt;Noor&lt;/b&gt; for a circle." in page
    assert "<b>Anna Berg, 4711</b>" in page
    assert kept == {"peers": "Ask <b>Noor</b> for a circle.", "hr_contact": "Anna Berg, 4711"}
    assert session.scalars(select(SupportWords)).all() == []
    recorded = session.scalars(select(AuditEvent).where(AuditEvent.kind == "support.words_changed")).all()
    assert [each.detail for each in recorded] == [{"fields": ["hr_contact", "peers"]}] * 2


def test_words_that_are_too_long_are_refused_with_a_sentence_and_kept(
    client: PageClient, session: Session, ruth: Person
) -> None:
    client.sign_in(ruth)

    answer = client.submit("/set-up/support", peers="x" * 501, hr_contact="y" * 121)

    assert answer.status_code == 422
    assert "At most 500 characters, please." in answer.text
    assert "x" * 501 in answer.text
    assert session.scalars(select(SupportWords)).all() == []
