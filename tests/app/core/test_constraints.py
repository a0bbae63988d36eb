"""A constraint that the database refused becomes a sentence, on both databases."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.core.clock import now
from app.core.db import Base, db
from app.core.errors import RuleBroken
from app.core.transactions import own_transaction, transaction
from app.people.models import Appointment, Person, Role, Skill


def store(*rows: Base) -> None:
    """Write the rows in one transaction."""
    with transaction() as session:
        session.add_all(rows)


def stored_person() -> int:
    person = Person(name="Ada")
    store(person)
    return db.session.scalars(select(Person.id)).one()


def test_a_unique_column_says_its_sentence(app: Flask) -> None:
    twice = [Skill(name=name, folded="budgeting", area="Finance") for name in ("Budgeting", "budgeting")]

    with app.app_context(), pytest.raises(RuleBroken, match="in the list already"):
        store(*twice)


def test_a_partial_unique_index_says_its_sentence(app: Flask) -> None:
    with app.app_context():
        person = stored_person()

        with pytest.raises(RuleBroken, match="holds that role already"):
            store(*[Appointment(person_id=person, role=Role.COACH) for _ in range(2)])


def test_a_partial_unique_index_leaves_what_has_ended(app: Flask) -> None:
    with app.app_context():
        person = stored_person()

        store(
            Appointment(person_id=person, role=Role.COACH, ended_at=now()),
            Appointment(person_id=person, role=Role.COACH),
        )

        assert db.session.scalar(select(func.count(Appointment.id))) == 2


def test_a_constraint_without_a_sentence_stays_an_error(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError):
        store(Person(name="Ada", level=-1))


def write_and_refuse() -> None:
    with transaction() as session:
        session.add(Person(name="Ada"))
        session.flush()
        raise RuleBroken("Not today.")


def test_a_broken_rule_leaves_nothing_behind(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(RuleBroken):
            write_and_refuse()

        assert db.session.scalar(select(func.count(Person.id))) == 0


def test_own_transaction_survives_a_roll_back(app: Flask) -> None:
    with app.app_context():
        with own_transaction() as session:
            session.add(Person(name="Ada"))
        db.session.rollback()

        assert db.session.scalar(select(func.count(Person.id))) == 1
