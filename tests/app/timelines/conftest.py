"""Monday, 23 November 2026: Priya has been here a week, Leila is her mentor in an onboarding, Daniel her manager."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.pairings.models import Pairing
from app.people.models import Role
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts
from tests.factories.pairings import make_pair
from tests.factories.people import loaded, person, report_to


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Monday, nine o’clock in Stockholm."""
    with time_machine.travel("2026-11-23T08:00:00+00:00", tick=False) as coordinates:
        yield coordinates


@pytest.fixture
def pair(session: Session, clock: time_machine.Traveller) -> Pairing:
    """Priya and Leila."""
    ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
    priya = person("Priya Raman", email="priya@northmere.example", start_on=date(2026, 11, 16))
    leila = person("Leila Haddad", email="leila@northmere.example")
    report_to(person("Daniel Kim", email="daniel@northmere.example"), priya)
    cohort = cohorts.cohort(ruth, phase=Phase.RUNNING)
    return make_pair(session, cohort=cohort, mentee=loaded(priya), mentor=loaded(leila), actor=ruth)


@pytest.fixture
def browser_of(app: Flask) -> BrowserOf:
    """A browser in which somebody is signed in."""
    return BrowserOf(app)
