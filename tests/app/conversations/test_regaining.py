"""A new password by mail opens no old word (C-07 to C-09), and whoever is honest gets back in."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import OneTimeToken, TokenKind
from app.accounts.services import accept, mint
from app.accounts.tokens import digest
from app.conversations.models import Record, Room
from app.conversations.services.ending import shred_again
from app.conversations.services.regaining import open_by_partner, shut
from app.core.clock import now, today
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person
from app.people.rebinding import Rebinding
from app.people.services import change_profile
from app.people_import.directory import read_directory
from app.people_import.plan import Change, Plan
from app.people_import.writes import write
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient
from tests.factories.accounts import PASSWORD, give_password
from tests.letters import written_letters

NEW_PASSWORD, OTHER_PASSWORD = "quite another four words", "and yet another four words"
OLD, NEW = "we talked about the merger", "this is new"


@pytest.fixture
def url(session: Session, app: Flask, room: Room, priya: Person, leila: Person) -> str:
    """The address of a room in which both have written, and priya has the password of somebody who uses Ithaca."""
    give_password(session.merge(priya))
    address = f"/rooms/{room.public_id}"
    signed_in(app, leila).submit(address, text=OLD)
    signed_in(app, priya).submit(f"{address}/mine/notes", page=f"{address}/mine", text=OLD)
    return address


def reset(session: Session, person: Person) -> None:
    """Choose a new password by a link in the mail, as whoever reads that mailbox can."""
    with transaction():
        token = mint(TokenKind.RESET, session.merge(person))
        row = session.scalars(select(OneTimeToken).where(OneTimeToken.token_hash == digest(token))).one()
        accept(row, NEW_PASSWORD)


def code_of(client: PageClient, url: str) -> str:
    found = re.search(r"<code>([A-Z2-9-]{24})</code>", client.submit(f"{url}/code", page=url).text)
    assert found
    return found[1]


def test_after_a_reset_old_words_are_shut_and_new_ones_open(
    session: Session, app: Flask, url: str, priya: Person, leila: Person
) -> None:
    reset(session, priya)
    client, other = signed_in(app, priya), signed_in(app, leila)
    other.submit(url, text=NEW)

    pages = [client.get(f"{url}{page}").text for page in ("", "/mine")]
    hers = other.get(url).text

    assert [OLD in page for page in pages] == [False, False]
    assert ("What was written before is shut for now." in pages[0], NEW in pages[0]) == (True, True)
    assert (OLD in hers, "How Priya signs in has changed." in hers) == (True, True)


def test_no_page_of_the_room_looks_empty_while_old_words_are_shut(
    session: Session, app: Flask, url: str, priya: Person
) -> None:
    reset(session, priya)
    client = signed_in(app, priya)

    pages = [client.get(f"{url}{page}").text for page in ("", "/notes", "/goals", "/agenda", "/mine", "/files")]

    assert all("What was written before is shut for now." in page for page in pages)
    assert not any(
        re.search(r"No (letter|shared|goal|file)|Nothing is noted for next time|cannot be opened", page)
        for page in pages
    )


def test_both_are_told_calmly_and_nothing_of_the_words(session: Session, url: str, priya: Person) -> None:
    reset(session, priya)

    sent = session.scalars(select(OutboxMail.recipient).where(OutboxMail.kind == "room_shut")).all()

    assert sorted(sent) == ["leila@northmere.example", "priya@northmere.example"]


@pytest.mark.parametrize("way", ["code", "partner"])
def test_each_way_back_opens_after_a_day_and_not_before(
    session: Session, app: Flask, url: str, priya: Person, leila: Person, way: str
) -> None:
    code = code_of(signed_in(app, priya), url)
    with time_machine.travel(now(), tick=False) as clock:
        reset(session, priya)
        if way == "code":
            signed_in(app, priya).submit(f"{url}/way-back", code=code.lower().replace("-", " "))
        else:
            signed_in(app, leila).submit(f"{url}/way-back/vouch", page=url)
        seen = []
        for wait in (timedelta(hours=23, minutes=59), timedelta(minutes=2)):
            clock.shift(wait)
            client = signed_in(app, priya)
            seen.append([OLD in client.get(f"{url}{page}").text for page in ("", "/mine")])

    assert seen == [[False, False], [True, True]]


@pytest.mark.parametrize("said_before", [True, False])
def test_a_device_opens_only_if_it_was_trusted_before(
    session: Session, app: Flask, url: str, priya: Person, said_before: bool
) -> None:
    browser = app.test_client()
    assert isinstance(browser, PageClient)
    with time_machine.travel(now(), tick=False) as clock:
        if said_before:
            browser.submit("/sign-in", email=priya.email, password=PASSWORD, trust="y")
        clock.shift(timedelta(days=1))
        reset(session, priya)
        clock.shift(timedelta(minutes=1))
        browser.submit("/sign-in", email=priya.email, password=NEW_PASSWORD, trust="y")
        offered = "It is me" in browser.get(f"{url}/way-back").text
        answer = browser.submit(f"{url}/way-back/device", page=f"{url}/way-back")
        clock.shift(timedelta(hours=25))
        is_open = OLD in browser.get(url).text

    assert (offered, answer.status_code, is_open) == (said_before, 303 if said_before else 422, said_before)


def test_once_the_shared_words_are_gone_ones_own_have_the_same_ways_back(
    session: Session, app: Flask, url: str, priya: Person, leila: Person
) -> None:
    browser = app.test_client()
    assert isinstance(browser, PageClient)
    with time_machine.travel(now(), tick=False) as clock:
        browser.submit("/sign-in", email=priya.email, password=PASSWORD, trust="y")
        with transaction():
            shred_again([url.rsplit("/", maxsplit=1)[1]])
        clock.shift(timedelta(days=1))
        reset(session, priya)
        clock.shift(timedelta(minutes=1))
        browser.submit("/sign-in", email=priya.email, password=NEW_PASSWORD, trust="y")
        shut = browser.get(f"{url}/mine").text
        hers = signed_in(app, leila).get(f"{url}/mine").text
        offered = "It is me" in browser.get(f"{url}/way-back").text
        browser.submit(f"{url}/way-back/device", page=f"{url}/way-back")
        clock.shift(timedelta(hours=25))
        is_open = OLD in signed_in(app, priya).get(f"{url}/mine").text

    assert ("What was written before is shut for now." in shut, OLD in shut, offered) == (True, False, True)
    assert "How Priya signs in has changed." in hers
    assert is_open


@pytest.mark.parametrize("forgets", ["signs out there", "changes the password elsewhere"])
def test_a_device_that_was_given_up_opens_nothing(
    session: Session, app: Flask, url: str, priya: Person, forgets: str
) -> None:
    lost, other = app.test_client(), app.test_client()
    assert isinstance(lost, PageClient)
    assert isinstance(other, PageClient)
    for browser in (lost, other):
        browser.submit("/sign-in", email=priya.email, password=PASSWORD, trust="y")
    if forgets == "signs out there":
        lost.submit("/sign-out", page="/sign-ins")
    else:
        fields = {"current_password": PASSWORD, "password": OTHER_PASSWORD}
        assert other.submit("/password", **fields).status_code == 303
    reset(session, priya)
    lost.submit("/sign-in", email=priya.email, password=NEW_PASSWORD, trust="y")

    answer = lost.submit(f"{url}/way-back/device", page=f"{url}/way-back")

    assert answer.status_code == 422


def test_another_address_shuts_old_words_and_tells_the_former_mailbox(
    session: Session, app: Flask, url: str, priya: Person, leila: Person
) -> None:
    with transaction():
        token = mint(TokenKind.RESET, session.merge(priya))
        change_profile(session.merge(priya), actor=None, email="priya@elsewhere.example")
    page = signed_in(app, priya).get(url).text
    with time_machine.travel(now() + timedelta(minutes=1)):
        deliver()

    told = {(letter["To"], letter["Subject"]) for letter in written_letters()}
    row = session.scalars(select(OneTimeToken).where(OneTimeToken.token_hash == digest(token))).one()
    assert (OLD in page, "How you sign in has changed." in page, row.is_open) == (False, True, False)
    assert ("priya@northmere.example", "Ithaca writes to another address now") in told
    assert {to for to, subject in told if subject == "Your room: old words are shut for now"} == {
        "priya@elsewhere.example",
        "leila@northmere.example",
    }


def test_another_address_by_an_import_shuts_them_too(session: Session, app: Flask, url: str, priya: Person) -> None:
    change = Change(
        person_id=priya.id,
        row=1,
        name=priya.name,
        values={"email": "priya@elsewhere.example"},
        before={"email": priya.email},
    )
    with transaction():
        write(Plan(changed=[change]), read_directory((), (), today()), actor=None)

    assert OLD not in signed_in(app, priya).get(url).text


def test_without_a_way_back_time_alone_opens_nothing(session: Session, app: Flask, url: str, priya: Person) -> None:
    reset(session, priya)
    refused = signed_in(app, priya).submit(f"{url}/way-back", code="AAAA-AAAA-AAAA-AAAA-AAAA")

    with time_machine.travel(now() + timedelta(days=60)):
        page = signed_in(app, priya).get(url).text

    assert (refused.status_code, "This is not the code of this room." in refused.text) == (422, True)
    assert OLD not in page


def test_whoever_took_over_gets_no_code_and_cannot_vouch_for_themselves(
    session: Session, app: Flask, url: str, priya: Person
) -> None:
    reset(session, priya)
    thief = signed_in(app, priya)

    answer = thief.submit(f"{url}/code", page=url)
    thief.submit(f"{url}/way-back/vouch", page=url)  # vouches for Leila, whose words are not shut

    with time_machine.travel(now() + timedelta(days=2)):
        page = signed_in(app, priya).get(url).text
    assert (answer.status_code, OLD in page) == (303, False)


def test_whoever_took_both_over_cannot_vouch_for_themselves(
    session: Session, app: Flask, url: str, priya: Person, leila: Person
) -> None:
    give_password(session.merge(leila))
    for each in (priya, leila):
        reset(session, each)

    answers = [signed_in(app, each).submit(f"{url}/way-back/vouch", page=url) for each in (priya, leila)]

    with time_machine.travel(now() + timedelta(days=2)):
        pages = [signed_in(app, each).get(url).text for each in (priya, leila)]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert [OLD in page for page in pages] == [False, False]


def test_what_is_shut_cannot_be_destroyed_either(
    session: Session, app: Flask, url: str, priya: Person, leila: Person
) -> None:
    signed_in(app, priya).submit(url, text="my own old words")
    item = session.scalars(select(Record.item).order_by(Record.id.desc())).first()
    reset(session, priya)

    answer = signed_in(app, priya).submit(f"{url}/items/{item}/take-away", page=url, version="1")

    assert answer.status_code == 422
    assert "my own old words" in signed_in(app, leila).get(url).text


def test_changing_ones_own_password_shuts_nothing(session: Session, app: Flask, url: str, priya: Person) -> None:
    client = signed_in(app, priya)

    assert OLD in client.get(url).text
    assert "shut for now" not in client.get(url).text


def test_both_read_in_their_log_that_the_room_was_shut_and_how_it_opens(
    app: Flask, url: str, room: Room, priya: Person, leila: Person
) -> None:
    with transaction():
        shut([Rebinding(priya.id)])
    with transaction():
        open_by_partner(room, leila)

    pages = [signed_in(app, each).get("/profile/access-log").text for each in (priya, leila)]

    assert all("Shut what was written before in a room of yours" in page for page in pages)
    assert "The other of the two confirmed who it is" in pages[0]
    assert "You, or somebody with your password" in pages[1]
