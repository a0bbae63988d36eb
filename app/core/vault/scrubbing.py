"""What was destroyed in the keystore leaves its files too: pages that are free, and the log of what was written."""

from __future__ import annotations

import sqlite3

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app.core.vault.store import KeystoreBase, keystore

log = structlog.get_logger(__name__)
SHORT_WAIT = 1_000
"""Milliseconds."""


def scrub() -> bool:
    """Overwrite what the keystore no longer holds; whether it was done. A keystore that is busy is scrubbed next time.

    Deleted rows are zeroed by SQLite itself; its log and, on PostgreSQL, dead rows still hold them until now.
    """
    engine = keystore().engine
    try:
        if engine.dialect.name == "sqlite":
            _scrub_file(engine)
        else:
            _scrub_tables(engine)
    except (DBAPIError, sqlite3.Error) as error:
        log.warning("the keystore was not scrubbed", why=type(error).__name__)
        return False
    return True


def _scrub_file(engine: Engine) -> None:
    with engine.connect() as connection:
        file = connection.connection.driver_connection  # as it is: what SQLAlchemy begins is a transaction
        if file is None:
            return
        (patience,) = file.execute("PRAGMA busy_timeout").fetchone()
        file.execute(f"PRAGMA busy_timeout={SHORT_WAIT}")  # whoever asks may hold the other database meanwhile
        try:
            file.execute("VACUUM")
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            file.execute(f"PRAGMA busy_timeout={patience}")


def _scrub_tables(engine: Engine) -> None:
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        for table in KeystoreBase.metadata.sorted_tables:
            connection.exec_driver_sql(f"VACUUM {table.name}")
