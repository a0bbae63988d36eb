"""Ruth runs a cohort; Noor administers the house and runs none; Amara works here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.db import db
from app.people.models import Person, Role
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
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
def amara(session: Session) -> Person:
    """Works here."""
    return somebody("Amara Okafor", email="amara@northmere.example", job_title="Controller", department="Finance")


@pytest.fixture
def people(ruth: Person, noor: Person, amara: Person) -> dict[str, Person]:
    """The three by name."""
    return {"ruth": ruth, "noor": noor, "amara": amara}


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """An onboarding cohort that Ruth runs alone."""
    return cohort_of(ruth)


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client


@contextmanager
def counted() -> Iterator[list[str]]:
    """The questions asked of the database meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
