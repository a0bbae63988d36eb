"""Pages of administration and reports have no right on sealed words, whatever their code asks for (C-14)."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from app.conversations.models import Record
from app.core import database_roles
from app.core.config import config_of
from app.core.database_roles import DESK, REPORTS, ROOMS, are_in_use, prepare_roles, statements
from app.core.db import Base, db
from app.people.models import Person

SEALED = [table.name for table in Base.metadata.sorted_tables if database_roles.is_sealed(table)]


pytestmark = pytest.mark.parametrize("application", ["postgresql"], indirect=True)  # SQLite knows no roles


def asked_on(app: Flask, path: str) -> str:
    """Who asks the database in a request for a page."""
    with app.test_request_context(path):
        try:
            return str(db.session.scalar(text("SELECT current_user")))
        finally:
            db.session.remove()


def test_only_areas_that_keep_sealed_words_may_read_them(app: Flask) -> None:
    room = "/rooms/0123456789abcdef"

    users = [asked_on(app, path) for path in ("/", "/people", "/people/import", "/cohorts", "/no-such-page", room)]

    assert users == [DESK] * 5 + [ROOMS]


def test_only_succession_may_read_what_is_on_a_slate(app: Flask, session: Session) -> None:
    own = asked_on(app, "/in-confidence")
    tables = [each.name for each in Base.metadata.sorted_tables if database_roles.is_succession(each)]
    rights = text("SELECT has_table_privilege(:role, :name, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES')")

    held = {session.scalar(rights, {"role": role, "name": name}) for role in (DESK, ROOMS, REPORTS) for name in tables}

    assert (own, held, len(tables)) == ("ithaca", {False}, 8)


def test_a_page_of_administration_is_refused_by_the_database(app: Flask) -> None:
    with app.test_request_context("/people"):
        db.session.scalars(select(Person)).all()
        with pytest.raises(ProgrammingError, match="permission denied for table record"):
            db.session.scalars(select(Record.sealed)).all()
        db.session.remove()


@pytest.mark.parametrize("role", [DESK, REPORTS])
def test_neither_role_has_any_right_on_a_table_with_sealed_words(session: Session, role: str) -> None:
    rights = text("SELECT has_table_privilege(:role, :name, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES')")

    assert {name: session.scalar(rights, {"role": role, "name": name}) for name in SEALED} == dict.fromkeys(
        SEALED, False
    )
    assert len(SEALED) >= 3


def test_reports_read_no_credentials_and_write_nothing(session: Session) -> None:
    rights = text("SELECT has_table_privilege(:role, :name, :right)")
    asked = [("account", "SELECT"), ("pairing", "INSERT, UPDATE, DELETE"), ("pairing", "SELECT")]

    held = [session.scalar(rights, {"role": REPORTS, "name": name, "right": right}) for name, right in asked]

    assert held == [False, False, True]


def test_a_right_given_by_hand_is_taken_back_at_the_next_start(app: Flask, session: Session) -> None:
    session.execute(text(f"GRANT SELECT ON record TO {DESK}"))
    session.commit()
    app.extensions[database_roles.IN_USE] = None
    was_noticed = not are_in_use()

    prepare_roles(config_of(app))

    assert (was_noticed, are_in_use()) == (True, True)


def test_the_statements_can_be_run_by_somebody_else(app: Flask) -> None:
    shown = app.test_cli_runner().invoke(args=["database", "roles", "--sql"])

    assert shown.output == "".join(f"{each};\n" for each in statements())
    assert not any('"record"' in line for line in shown.output.splitlines() if line.endswith(f" TO {DESK};"))
