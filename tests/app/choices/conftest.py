"""Priya takes part in a high potential cohort of Ruth's, in which she may ask Leila and others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from app.choices.models import MentorRequest
from app.choices.services import ask_mentor
from app.cohorts.models import Cohort, Enrolment
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person, Role
from programs.phases import Phase
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import loaded, person


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers the house, and the cohort."""
    return person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")


@pytest.fixture
def cohort(ruth: Person) -> Cohort:
    """Nobody has signed up yet; the next match is in three weeks."""
    return cohort_of(ruth, program_type="high-potential", phase=Phase.MATCHING, starts_on=today() + timedelta(days=30))


@pytest.fixture
def priya(cohort: Cohort) -> Enrolment:
    """A mentee of level 3, from finance."""
    return mentee(cohort, colleague("Priya Raman", level=3, department="Finance"))


@pytest.fixture
def leila(cohort: Cohort) -> Enrolment:
    """A mentor two levels above, from another department, with one seat."""
    return mentor(cohort, colleague("Leila Haddad"))


def colleague(name: str, *, level: int = 6, department: str = "Law", at: str = "northmere") -> Person:
    """Somebody who can be a mentor here unless said otherwise."""
    email = f"{name.lower().replace(' ', '.')}@{at.replace('_', '-')}.example"
    return person(name, email=email, level=level, department=department, languages=["en"])


def asked(one: Enrolment, other: Enrolment, words: str = "You built a team from nothing.") -> MentorRequest:
    """A mentee asks a mentor, and it is committed."""
    db.session.rollback()
    with transaction() as session:
        made = ask_mentor(session.merge(one), session.merge(other), words, actor=session.merge(one.person))
    return loaded(made)


def again(request: MentorRequest) -> MentorRequest:
    """The request as it is stored now."""
    db.session.rollback()
    return db.session.get_one(MentorRequest, request.id, populate_existing=True)
