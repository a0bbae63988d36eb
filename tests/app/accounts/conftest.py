"""Amara, who has a password; Bruno, who has none yet; and a second browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.people.models import Appointment, Person, Role
from tests.client import PageClient
from tests.factories.accounts import give_password


@pytest.fixture
def amara(session: Session) -> Person:
    """Works here and signs in with a password."""
    person = Person(name="Amara Okafor", email="amara@example.org")
    session.add(person)
    session.commit()
    give_password(person)
    return person


@pytest.fixture
def bruno(session: Session) -> Person:
    """Works here and has never been in."""
    person = Person(name="Bruno Keller", email="bruno@example.org")
    session.add(person)
    session.commit()
    return person


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers this installation."""
    person = Person(name="Ruth Baptiste", email="ruth@example.org")
    person.appointments.append(Appointment(role=Role.ADMINISTRATOR))
    session.add(person)
    session.commit()
    give_password(person)
    return person


@pytest.fixture
def elsewhere(app: Flask) -> PageClient:
    """A second browser."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.fixture
def app_context(app: Flask) -> Iterator[None]:
    """For what needs the settings and no request."""
    with app.app_context():
        yield
