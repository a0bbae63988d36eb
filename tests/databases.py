"""The databases that tests run on: made once by the migrations, emptied after each test.

Tests commit for real, so that refusals, jobs and other short transactions of their own behave as in use; an outer
transaction that is rolled back would hide them from each other and block SQLite's one writer.
"""

from __future__ import annotations

import functools
import sqlite3
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import CompoundSelect, Connection, Table, event, exists, literal, select, text, union_all

from app.core.access_log.stamps import EXTENSION
from app.core.config import Config, Environment, config_of
from app.core.database_roles import prepare_roles
from app.core.db import db
from app.core.vault.store import KeystoreBase, keystore
from app.core.vault.upkeep import prepare_keystore
from tests.servers import postgres_url

KINDS = ("sqlite", "postgresql")
KEYS = tuple(each for each in KeystoreBase.metadata.sorted_tables if each.name != "canary")


def config_for(kind: str, folder: Path) -> Config:
    """Settings of a test application on an SQLite file or on the test run's PostgreSQL."""
    url = f"sqlite:///{folder / 'test.sqlite3'}" if kind == "sqlite" else postgres_url()
    return Config(
        env=Environment.TEST,
        secret_key="a-secret-that-only-tests-know-of-0123456789",
        database_url=url,
        instance=folder,
        keystore_url="" if kind == "sqlite" else postgres_url("keystore"),
        base_url="http://localhost",
    )


def build(app: Flask) -> None:
    """Bring the empty database to the newest revision, as an installation would."""
    with app.app_context():
        for engine in (db.engine, keystore().engine):
            if engine.dialect.name == "sqlite":
                event.listen(engine, "connect", do_not_wait_for_the_disk)
        upgrade()
        prepare_roles(config_of(app))
        prepare_keystore(config_of(app))


def do_not_wait_for_the_disk(connection: sqlite3.Connection, _entry: object) -> None:
    """What is stored here may be lost with the machine, as on the PostgreSQL of the tests."""
    connection.execute("PRAGMA synchronous=OFF")


def empty(app: Flask) -> None:
    """Take every row away, and every key but the root; the schema stays."""
    with app.app_context():
        db.session.remove()
        app.extensions.pop(EXTENSION, None)  # the open key of the access log, which goes with the others
        config_of(app).erasure_ledger_path.unlink(missing_ok=True)
        for engine, tables in ((keystore().engine, KEYS), (db.engine, tuple(db.metadata.sorted_tables))):
            with engine.execution_options(writes=True).begin() as connection:
                empty_tables(connection, tables)


def empty_tables(connection: Connection, tables: tuple[Table, ...]) -> None:
    """Take every row of these tables away, and let the numbers of rows begin anew.

    Most tests fill a handful of tables, so that it pays to ask which. TRUNCATE makes each table and its indexes anew,
    rows or not, which would take longer than most tests.
    """
    is_postgresql = connection.dialect.name == "postgresql"
    filled = set(connection.scalars(names_of_filled(tables)))
    any_order = "SET LOCAL session_replication_role = replica" if is_postgresql else "PRAGMA defer_foreign_keys=ON"
    connection.execute(text(any_order))
    for table in tables:
        if table.name in filled:
            connection.execute(table.delete())
    if is_postgresql:
        connection.execute(text("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence"))


@functools.cache
def names_of_filled(tables: tuple[Table, ...]) -> CompoundSelect[str]:
    """A query for the names of those tables that have a row."""
    return union_all(*(select(literal(each.name)).where(exists().select_from(each)) for each in tables))
