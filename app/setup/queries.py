"""How far the set-up has come."""

from __future__ import annotations

from sqlalchemy import exists, func, select

from app.core.audit import AuditEvent
from app.core.db import session
from app.core.organisation import organisation
from app.core.outbox import OutboxMail
from app.people.models import Appointment, Person, PersonState, Role


def last_test_letter(person: Person) -> OutboxMail | None:
    """The newest test letter to this person's address."""
    sent = select(OutboxMail).where(OutboxMail.kind == "test_letter", OutboxMail.recipient == (person.email or ""))
    return session().scalar(sent.order_by(OutboxMail.id.desc()).limit(1))


def was_saved(item: str) -> bool:
    """Whether somebody has saved the item at least once, changed or confirmed as it was."""
    return bool(session().scalar(select(exists().where(AuditEvent.kind == f"setup.{item}"))))


def people_in_directory() -> int:
    """How many people work here or will."""
    return session().scalar(select(func.count()).select_from(Person).where(Person.state != PersonState.LEFT)) or 0


def who_gives_roles() -> list[Person]:
    """Whoever may name administrators or give the other roles, by name."""
    given = select(Appointment.person_id).where(
        Appointment.role.in_((Role.ADMINISTRATOR, Role.APPOINTER)), Appointment.ended_at.is_(None)
    )
    giving = select(Person).where(Person.id.in_(given), Person.state != PersonState.LEFT).order_by(Person.search_text)
    return list(session().scalars(giving))


def safeguarding_officers() -> list[Person]:
    """The officer and then the deputy, as far as they are named and work here."""
    house = organisation()
    found = (
        session().get(Person, each) for each in (house.safeguarding_officer_id, house.safeguarding_deputy_id) if each
    )
    return [person for person in found if person is not None and person.is_active]
