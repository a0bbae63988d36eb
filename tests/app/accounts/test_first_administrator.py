"""The first administrator comes in by a link that only the operator can print."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import TokenKind
from app.accounts.services import first_administrator_link, mint
from app.core.clock import now
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Appointment, Person, Role
from tests.client import PageClient

NEW = "quite another four words"
FIRST = {"name": "Ruth Baptiste", "email": "ruth@example.org", "password": NEW}


def first_path(session: Session) -> str:
    with transaction():
        return first_administrator_link().removeprefix("http://localhost")


def test_the_first_administrator_comes_in_by_the_link(client: PageClient, session: Session) -> None:
    path = first_path(session)

    answer = client.submit(path, **FIRST)

    person = session.scalars(select(Person)).one()
    roles = session.scalars(select(Appointment.role).order_by(Appointment.id)).all()
    assert (answer.status_code, answer.location) == (303, "/set-up")
    assert (person.name, person.email) == ("Ruth Baptiste", "ruth@example.org")
    assert roles == [Role.ADMINISTRATOR, Role.APPOINTER]
    assert client.get("/set-up").status_code == 200


def test_the_first_administrators_link_works_once_and_for_one(
    client: PageClient, elsewhere: PageClient, session: Session
) -> None:
    first, second = first_path(session), first_path(session)
    token = elsewhere.token(second)
    client.submit(first, **FIRST)

    late = elsewhere.post(second, data={"csrf_token": token, **FIRST, "email": "other@example.org"})

    assert client.get(first).status_code == 410
    assert late.status_code == 422
    assert session.scalar(select(func.count()).select_from(Person)) == 1
    with pytest.raises(RuleBroken):
        first_administrator_link()


def test_the_first_administrator_cannot_take_somebodys_account(
    client: PageClient, session: Session, amara: Person
) -> None:
    answer = client.submit(first_path(session), name="Mallory", email="amara@example.org", password=NEW)

    assert answer.status_code == 422
    assert "Somebody signs in with this address already." in answer.text


def test_the_link_is_good_for_seven_days(client: PageClient, session: Session) -> None:
    path = first_path(session)

    with time_machine.travel(now() + timedelta(days=6, hours=23)):
        assert client.get(path).status_code == 200
    with time_machine.travel(now() + timedelta(days=7, seconds=1)):
        assert client.get(path).status_code == 410


def test_a_personal_link_makes_nobody_an_administrator(client: PageClient, session: Session, amara: Person) -> None:
    with transaction():
        key = mint(TokenKind.INVITATION, amara)
    operator_key = first_path(session).rsplit("/", 1)[1]

    assert client.get(f"/first-administrator/{key}").status_code == 410
    assert client.get(f"/links/{operator_key}").status_code == 410


def test_somebody_in_the_directory_becomes_the_first_administrator(
    client: PageClient, session: Session, bruno: Person
) -> None:
    client.submit(first_path(session), name="Somebody", email="BRUNO@example.org", password=NEW)

    holders = session.scalars(select(Appointment.person_id)).all()
    assert holders == [bruno.id, bruno.id]
    assert session.scalar(select(func.count()).select_from(Person)) == 1
