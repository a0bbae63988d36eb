"""A client, their manager, an advisor; and somebody who has no part in it."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person, Role
from tests.factories.people import person, report_to


@pytest.fixture
def amara(session: Session, ines: Person) -> Person:
    """The client."""
    made = person("Amara Okafor", email="amara@northmere.example")
    report_to(ines, made)
    return made


@pytest.fixture
def ines(session: Session) -> Person:
    """Her manager."""
    return person("Ines Ferreira", email="ines@northmere.example")


@pytest.fixture
def tomasz(session: Session) -> Person:
    """An advisor."""
    return person("Tomasz Wolski", role=Role.ADVISOR, email="tomasz@northmere.example")


@pytest.fixture
def ruth(session: Session) -> Person:
    """Leads HR, and runs the desk."""
    return person("Ruth Baptiste", role=Role.HR_LEAD, email="ruth@northmere.example")
