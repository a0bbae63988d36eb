"""Monday morning, 23 November 2026: Leila in Stockholm mentors Priya in Kolkata; Ruth runs the cohort."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.pairings.models import Pairing
from app.people.models import Person, Role
from tests.client import PageClient
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person

MONDAY = "2026-11-23T08:00:00+00:00"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday, nine o’clock in Stockholm, half past one in Kolkata; letters are filed by the time, so it goes on."""
    with time_machine.travel(MONDAY, tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def ruth(session: Session, clock: time_machine.Traveller) -> Person:
    """Runs the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example", time_zone="UTC")


@pytest.fixture
def leila(session: Session, clock: time_machine.Traveller) -> Person:
    """The mentor."""
    return person("Leila Haddad", email="leila@northmere.example", time_zone="Europe/Stockholm")


@pytest.fixture
def priya(session: Session, clock: time_machine.Traveller) -> Person:
    """The mentee."""
    return person("Priya Raman", email="priya@northmere.example", time_zone="Asia/Kolkata")


@pytest.fixture
def pair(session: Session, ruth: Person, leila: Person, priya: Person) -> Pairing:
    """The two, since this morning, in a cohort of functional expertise."""
    made = make_pair(session, mentee=priya, mentor=leila, actor=ruth)
    for each in (leila, priya):
        loaded(each)
    return made


@pytest.fixture
def browser_of(app: Flask) -> BrowserOf:
    """A browser in which somebody is signed in."""
    return BrowserOf(app)


class BrowserOf:
    """Makes browsers."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def __call__(self, who: Person | None = None) -> PageClient:
        client = self.app.test_client()
        assert isinstance(client, PageClient)
        if who is not None:
            client.sign_in(who)
        return client
