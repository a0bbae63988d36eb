"""Monday, 4 January 2027, six o’clock in the morning: an onboarding with three mentors that people join one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.arrivals.jobs import follow
from app.arrivals.models import Arrival, Proposal
from app.cohorts.models import Cohort, Enrolment
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.organisation import Organisation
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.pairings.models import Pairing, PairingState
from app.people.models import Person, PersonState, Role
from app.people_import.jobs import let_in_and_out
from programs.phases import Phase
from tests.app.meetings.conftest import BrowserOf
from tests.factories import cohorts
from tests.factories.people import loaded, person

MONDAY = "2027-01-04T05:00:00+00:00"


@dataclass
class House:
    """The cohort, its days and its worker."""

    clock: Any
    cohort: Cohort
    ruth: Person

    def hires(self, name: str, starts_on: date | None, **fields: Any) -> Person:
        """HR has told of somebody."""
        state = PersonState.JOINING if starts_on and starts_on > date(2027, 1, 4) else PersonState.ACTIVE
        email = f"{name.split(maxsplit=1)[0].lower()}@northmere.example"
        return person(name, **{"email": email, "start_on": starts_on, "state": state, **fields})

    def passes(self, **time: int) -> None:
        """Time goes by, and then the worker has its hour."""
        self.clock.shift(timedelta(**time))
        self.works()

    def works(self) -> None:
        """The due work of an hour, and the match that it asks for."""
        db.session.rollback()
        for work in (let_in_and_out, follow):
            with transaction():
                work()
        run_queued()
        db.session.rollback()

    def places(self, *people: Person) -> None:
        """Three hours and a day: taken in, matched, proposed, published."""
        self.works()
        self.passes(hours=1)
        self.passes(hours=25)
        assert {each.id for each in people} <= {each.mentee.person_id for each in self.pairs()}

    def pairs(self) -> list[Pairing]:
        return list(db.session.scalars(select(Pairing).where(Pairing.state == PairingState.OPEN)))

    def arrival(self, who: Person) -> Arrival | None:
        return db.session.scalar(select(Arrival).where(Arrival.person_id == who.id))

    def proposals(self) -> list[Proposal]:
        return list(db.session.scalars(select(Proposal).order_by(Proposal.id)))

    def enrolment(self, who: Person) -> Enrolment | None:
        return db.session.scalar(select(Enrolment).where(Enrolment.person_id == who.id))

    def cohort_mentor(self, first_name: str) -> Enrolment:
        """One of the three."""
        name = Person.name.startswith(first_name)
        return db.session.scalars(select(Enrolment).join(Enrolment.person).where(name)).one()

    def letters(self, who: Person | str) -> list[str]:
        """Which letters were written to somebody, the oldest first."""
        address = who if isinstance(who, str) else who.email
        rows = select(OutboxMail.kind).where(OutboxMail.recipient == address).order_by(OutboxMail.id)
        return list(db.session.scalars(rows))

    def sends(self) -> None:
        """What is in the outbox leaves."""
        db.session.rollback()
        deliver()
        db.session.rollback()


@pytest.fixture
def house(session: Session) -> Iterator[House]:
    """Leila, Jonas and Mina are mentors with a seat each; Ruth runs it."""
    with time_machine.travel(MONDAY, tick=False) as clock:
        session.add(Organisation(name="Northmere", time_zone="Europe/Stockholm", contact_name="Ruth Baptiste"))
        session.commit()
        ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
        cohort = cohorts.cohort(ruth, name="Welcome aboard", phase=Phase.SIGN_UP, starts_on=date(2026, 12, 1))
        for name in ("Leila Haddad", "Jonas Lindqvist", "Mina Sato"):
            cohorts.mentor(cohort, person(name, email=f"{name.split()[0].lower()}@northmere.example"))
        yield House(clock, loaded(cohort), loaded(ruth))


@pytest.fixture
def browser_of(app: Flask) -> BrowserOf:
    """A browser in which somebody is signed in."""
    return BrowserOf(app)
