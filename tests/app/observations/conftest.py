"""Priya learns from Leila, in a program with observation reports; Daniel is her manager."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.observations.models import ObservationReport
from app.pairings.models import Pairing
from app.people.models import Person, Role
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts
from tests.factories.observations import rated
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person, report_to

SKILL = "Contract law"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday, nine o’clock in Stockholm."""
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=True) as coordinates:
        yield coordinates


@pytest.fixture
def priya(session: Session, clock: time_machine.Traveller) -> Person:
    """The mentee."""
    return person("Priya Raman", email="priya@northmere.example")


@pytest.fixture
def leila(session: Session) -> Person:
    """The mentor, an expert."""
    return person("Leila Haddad", email="leila@northmere.example")


@pytest.fixture
def daniel(session: Session, priya: Person) -> Person:
    """Her manager."""
    made = person("Daniel Kim", email="daniel@northmere.example")
    report_to(made, priya)
    return made


@pytest.fixture
def ruth(session: Session) -> Person:
    """Runs the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def pair(session: Session, priya: Person, leila: Person, daniel: Person, ruth: Person) -> Pairing:
    """The two, with one skill that she named at sign-up."""
    cohort = cohorts.cohort(ruth, program_type="functional-expertise", phase=Phase.RUNNING)
    wants = [{"skill": "", "name": SKILL, "level": 5, "today": 2}]
    made = make_pair(session, cohort=cohort, mentee=cohorts.mentee(cohort, priya, wants=wants), mentor=leila)
    for each in (priya, leila, daniel, ruth):
        loaded(each)
    return made


@pytest.fixture
def report(pair: Pairing) -> ObservationReport:
    """A task that she has named and rated, and nothing more."""
    return rated(pair)


@pytest.fixture
def browser_of(app: Flask) -> BrowserOf:
    """A browser in which somebody is signed in."""
    return BrowserOf(app)
