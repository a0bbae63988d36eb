"""How far the set-up has come."""

from __future__ import annotations

from sqlalchemy import Exists, Select, exists, func, select

from app.core.audit import AuditEvent
from app.core.db import session
from app.core.organisation import organisation
from app.core.outbox import OutboxMail
from app.people.models import Appointment, Person, PersonState, Role

ENOUGH = 2
"""So many people, and so many who give roles, are all that the checklist asks for."""


def last_test_letter(person: Person) -> OutboxMail | None:
    """The newest test letter to this person's address."""
    sent = select(OutboxMail).where(OutboxMail.kind == "test_letter", OutboxMail.recipient == (person.email or ""))
    return session().scalar(sent.order_by(OutboxMail.id.desc()).limit(1))


def was_saved(item: str) -> bool:
    """Whether somebody has saved the item at least once, changed or confirmed as it was."""
    return bool(session().scalar(select(_saved(item))))


def _saved(item: str) -> Exists:
    return exists().where(AuditEvent.kind == f"setup.{item}")


def people_in_directory() -> int:
    """How many people work here or will."""
    return session().scalar(select(func.count()).select_from(Person).where(Person.state != PersonState.LEFT)) or 0


def who_gives_roles() -> list[Person]:
    """Whoever may name administrators or give the other roles, by name."""
    return list(session().scalars(_givers().order_by(Person.search_text)))


def _givers() -> Select[Person]:
    given = select(Appointment.person_id).where(
        Appointment.role.in_((Role.ADMINISTRATOR, Role.APPOINTER)), Appointment.ended_at.is_(None)
    )
    return select(Person).where(Person.id.in_(given), Person.state != PersonState.LEFT)


def standing() -> tuple[bool, int, int]:
    """Whether the time zone was saved, how many are in the directory and how many give roles, all up to two."""
    here = select(Person.id).where(Person.state != PersonState.LEFT).limit(ENOUGH)
    counts = (
        select(func.count()).select_from(each.subquery()).scalar_subquery() for each in (here, _givers().limit(ENOUGH))
    )
    saved, people, givers = session().execute(select(_saved("time"), *counts)).one()
    return bool(saved), people, givers


def safeguarding_officers() -> list[Person]:
    """The officer and then the deputy, as far as they are named and work here."""
    house = organisation()
    found = (
        session().get(Person, each) for each in (house.safeguarding_officer_id, house.safeguarding_deputy_id) if each
    )
    return [person for person in found if person is not None and person.is_active]
