"""The databases that tests run on: made once by the migrations, emptied after each test.

Tests commit for real, so that refusals, jobs and other short transactions of their own behave as in use; an outer
transaction that is rolled back would hide them from each other and block SQLite's one writer.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from app.core.config import Config, Environment, config_of
from app.core.db import db
from app.core.vault.store import KeystoreBase, writing
from app.core.vault.upkeep import prepare_keystore
from tests.servers import postgres_url

KINDS = ("sqlite", "postgresql")


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
        upgrade()
        prepare_keystore(config_of(app))


def empty(app: Flask) -> None:
    """Take every row away, and every key but the root; the schema stays."""
    with app.app_context():
        db.session.remove()
        with writing() as keys:
            for table in reversed(KeystoreBase.metadata.sorted_tables):
                if table.name != "canary":
                    keys.execute(table.delete())
        tables = [table for table in reversed(db.metadata.sorted_tables) if table.name != "alembic_version"]
        with db.engine.begin() as connection:
            if db.engine.dialect.name == "postgresql":
                names = ", ".join(f'"{table.name}"' for table in tables)
                connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
                return
            connection.execute(text("PRAGMA defer_foreign_keys=ON"))
            for table in tables:
                connection.execute(table.delete())
