"""The agreement of a pair: one proposes, both sign, every version is kept, and nobody else reads a word of it."""

from __future__ import annotations

import io
import zipfile

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.conversations.agreements import AgreementView
from app.conversations.models import Room
from app.conversations.pages import RoomView, pen_for
from app.conversations.services import agreeing
from app.conversations.services.items import set_goal
from app.core.audit import AuditEvent
from app.core.errors import Conflict
from app.core.transactions import transaction
from app.core.vault import CannotBeOpened
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient
from tests.factories.pairings import make_pair

AIMS = "Speak up in the budget round"
WORDS = {"rhythm": "Every second Thursday", "stays": "All of it", "exit": "One word is enough", "end": "Until May"}


@pytest.fixture
def address(room: Room) -> str:
    return f"/rooms/{room.public_id}/agreement"


@pytest.fixture
def hers(app: Flask, priya: Person) -> PageClient:
    """The mentee’s browser."""
    return signed_in(app, priya)


@pytest.fixture
def his(app: Flask, leila: Person) -> PageClient:
    """The mentor’s."""
    return signed_in(app, leila)


def propose(client: PageClient, address: str, aims: str = AIMS, **more: str) -> int:
    return client.submit(f"{address}/new", page=f"{address}/new", aims=aims, **{**WORDS, **more}).status_code


def sign(session: Session, client: PageClient, address: str, reader: Person) -> int:
    """Sign what waits, as the button on the address does."""
    waits = view_of(session, reader).newest
    assert waits is not None
    return client.submit(f"{address}/sign", page=address, version=waits.item.id).status_code


def view_of(session: Session, reader: Person) -> AgreementView:
    session.rollback()
    session.expire_all()
    return AgreementView(RoomView(session.scalars(select(Room)).one(), session.merge(reader)))


def test_one_proposes_both_sign_and_only_the_day_stands_outside(
    session: Session, address: str, hers: PageClient, his: PageClient, leila: Person
) -> None:
    proposed = propose(hers, address)
    waiting = [client.get(address).text for client in (hers, his)]
    signed = [sign(session, his, address, leila) for _ in range(2)]
    holds = hers.get(address).text

    assert (proposed, signed) == (303, [303, 303])
    assert "It waits for Leila to sign." in waiting[0]
    assert "Sign this agreement" in waiting[1]
    assert "Version 1, signed by both of you" in holds
    assert AIMS in holds
    assert session.scalars(select(Room)).one().agreed_on is not None
    assert session.scalars(select(AuditEvent.kind).where(AuditEvent.kind == "room.agreed")).all() == ["room.agreed"]
    assert session.execute(text("SELECT 1 FROM record WHERE CAST(sealed AS TEXT) LIKE '%budget%'")).first() is None


def test_new_version_needs_both_again_and_the_earlier_stays_readable(
    session: Session, address: str, hers: PageClient, his: PageClient, priya: Person, leila: Person
) -> None:
    propose(hers, address)
    sign(session, his, address, leila)

    propose(his, address, aims="Listen longer", seen="1")
    waiting = view_of(session, priya)
    numbers = (waiting.holds and waiting.holds.number, waiting.waits and waiting.waits.number, waiting.is_my_turn)
    sign(session, hers, address, priya)
    shown = his.get(address).text

    assert numbers == (1, 2, True)
    assert "Version 2, signed by both of you" in shown
    assert "Earlier versions" in shown
    assert AIMS in shown


def test_goals_of_the_room_stand_in_it_as_they_read_when_it_was_proposed(
    session: Session, room: Room, address: str, hers: PageClient, priya: Person
) -> None:
    with transaction() as writing:
        goal = set_goal(pen_for(writing.merge(room), writing.merge(priya)), "A forecast I would sign", "").item

    begun = hers.get(f"{address}/new").text
    propose(hers, address, aims="", goals=goal)

    newest = view_of(session, priya).newest
    assert "every two weeks for 45 minutes" in begun
    assert newest is not None
    assert newest.words["goals"] == [{"id": goal, "text": "A forecast I would sign"}]


def test_who_proposes_at_the_same_moment_is_told_and_keeps_what_was_typed(
    address: str, hers: PageClient, his: PageClient
) -> None:
    propose(hers, address)

    late = his.submit(f"{address}/new", page=f"{address}/new", aims="Mine", **WORDS, seen="0")

    assert late.status_code == 409
    assert "Another version was proposed a moment ago." in late.text
    assert "Mine" in late.text


def test_version_that_was_replaced_cannot_be_signed(
    session: Session, address: str, hers: PageClient, leila: Person, room: Room
) -> None:
    propose(hers, address)
    first = view_of(session, leila).versions[0].item.id
    propose(hers, address, aims="Better", seen="1")

    here = session.merge(room)
    pen = pen_for(here, session.merge(leila))
    with pytest.raises(Conflict):
        agreeing.sign(here, pen, first)

    assert session.scalars(select(Room)).one().agreed_on is None


def test_what_was_proposed_is_neither_changed_nor_taken_away_as_other_items_are(
    session: Session, address: str, hers: PageClient, priya: Person, room: Room
) -> None:
    propose(hers, address)
    newest = view_of(session, priya).newest
    assert newest is not None
    item = f"/rooms/{room.public_id}/items/{newest.item.id}"

    answers = [hers.get(item).status_code]
    answers += [
        hers.submit(f"{item}{what}", page=address, version="1", text="x").status_code
        for what in ("", "/tick", "/take-away")
    ]

    assert answers == [404, 404, 404, 404]
    assert view_of(session, priya).newest is not None


def test_clause_left_empty_is_named(address: str, hers: PageClient) -> None:
    answer = hers.submit(f"{address}/new", page=f"{address}/new", aims="x", **{**WORDS, "stays": ""})

    assert answer.status_code == 422
    assert "Write a sentence. The words that stood here were those of the program." in answer.text


def test_it_is_printed_searched_and_in_the_copy(
    session: Session, address: str, room: Room, hers: PageClient, his: PageClient, leila: Person
) -> None:
    propose(hers, address)
    sign(session, his, address, leila)
    search = f"/rooms/{room.public_id}/search"

    printed = hers.get(f"{address}/print").text
    found = hers.submit(search, page=search, words="budget").text
    with zipfile.ZipFile(io.BytesIO(hers.get(f"/rooms/{room.public_id}/copy").data)) as copy:
        kept = copy.read("my copy.html").decode()

    assert AIMS in printed
    assert "budget" in found
    assert f'href="{address}"' in found
    assert AIMS in kept


@pytest.fixture
def agreed(session: Session, address: str, hers: PageClient, his: PageClient, leila: Person) -> str:
    """The page of an agreement that both have signed."""
    propose(hers, address)
    sign(session, his, address, leila)
    return address


def test_administrator_counts_and_another_mentor_reads_nothing(
    session: Session, app: Flask, agreed: str, pair: Pairing, his: PageClient, ruth: Person
) -> None:
    cohort = session.merge(pair).cohort.public_id
    counted = signed_in(app, ruth).get(f"/cohorts/{cohort}").text
    end_pairings([session.merge(pair)], Ending.ENDED, actor=None)
    session.commit()
    noor = make_pair(
        session, cohort=session.scalars(select(Cohort)).one(), mentee=session.merge(pair).mentee, mentor="Noor Aziz"
    ).mentor.person

    with pytest.raises(CannotBeOpened):
        assert view_of(session, noor).versions
    assert "In 1 of 1 pair both have signed" in counted
    assert AIMS not in counted
    assert [signed_in(app, each).get(agreed).status_code for each in (ruth, noor)] == [404, 404]
    assert "Propose a new version" not in his.get(agreed).text
