"""Ruth, who administers; Amara, who does not."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Appointment, Person, Role
from tests.client import PageClient


@pytest.fixture
def ruth(session: Session) -> Person:
    """The first administrator: names others, and says who gives the other roles."""
    person = Person(name="Ruth Baptiste", email="ruth@example.org")
    person.appointments += [Appointment(role=Role.ADMINISTRATOR), Appointment(role=Role.APPOINTER)]
    session.add(person)
    session.commit()
    return person


@pytest.fixture
def amara(session: Session) -> Person:
    """Works here."""
    person = Person(name="Amara Okafor", email="amara@example.org")
    session.add(person)
    session.commit()
    return person


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth's browser."""
    client.sign_in(ruth)
    return client
