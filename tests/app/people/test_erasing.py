"""One person is erased: everything that is theirs goes, also from a backup that comes back, and others lose nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.core.erasures import note_erasures, replay_erasures
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail, send
from app.core.transactions import transaction
from app.people.models import Person, PersonState, Role
from app.people.services import add_person, erase_person, restore, set_manager
from tests.factories.accounts import give_password
from tests.factories.people import person


@pytest.fixture
def priya(session: Session) -> Person:
    """Somebody with everything that is kept about a person."""
    made = person("Priya Raman", email="priya@northmere.example", external_id="N-77", about="I sail.")
    give_password(made)
    report, boss = person("Jonas Weber"), person("Ruth Baptiste", role=Role.ADMINISTRATOR)
    with transaction():
        set_manager(session.merge(report), session.merge(made), actor=None)
        set_manager(session.merge(made), session.merge(boss), actor=None)
        send("password_changed", to="priya@northmere.example", person_id=made.id)
    return made


def stored(session: Session, words: str) -> list[str]:
    """In which columns of the database the words stand."""
    session.rollback()
    columns = [(table, column) for table in Person.metadata.sorted_tables for column in table.columns]
    asked = (
        (f"{table.name}.{column.name}", f'SELECT 1 FROM "{table.name}" WHERE CAST("{column.name}" AS TEXT) LIKE :words')
        for table, column in columns
    )
    return [name for name, query in asked if session.execute(text(query), {"words": f"%{words}%"}).first()]


def erase(session: Session, who: Person) -> None:
    with transaction():
        erase_person(session.merge(who), actor=None)


def test_nothing_of_somebody_who_is_erased_stands_in_the_database(session: Session, priya: Person) -> None:
    before = {words: stored(session, words) for words in ("Raman", "priya@", "N-77", "I sail")}

    erase(session, priya)

    assert all(before.values())
    assert {words: stored(session, words) for words in before} == {words: [] for words in before}
    row = session.get_one(Person, priya.id)
    assert (row.name, row.first_name, row.state, row.manager_id) == ("Former member",) * 2 + (PersonState.LEFT, None)
    assert session.scalar(select(Person.manager_id).where(Person.name == "Jonas Weber")) is None
    assert session.scalars(select(OutboxMail)).all() == []


def test_an_erased_person_is_not_brought_back_and_comes_anew_as_somebody_else(session: Session, priya: Person) -> None:
    erase(session, priya)

    with pytest.raises(RuleBroken, match="erased"), transaction():
        restore(session.get_one(Person, priya.id), actor=None)
    with pytest.raises(RuleBroken, match="already"):
        erase(session, priya)
    with transaction():
        again = add_person(actor=None, name="Priya Raman", email="priya@northmere.example", external_id="N-77")

    assert again.id != priya.id


def test_the_last_administrator_is_not_erased_and_nothing_is_written_down(session: Session, priya: Person) -> None:
    with pytest.raises(RuleBroken, match="last administrator"), transaction():
        erase_person(session.scalars(select(Person).where(Person.name == "Ruth Baptiste")).one(), actor=None)

    assert replay_erasures() == {}


def test_killed_after_it_was_written_down_it_is_done_by_a_replay(session: Session, priya: Person) -> None:
    note_erasures("person", [priya.public_id])  # and the power goes

    with transaction():
        first = replay_erasures()
    with transaction():
        second = replay_erasures()

    assert (first["person"], second["person"]) == (1, 0)
    assert stored(session, "Raman") == []
    assert session.scalars(select(Person.name).order_by(Person.id)).all().count("Former member") == 1


def test_the_operator_types_the_name_first(app: Flask, session: Session, priya: Person) -> None:
    def run(typed: str, public_id: str = priya.public_id) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["people", "erase", public_id], input=f"{typed}\n")
        return done.exit_code, done.output

    wrong, unknown, right = run("Priya"), run("", "nobody0000000000"), run("Priya Raman")

    assert (wrong[0], "Nothing was changed" in wrong[1]) == (1, True)
    assert (unknown[0], "Nobody has this id" in unknown[1]) == (1, True)
    assert (right[0], "until their time to read it ends" in right[1], "Erased." in right[1]) == (0, True, True)
    assert stored(session, "Raman") == []
