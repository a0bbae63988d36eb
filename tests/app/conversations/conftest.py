"""A pair and its room."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.conversations.models import Room
from app.conversations.services import enter
from app.core.transactions import transaction
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person, Role
from tests.app.conversations.ends import OWN, SHARED
from tests.app.conversations.test_pages import signed_in
from tests.client import PageClient
from tests.factories.pairings import make_pair
from tests.factories.people import person


@pytest.fixture
def ruth(session: Session) -> Person:
    """Runs the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def leila(session: Session) -> Person:
    """The mentor."""
    return person("Leila Haddad", email="leila@northmere.example")


@pytest.fixture
def priya(session: Session) -> Person:
    """The mentee."""
    return person("Priya Raman", email="priya@northmere.example")


@pytest.fixture
def pair(session: Session, ruth: Person, leila: Person, priya: Person) -> Pairing:
    """The two."""
    return make_pair(session, mentee=priya, mentor=leila, actor=ruth)


@pytest.fixture
def room(session: Session, pair: Pairing, priya: Person, leila: Person) -> Room:
    """Their room, which both have entered."""
    with transaction():
        enter(pair, priya)
        return enter(pair, leila)


@pytest.fixture
def clock(session: Session) -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime.fromisoformat("2026-12-01T09:00:00+00:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def lived_in(clock: time_machine.Traveller, app: Flask, room: Room, priya: Person, leila: Person) -> str:
    """The address of a room in which both have written, each also for herself."""
    address = f"/rooms/{room.public_id}"
    for who in (priya, leila):
        client = signed_in(app, who)
        client.submit(address, text=f"{SHARED} ({who.first_name})")
        client.submit(f"{address}/mine/notes", page=f"{address}/mine", text=f"{OWN} ({who.first_name})")
    client.submit(f"{address}/files", page=f"{address}/files", file=(BytesIO(b"numbers"), "../plan: draft?.csv"))
    client.submit(f"{address}/drafts", page=address, place="letter", text="begun")
    return address


@pytest.fixture
def ended(session: Session, lived_in: str, pair: Pairing, priya: Person) -> str:
    """The same, after priya has ended the pair."""
    with transaction():
        end_pairings([session.merge(pair)], Ending.ENDED, actor=session.merge(priya))
    return lived_in


@pytest.fixture
def both(app: Flask, priya: Person, leila: Person) -> list[PageClient]:
    return [signed_in(app, who) for who in (priya, leila)]
