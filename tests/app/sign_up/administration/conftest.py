"""Ruth runs a cohort that is being prepared; Priya and Tomasz work in Finance, Leila in Legal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Side
from app.core.clock import today
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.sign_up.administration.services import choose_person
from tests.client import PageClient
from tests.factories.accounts import give_password
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
def priya(session: Session) -> Person:
    """Works in Finance, and has come in before."""
    made = somebody("Priya Raman", email="priya@northmere.example", department="Finance")
    give_password(made)
    return made


@pytest.fixture
def tomasz(session: Session) -> Person:
    """Works in Finance, and has never come in."""
    return somebody("Tomasz Berg", email="tomasz@northmere.example", department="Finance")


@pytest.fixture
def leila(session: Session) -> Person:
    """Works in Legal."""
    return somebody("Leila Haddad", email="leila@northmere.example", department="Legal")


@pytest.fixture
def people(ruth: Person, noor: Person, priya: Person, tomasz: Person, leila: Person) -> dict[str, Person]:
    """All of them by name."""
    return {"ruth": ruth, "noor": noor, "priya": priya, "tomasz": tomasz, "leila": leila}


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Functional expertise, in forty days, in preparation."""
    starts_on = today() + timedelta(days=40)
    return cohort_of(ruth, program_type="functional-expertise", starts_on=starts_on, purpose="Learn a craft.")


@pytest.fixture
def chosen(session: Session, cohort: Cohort, ruth: Person, people: dict[str, Person]) -> Cohort:
    """Priya and Tomasz are chosen as mentees, Leila and Priya as mentors."""
    with transaction():
        for who, side in (
            ("priya", Side.MENTEE),
            ("tomasz", Side.MENTEE),
            ("leila", Side.MENTOR),
            ("priya", Side.MENTOR),
        ):
            choose_person(session.merge(cohort), session.merge(people[who]), side, actor=session.merge(ruth))
    return cohort


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client
