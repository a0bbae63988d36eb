"""Monday, 23 November 2026: Priya and Bo report to Daniel; Leila mentors Priya; Ruth runs the cohort."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.pairings.models import Pairing
from app.people.models import Person, Role
from tests.app.meetings.conftest import BrowserOf
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person, report_to

MONDAY = "2026-11-23T08:00:00+00:00"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday, nine o’clock in Stockholm."""
    with time_machine.travel(MONDAY, tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def ruth(session: Session, clock: time_machine.Traveller) -> Person:
    """Runs the cohort."""
    return person(
        "Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example", time_zone="Europe/Stockholm"
    )


@pytest.fixture
def priya(session: Session, clock: time_machine.Traveller) -> Person:
    """Reports to Daniel."""
    return person("Priya Raman", email="priya@northmere.example", time_zone="Europe/Stockholm")


@pytest.fixture
def bo(session: Session, clock: time_machine.Traveller) -> Person:
    """Reports to Daniel, and takes part in nothing."""
    return person("Bo Nilsson", email="bo@northmere.example", time_zone="Europe/Stockholm")


@pytest.fixture
def leila(session: Session, clock: time_machine.Traveller) -> Person:
    """The mentor."""
    return person("Leila Haddad", email="leila@northmere.example", time_zone="Europe/Stockholm")


@pytest.fixture
def daniel(session: Session, priya: Person, bo: Person) -> Person:
    """The manager of both."""
    made = person("Daniel Kim", email="daniel@northmere.example", time_zone="Europe/Stockholm")
    report_to(made, priya, bo)
    return loaded(made)


@pytest.fixture
def pair(session: Session, ruth: Person, leila: Person, priya: Person, daniel: Person) -> Pairing:
    """Leila and Priya, in a cohort of functional expertise."""
    made = make_pair(session, mentee=priya, mentor=leila, actor=ruth)
    for each in (leila, priya, daniel, ruth):
        loaded(each)
    return made


@pytest.fixture
def browser_of(app: Flask) -> BrowserOf:
    """A browser in which somebody is signed in."""
    return BrowserOf(app)
