"""Copies a database out and in by what its makers give for it: SQLite’s backup interface, pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

import psycopg
from sqlalchemy import URL

REVISION = "SELECT version_num FROM alembic_version"
OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
IN_USE = "Something still uses this database. Stop Ithaca and its workers, then try again."
NOT_EMPTY = "This database holds something. To replace all of it by the backup, say --replace."

DROP_ALL = """
DO $$ DECLARE name text; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
EXECUTE format('DROP TABLE IF EXISTS public.%I CASCADE', name); END LOOP; END $$
"""


class BackupRefused(Exception):
    """A sentence for the operator; nothing was changed."""


class Copier(Protocol):
    """Copies one database."""

    dialect: ClassVar[str]

    def is_empty(self) -> bool:
        """Whether it is not there yet, or has no tables."""

    def copy_out(self, copy: Path) -> str:
        """Write what the database holds at one moment; the revision of its schema. Raises BackupRefused."""

    def copy_in(self, copy: Path, *, replaces: bool) -> None:
        """Make the database what the copy holds, in one transaction. Raises BackupRefused."""


def copier_for(url: URL) -> Copier:
    """What copies the database of this address."""
    if url.get_backend_name() == "sqlite":
        return SqliteCopier(Path(url.database or ""))
    return PostgresqlCopier(url)


@dataclass(frozen=True, slots=True)
class SqliteCopier:
    """An SQLite file."""

    dialect: ClassVar[str] = "sqlite"
    path: Path

    def is_empty(self) -> bool:
        if not self.path.exists():
            return True
        with closing(sqlite3.connect(self.path)) as database:
            return not _has_tables(database)

    def copy_out(self, copy: Path) -> str:
        if not self.path.exists():
            raise BackupRefused(f"There is no database {self.path}.")
        copy.touch(mode=0o600)
        with closing(sqlite3.connect(self.path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
            # One file, whole by itself: no second one lies beside it that could be forgotten.
            target.execute("PRAGMA journal_mode=DELETE")
            return _revision_of(target.execute(REVISION).fetchone() if _has_tables(target) else None)

    def copy_in(self, copy: Path, *, replaces: bool) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if not self.path.exists():
            self.path.touch(mode=0o600)
        with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(self.path, timeout=1)) as target:
            if source.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise BackupRefused("The copy in this backup is damaged.")
            _hold_alone(target)
            if _has_tables(target) and not replaces:
                raise BackupRefused(NOT_EMPTY)
            target.execute("PRAGMA secure_delete=ON")
            source.backup(target)


@dataclass(frozen=True, slots=True)
class PostgresqlCopier:
    """A PostgreSQL database."""

    dialect: ClassVar[str] = "postgresql"
    url: URL

    def is_empty(self) -> bool:
        with self._connected() as connection:
            return not _tables_in(connection)

    def copy_out(self, copy: Path) -> str:
        with self._connected() as connection:
            tables = _tables_in(connection)
            revision = _revision_of(connection.execute(REVISION).fetchone() if tables else None)
        copy.touch(mode=0o600)
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}")
        return revision

    def copy_in(self, copy: Path, *, replaces: bool) -> None:
        with self._connected() as connection:
            if (connection.execute(OTHERS).fetchone() or (0,))[0]:
                raise BackupRefused(IN_USE)
            if _tables_in(connection) and not replaces:
                raise BackupRefused(NOT_EMPTY)
        script = copy.with_suffix(".sql")
        self._run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(copy))
        whole = "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"
        self._run("psql", *whole, f"--command={DROP_ALL}", f"--file={script}")

    def _connected(self) -> psycopg.Connection:
        try:
            return psycopg.connect(self.url.set(drivername="postgresql").render_as_string(hide_password=False))
        except psycopg.OperationalError as error:
            raise BackupRefused(f"The database does not answer: {error}") from error

    def _run(self, program: str, *words: str) -> None:
        found = shutil.which(program)
        if found is None:
            raise BackupRefused(f"The program {program} is missing: apt-get install postgresql-client")
        around = os.environ | self._environment()
        ran = subprocess.run([found, *words], check=False, env=around, capture_output=True, text=True)  # noqa: S603  ours
        if ran.returncode:
            raise BackupRefused(f"{program} could not do it: {ran.stderr.strip()[:500]}")

    def _environment(self) -> dict[str, str]:
        # Not as words of the command, which everybody on the machine may read.
        said = {
            "PGHOST": self.url.host or self.url.query.get("host"),
            "PGPORT": self.url.port,
            "PGUSER": self.url.username,
            "PGPASSWORD": self.url.password,
            "PGDATABASE": self.url.database,
        }
        return {name: str(value) for name, value in said.items() if value}


def _hold_alone(database: sqlite3.Connection) -> None:
    try:
        database.execute("PRAGMA locking_mode=EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        database.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise BackupRefused(IN_USE) from error


def _has_tables(database: sqlite3.Connection) -> bool:
    return bool(database.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table'").fetchone()[0])


def _tables_in(connection: psycopg.Connection) -> int:
    found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    return int(found[0]) if found else 0


def _revision_of(row: tuple[str] | None) -> str:
    if row is None:
        raise BackupRefused("This database is empty: there is nothing to back up.")
    return row[0]
