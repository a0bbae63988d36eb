"""Ruth runs a cohort of two mentees and a mentor; Noor administers the house and runs none."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.people.models import Person, Role
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers the house, and the cohort."""
    return somebody("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def noor(session: Session) -> Person:
    """Administers the house too, and was named in no cohort."""
    return somebody("Noor Saleh", role=Role.ADMINISTRATOR, email="noor@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Priya and Tomasz learn, Leila teaches; Sam has no address."""
    made = cohort_of(ruth, phase=Phase.RUNNING)
    for each in ("Priya Raman", "Tomasz Berg", somebody("Sam No Address", external_id="N-1")):
        mentee(made, each)
    mentor(made, "Leila Haddad")
    return made


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client
