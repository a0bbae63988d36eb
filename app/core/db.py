"""The database: base class of all models, column types, how SQLite is opened, and where its history lies."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import psycopg
from flask import Flask, has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, Enum, MetaData, String, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry

from app.core.classification import PUBLIC
from app.core.config import ROOT, Config

PUBLIC_ID_LENGTH = 16
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware in Python, UTC in the database. A naive value is a mistake and is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("An instant needs a time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[StrEnum]) -> list[str]:
    return [member.value for member in members]


class Base(DeclarativeBase):
    """Base of all models; ``StrEnum`` columns store the member's value, ``datetime`` columns are UTC instants."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads the class attribute
        datetime: UtcDateTime,
        StrEnum: Enum(StrEnum, native_enum=False, length=40, values_callable=_values, validate_strings=True),
        dict[str, Any]: JSON,
        list[Any]: JSON,
        list[str]: JSON,
    }


def public_id() -> str:
    """A name for a row in URLs: 80 random bits, so that nobody can guess or count rows."""
    # An import draws tens of thousands; 32 letters are five bits of each byte.
    return "".join([_ALPHABET[byte % len(_ALPHABET)] for byte in secrets.token_bytes(PUBLIC_ID_LENGTH)])


class HasPublicId:
    """Mixin for rows that appear in URLs."""

    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), unique=True, default=public_id, info=PUBLIC)


# Models inherit from Base, typed and free of ``Model.query``; the extension only needs to know their metadata.
db = SQLAlchemy(metadata=Base.metadata)


def session() -> Session:
    """The database session of this request, job or command."""
    return db.session()


@contextmanager
def fresh() -> Iterator[Session]:
    """Look something up as it is now, whatever the transaction at work has seen; nothing is written."""
    with Session(db.engine.execution_options(writes=False)) as looking:
        yield looking


def init_app(app: Flask, config: Config) -> None:
    """Open the database named by the configuration, and know its history in ``migrations/``."""
    app.config["SQLALCHEMY_DATABASE_URI"] = config.sqlalchemy_url
    # A message about a failed statement must not quote what somebody typed.
    options: dict[str, object] = {"hide_parameters": True}
    if not config.is_sqlite:
        options |= {"pool_size": 10, "max_overflow": 5, "pool_pre_ping": True}
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)


@event.listens_for(Engine, "connect")
def _open_postgresql(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, psycopg.Connection):
        return
    before, connection.autocommit = connection.autocommit, True
    # A page asks short questions of tables that lie in memory: compiling one takes longer than answering it.
    connection.execute("SET jit = off")
    connection.execute("SET random_page_cost = 1.1")
    connection.autocommit = before


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "cache_size=-20000",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads and then writes fails at once when another one writes in between; taking the
    # write lock at BEGIN lets it wait instead. Requests that only read do not need it.
    if connection.dialect.name == "sqlite":
        asks_to_write = connection.get_execution_options().get("writes")
        reading = has_request_context() and request.method in READING_METHODS
        reads = reading if asks_to_write is None else not asks_to_write
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
