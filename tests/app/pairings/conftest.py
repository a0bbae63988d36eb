"""Ruth runs a cohort of functional expertise in which Priya learns law from Leila."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.clock import today
from app.core.db import db
from app.pairings.models import Pairing
from app.people.models import Person, Role
from programs.phases import Phase
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.pairings import make_pair
from tests.factories.people import person

LAW = {
    "name": "skills",
    "kind": "coverage",
    "points": 45.0,
    "maximum": 45.0,
    "unknown": False,
    "facts": {"covered": [{"skill": "contract law", "wanted": 4, "offered": 6}], "uncovered": []},
}


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers the house, and the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Nobody has signed up yet."""
    return cohort_of(
        ruth,
        program_type="functional-expertise",
        phase=Phase.RUNNING,
        starts_on=today() - timedelta(days=14),
        ends_on=today() + timedelta(days=160),
    )


@pytest.fixture
def pair(session: Session, cohort: Cohort) -> Pairing:
    """Priya and Leila, who may say “not this one” for a week."""
    last = today() + timedelta(days=7)
    return make_pair(
        session,
        cohort=cohort,
        mentee=mentee(cohort, "Priya Raman"),
        mentor=mentor(cohort, "Leila Haddad", seats=2),
        reasons=[LAW],
        objection_until=last,
    )


@pytest.fixture
def priya(pair: Pairing) -> Person:
    """The mentee."""
    return pair.mentee.person


@pytest.fixture
def leila(pair: Pairing) -> Person:
    """The mentor."""
    return pair.mentor.person


def again(pairing: Pairing) -> Pairing:
    """The pair as it is stored now."""
    db.session.rollback()
    return db.session.get_one(Pairing, pairing.id, populate_existing=True)
