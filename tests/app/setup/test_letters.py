"""Letters about roles and the sender."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.clock import now
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.people.services import appoint
from tests.letters import words_of, written_letters


def test_whoever_is_appointed_is_told_by_whom(session: Session, ruth: Person, amara: Person) -> None:
    with transaction():
        appoint(amara, Role.EXECUTIVE, actor=ruth)
    deliver()

    letter = written_letters()[-1]
    assert letter["To"] == "amara@example.org"
    assert "Ruth Baptiste gave you the role “Executive” in Ithaca." in words_of(letter)
    assert "http://localhost/who-can-see-what" in words_of(letter)


def test_a_role_that_was_ended_meanwhile_is_not_announced(session: Session, ruth: Person, amara: Person) -> None:
    with transaction():
        appoint(amara, Role.COACH, actor=ruth).ended_at = now()
    deliver()

    assert session.scalars(select(OutboxMail.state)).all() == ["withdrawn"]
    assert written_letters() == []


def test_the_operator_names_somebody_without_a_letter(session: Session, amara: Person) -> None:
    with transaction():
        appoint(amara, Role.ADMINISTRATOR, actor=None)

    assert session.scalars(select(OutboxMail.kind)).all() == []
