"""A constraint that the database refused becomes a sentence, on both databases."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from app.core.clock import now
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import own_transaction, transaction
from app.people.models import Appointment, Person, Role, Skill


def test_a_unique_column_says_its_sentence(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuleBroken, match="in the list already"), transaction() as session:
        session.add_all(Skill(name=name, folded="budgeting", area="Finance") for name in ("Budgeting", "budgeting"))


def test_a_partial_unique_index_says_its_sentence(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuleBroken, match="holds that role already"), transaction() as session:
        person = Person(name="Ada")
        session.add(person)
        session.flush()
        session.add_all(Appointment(person_id=person.id, role=Role.COACH) for _ in range(2))


def test_a_partial_unique_index_leaves_what_has_ended(app: Flask) -> None:
    with app.app_context(), transaction() as session:
        person = Person(name="Ada")
        session.add(person)
        session.flush()
        session.add(Appointment(person_id=person.id, role=Role.COACH, ended_at=now()))
        session.add(Appointment(person_id=person.id, role=Role.COACH))

    with app.app_context():
        assert db.session.query(Appointment).count() == 2


def test_a_constraint_without_a_sentence_stays_an_error(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError), transaction() as session:
        session.add(Person(name="Ada", level=-1))


def test_a_broken_rule_leaves_nothing_behind(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuleBroken), transaction() as session:
        session.add(Person(name="Ada"))
        session.flush()
        raise RuleBroken("Not today.")

    with app.app_context():
        assert db.session.query(Person).count() == 0


def test_own_transaction_survives_a_roll_back(app: Flask) -> None:
    with app.app_context():
        with own_transaction() as session:
            session.add(Person(name="Ada"))
        db.session.rollback()

        assert db.session.query(Person).count() == 1
