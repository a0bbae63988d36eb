"""Ruth runs a cohort of functional expertise with three mentees and two mentors."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.matching_runs.models import Decision, MatchRun
from app.matching_runs.queries import pairs_of
from app.matching_runs.recipients import recipients_of
from app.matching_runs.services import decide, open_ids, publish_run, start_run, undo_digest, undo_run
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


@pytest.fixture
def spare(full: Cohort) -> Enrolment:
    """A mentor whom nobody needs."""
    return mentor(full, "Oskar Lund", offers=learns("Sailing", level=6))


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


def publish(run: MatchRun, actor: Person, next_run_on: date | None = None) -> MatchRun:
    """The run, published by somebody who has looked at the letters."""
    with transaction() as session:
        row = session.get_one(MatchRun, run.id)
        looked_at = recipients_of(row).digest(row)
        publish_run(row, looked_at, next_run_on, actor=session.merge(actor))
    return loaded(db.session.get_one(MatchRun, run.id, populate_existing=True))


def take_back(run: MatchRun, actor: Person) -> MatchRun:
    """The run, with its publication taken back."""
    with transaction() as session:
        row = session.get_one(MatchRun, run.id)
        looked_at = undo_digest(row, open_ids(row))
        undo_run(row, looked_at, actor=session.merge(actor))
    return loaded(db.session.get_one(MatchRun, run.id, populate_existing=True))


def decide_about(run: MatchRun, mentee: str, mentor: str, decision: Decision, actor: Person) -> None:
    """Keep or part two of a result, by their names."""
    with transaction() as session:
        row = session.get_one(MatchRun, run.id)
        pairs = session.scalars(pairs_of(row)).all()
        pair = next(each for each in pairs if (each.mentee.person.name, each.mentor.person.name) == (mentee, mentor))
        decide(row, pair, decision, actor=session.merge(actor))
