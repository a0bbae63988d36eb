"""What sign-ups have written."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment
from app.people.models import Person


def person_of(session: Session, email: str) -> Person:
    session.rollback()
    return session.scalars(select(Person).where(Person.email == email)).one()


def enrolment_of(session: Session, email: str) -> Enrolment:
    return session.scalars(select(Enrolment).where(Enrolment.person_id == person_of(session, email).id)).one()


def state(session: Session) -> dict[str, object]:
    """Everything that sign-ups may write, but for times and the events that tell of them."""
    session.rollback()
    people = session.execute(select(Person.email, Person.name, Person.level, Person.about_draft).order_by(Person.id))
    enrolments = select(Enrolment.person_id, Enrolment.role, Enrolment.seats, Enrolment.needs, Enrolment.answers)
    return {
        "people": [tuple(row) for row in people],
        "enrolments": [tuple(row) for row in session.execute(enrolments.order_by(Enrolment.id))],
    }


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0
