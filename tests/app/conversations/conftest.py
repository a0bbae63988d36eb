"""A pair and its room."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.conversations.models import Room
from app.conversations.services import enter
from app.core.transactions import transaction
from app.pairings.models import Pairing
from app.people.models import Person, Role
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
