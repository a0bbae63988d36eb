"""An HR lead and an executive who own a plan, two executives who choose, and people who could follow."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.people.models import Person, Role
from app.succession.models import Plan
from tests.factories.people import person
from tests.factories.succession import plan


@pytest.fixture
def helena(session: Session) -> Person:
    """Leads HR, and owns the plan."""
    return person("Helena Brandt", role=Role.HR_LEAD, email="helena@northmere.example")


@pytest.fixture
def victor(session: Session) -> Person:
    """An executive, and the other owner."""
    return person("Victor Osei", role=Role.EXECUTIVE, email="victor@northmere.example")


@pytest.fixture
def maria(session: Session) -> Person:
    """An executive who chooses."""
    return person("Maria Sandoval", role=Role.EXECUTIVE, email="maria@northmere.example", job_family="Finance")


@pytest.fixture
def oskar(session: Session) -> Person:
    """Another one."""
    return person("Oskar Lind", role=Role.EXECUTIVE, email="oskar@northmere.example", job_family="Operations")


@pytest.fixture
def beatriz(session: Session) -> Person:
    """Runs a plant."""
    return person("Beatriz Carvalho", email="beatriz@northmere.example", job_family="Operations")


@pytest.fixture
def aisha(session: Session) -> Person:
    """Directs quality."""
    return person("Aisha Rahman", email="aisha@northmere.example", job_family="Quality")


@pytest.fixture
def south(helena: Person, victor: Person) -> Plan:
    """The plan for the head of operations, south."""
    return plan(helena, victor)
