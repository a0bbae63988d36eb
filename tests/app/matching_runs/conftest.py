"""Ruth runs a cohort of functional expertise with three mentees and two mentors."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.services import start_run
from app.people.models import Person, Role
from programs.phases import Phase
from tests.client import PageClient
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import loaded
from tests.factories.people import person as somebody


def learns(*skills: str, level: int = 4) -> list[dict[str, object]]:
    """Skills as answers hold them."""
    return [{"skill": None, "name": name, "level": level} for name in skills]


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers the house, and the cohort."""
    return somebody("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Nobody has signed up yet."""
    return cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)


@pytest.fixture
def full(cohort: Cohort) -> Cohort:
    """Leila teaches law, Jonas forecasting; Priya wants law, Tomasz forecasting, Ida a skill nobody has."""
    mentee(cohort, "Priya Raman", wants=learns("Law"))
    mentee(cohort, "Tomasz Kern", wants=learns("Forecasting", "Law"))
    mentee(cohort, "Ida Lund", wants=learns("Falconry"))
    mentor(cohort, "Leila Haddad", offers=learns("Law", level=6))
    mentor(cohort, "Jonas Lindqvist", offers=learns("Forecasting", level=6))
    return cohort


@pytest.fixture
def done(full: Cohort, ruth: Person) -> MatchRun:
    """A run of it that has come to its result."""
    return finished(full, ruth)


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """Ruth’s browser."""
    client.sign_in(ruth)
    return client


def started(cohort: Cohort, actor: Person) -> MatchRun:
    """A run that waits for a worker."""
    with transaction() as session:
        run = start_run(session.merge(cohort), actor=session.merge(actor))
    return loaded(run)


def finished(cohort: Cohort, actor: Person) -> MatchRun:
    """A run, worked off here and now."""
    run_id = started(cohort, actor).id
    db.session.rollback()
    run_queued()
    return loaded(db.session.get_one(MatchRun, run_id, populate_existing=True))
