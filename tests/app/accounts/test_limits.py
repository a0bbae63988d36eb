"""How long a sign-in lasts, and what a GET may write about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from app.accounts.models import SignInSession
from app.core.clock import now
from app.core.db import db
from app.people.models import Appointment, Person, Role
from tests.client import PageClient
from tests.factories.accounts import PASSWORD

MINUTE = timedelta(minutes=1)
RIGHT = {"email": "amara@example.org", "password": PASSWORD}


def is_in(client: PageClient) -> bool:
    return client.get("/password").status_code == 200


def stays(
    client: PageClient, session: Session, after: timedelta, seen_before: timedelta = timedelta(minutes=1)
) -> bool:
    """Whether somebody is still signed in so long after it began, last seen that long before."""
    start = session.scalars(select(SignInSession.created_at).where(SignInSession.ended_at.is_(None))).one()
    session.execute(update(SignInSession).values(last_seen_at=start + after - seen_before))
    session.commit()
    with time_machine.travel(start + after):
        return is_in(client)


def give(session: Session, person: Person, role: Role) -> None:
    session.add(Appointment(person=person, role=role))
    session.commit()


@pytest.mark.parametrize(("minutes", "expected"), [(29, True), (30, False), (31, False)])
def test_thirty_minutes_without_a_sign_end_it(client: PageClient, amara: Person, minutes: int, expected: bool) -> None:
    client.sign_in(amara)

    with time_machine.travel(now() + timedelta(minutes=minutes, seconds=1)):
        assert is_in(client) is expected


@pytest.mark.parametrize(("hours", "expected"), [(11.9, True), (12.1, False)])
def test_twelve_hours_end_it_whatever_happens(
    client: PageClient, session: Session, amara: Person, hours: float, expected: bool
) -> None:
    client.sign_in(amara)

    assert stays(client, session, timedelta(hours=hours)) is expected


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.APPOINTER, Role.EXECUTIVE, Role.HR_LEAD])
def test_eight_hours_for_those_who_see_much(client: PageClient, session: Session, amara: Person, role: Role) -> None:
    give(session, amara, role)
    client.sign_in(amara)

    assert stays(client, session, timedelta(hours=7.9))
    assert not stays(client, session, timedelta(hours=8.1))


@pytest.mark.parametrize(
    ("seen_before", "after", "expected"),
    [
        (timedelta(days=6), timedelta(days=29), True),
        (timedelta(days=6), timedelta(days=31), False),
        (timedelta(days=8), timedelta(days=8), False),
    ],
)
def test_a_trusted_device_lasts_longer(
    client: PageClient, session: Session, amara: Person, seen_before: timedelta, after: timedelta, expected: bool
) -> None:
    client.submit("/sign-in", trust="y", **RIGHT)

    assert stays(client, session, after, seen_before) is expected


def test_a_careful_role_trusts_no_device(client: PageClient, session: Session, amara: Person) -> None:
    give(session, amara, Role.EXECUTIVE)

    client.submit("/sign-in", trust="y", **RIGHT)

    assert session.scalars(select(SignInSession.is_trusted)).one() is False
    assert "you are still signed out after eight hours" in client.get("/password").text


def test_a_role_given_today_shortens_what_began_yesterday(client: PageClient, session: Session, amara: Person) -> None:
    client.submit("/sign-in", trust="y", **RIGHT)
    with time_machine.travel(now() + timedelta(days=1)):
        assert is_in(client)

        give(session, amara, Role.ADMINISTRATOR)

        assert not is_in(client)


def test_a_clock_set_back_opens_nothing_again(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)
    with time_machine.travel(now() + timedelta(minutes=20)):
        assert is_in(client)
    with time_machine.travel(now() + timedelta(minutes=10)):
        assert is_in(client)

    with time_machine.travel(now() + timedelta(minutes=51)):
        assert not is_in(client)


def test_last_seen_is_written_once_a_minute_at_most(
    client: PageClient, app: Flask, session: Session, amara: Person
) -> None:
    client.sign_in(amara)
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    start = now()
    for seconds in (1, 20, 59, 61, 80, 100):
        with time_machine.travel(start + timedelta(seconds=seconds)):
            client.get("/password")
    event.remove(db.engine, "before_cursor_execute", note)

    assert [statement.split()[1] for statement in written] == ["sign_in_session"]


def test_staying_signed_in_answers_a_script_and_a_button(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)
    token = client.token("/password")

    with time_machine.travel(now() + timedelta(minutes=28)):
        by_script = client.post("/stay-signed-in", data={"csrf_token": token}, headers={"HX-Request": "true"})
        by_button = client.post("/stay-signed-in", data={"csrf_token": token})
    with time_machine.travel(now() + timedelta(minutes=56)):
        assert is_in(client)

    assert by_script.status_code == 204
    assert (by_button.status_code, by_button.location) == (303, "/sign-ins")


def test_a_page_says_when_its_sign_in_ends(client: PageClient, amara: Person) -> None:
    client.sign_in(amara)

    with time_machine.travel(now() + timedelta(minutes=20), tick=False):
        page = client.get("/password")

    assert 'data-session-seconds="1800"' in page.text


def test_a_style_sheet_costs_no_query(client: PageClient, app: Flask, session: Session, amara: Person) -> None:
    client.sign_in(amara)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    answer = client.get("/static/tokens.css")
    event.remove(db.engine, "before_cursor_execute", note)

    assert answer.status_code == 200
    assert [each for each in asked if each not in {"BEGIN", "BEGIN IMMEDIATE"}] == []
    assert "Cookie" not in answer.headers.get("Vary", "")
