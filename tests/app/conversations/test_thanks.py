"""Thanks between the two of a pair: sealed in their room, offered to the mentee at fitting moments, told to nobody."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.conversations.models import Record, Room
from app.conversations.services.pausing import pause
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.phases import Phase
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient
from tests.factories.meetings import logged

WORDS = "I explained the bridge **without slides**."
OFFER = "Would you like to say thank you?"


@pytest.fixture
def as_priya(app: Flask, priya: Person) -> PageClient:
    return signed_in(app, priya)


@pytest.fixture
def as_leila(app: Flask, leila: Person) -> PageClient:
    return signed_in(app, leila)


@pytest.fixture
def page(room: Room, as_priya: PageClient) -> str:
    """Where the mentee has thanked the mentor."""
    address = f"/rooms/{room.public_id}/thanks"
    as_priya.submit(address, text=WORDS)
    return address


def test_a_thank_you_is_found_by_both_and_stands_in_the_margin_of_the_other(
    as_priya: PageClient, as_leila: PageClient, room: Room, page: str
) -> None:
    as_leila.submit(page, text="For the honest question in June.")

    shown = [client.get(page).text for client in (as_priya, as_leila)]
    letters = [client.get(f"/rooms/{room.public_id}").text for client in (as_priya, as_leila)]

    for each in shown:
        assert "<strong>without slides</strong>" in each
        assert "honest question" in each
    assert ["“I explained the bridge without slides.”" in each for each in letters] == [False, True]


def test_only_its_writer_changes_it_and_both_words_of_a_lost_race_are_kept(
    session: Session, as_priya: PageClient, as_leila: PageClient, page: str
) -> None:
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()
    edit = f"{page.removesuffix('/thanks')}/items/{item}"

    refused = as_leila.submit(edit, text="forged", version="1")
    as_priya.submit(edit, text="better words", version="1")
    stale = as_priya.submit(edit, text="from the other tab", version="1")
    as_priya.submit(f"{edit}/take-away", page=edit, version="2")

    assert (refused.status_code, stale.status_code) == (403, 409)
    assert "from the other tab" in stale.text
    assert "better words" not in as_leila.get(page).text


def test_nobody_else_learns_that_there_is_one(
    session: Session, app: Flask, as_leila: PageClient, ruth: Person, pair: Pairing, room: Room, page: str
) -> None:
    outside = as_leila.get("/").text, as_leila.get(f"/pairs/{pair.public_id}").text
    asked = [signed_in(app, ruth).get(address).status_code for address in (page, f"/rooms/{room.public_id}")]

    session.rollback()
    kept = str(session.execute(text("SELECT sealed FROM record")).all()), *session.scalars(select(OutboxMail.kind))
    audited = [f"{each.kind} {each.object_type} {each.detail}" for each in session.scalars(select(AuditEvent))]
    assert asked == [404, 404]
    assert not any("thank" in each.lower() or "bridge" in each for each in (*outside, *kept, *audited))
    assert kept.count("room_news") == 1  # the neutral letter that every letter of the room has


def test_it_is_read_and_copied_after_the_end_and_nothing_is_added(
    session: Session, as_leila: PageClient, pair: Pairing, priya: Person, room: Room, page: str
) -> None:
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(priya))

    shown = as_leila.get(page).text
    refused = as_leila.submit(page, page="/", text="too late")
    with ZipFile(BytesIO(as_leila.get(f"/rooms/{room.public_id}/copy").data)) as copy:
        copied = copy.read("my copy.html").decode()

    assert ("without slides" in shown, "<form" in shown.split('id="part"')[1].split("</section>")[0]) == (True, False)
    assert refused.status_code == 403
    assert "<h2>Thanks</h2>" in copied
    assert "without slides" in copied


@pytest.mark.parametrize(
    ("sessions", "days_ago", "is_asked"), [(2, 1, False), (3, 1, True), (3, 15, False), (4, 1, False)]
)
def test_the_mentee_is_asked_for_two_weeks_after_the_third_session(
    as_priya: PageClient, as_leila: PageClient, pair: Pairing, room: Room, sessions: int, days_ago: int, is_asked: bool
) -> None:
    for number in range(sessions):
        logged(pair, now() - timedelta(days=days_ago + number, hours=1))

    pages = [client.get(f"/pairs/{pair.public_id}").text for client in (as_priya, as_leila)]

    assert [OFFER in each for each in pages] == [is_asked, False]
    assert (f"/rooms/{room.public_id}/thanks" in pages[0]) is is_asked


def test_the_mentee_is_asked_when_the_cohort_closes_and_not_while_the_pair_pauses(
    as_priya: PageClient, pair: Pairing, room: Room, leila: Person
) -> None:
    logged(pair, now() - timedelta(days=60))
    page = f"/pairs/{pair.public_id}"

    before = as_priya.get(page).text
    with transaction() as session:
        session.get_one(Cohort, pair.cohort_id).phase = Phase.CLOSING
    closing = as_priya.get(page).text
    with transaction() as session:
        pause(session.merge(room), session.merge(leila))

    assert [OFFER in each for each in (before, closing, as_priya.get(page).text)] == [False, True, False]
