"""Ruth runs a high potential cohort; Ada, Bo and Cem sit on its committee; Amara answers to Daniel."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.clock import today
from app.nominations.models import NominationFile, Selection
from app.people.models import Person, Role
from programs.phases import Phase
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.nominations import approved
from tests.factories.nominations import selection as selection_for
from tests.factories.people import person, report_to


def colleague(name: str) -> Person:
    """Somebody who works here."""
    return person(name, email=f"{name.lower().replace(' ', '.')}@northmere.example")


def page_of(file: NominationFile) -> str:
    """Where a member reads it."""
    return f"/committees/files/{file.public_id}"


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers the house, and the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """People can sign up who are invited."""
    starts_on = today() + timedelta(days=60)
    return cohort_of(ruth, program_type="high-potential", phase=Phase.SIGN_UP, starts_on=starts_on)


@pytest.fixture
def daniel(session: Session) -> Person:
    """Amara’s manager."""
    return colleague("Daniel Okonkwo")


@pytest.fixture
def amara(daniel: Person) -> Person:
    """A colleague of whom Daniel thinks."""
    amara = colleague("Amara Okafor")
    report_to(daniel, amara)
    return amara


@pytest.fixture
def members(session: Session) -> list[Person]:
    """Three who answer to nobody in this story."""
    return [colleague(name) for name in ("Ada Berg", "Bo Lind", "Cem Aydin")]


@pytest.fixture
def selection(cohort: Cohort, members: list[Person], ruth: Person) -> Selection:
    """Open for two weeks, two places, three on the committee."""
    return selection_for(cohort, *members, actor=ruth)


@pytest.fixture
def file(selection: Selection, amara: Person) -> NominationFile:
    """Amara's, before the committee."""
    return approved(amara, selection)
