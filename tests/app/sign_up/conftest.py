"""Ruth runs a cohort in which everybody may sign up; Amara and Jonas work here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.clock import today
from app.people.models import Person, Role
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person as somebody


@pytest.fixture
def ruth(session: Session) -> Person:
    return somebody("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def amara(session: Session) -> Person:
    return somebody(
        "Amara Okafor", email="amara@northmere.example", job_title="Controller", time_zone="Europe/Lisbon",
        languages=["en", "pt"],
    )  # fmt: skip


@pytest.fixture
def jonas(session: Session) -> Person:
    return somebody("Jonas Lindqvist", email="jonas@northmere.example", job_title="Head of finance", languages=["en"])


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    in_time = today() + timedelta(days=60)
    return cohort_of(ruth, program_type="functional-expertise", phase=Phase.SIGN_UP, starts_on=in_time)


@pytest.fixture
def amaras(client: PageClient, amara: Person) -> PageClient:
    """Amara’s browser."""
    client.sign_in(amara)
    return client
