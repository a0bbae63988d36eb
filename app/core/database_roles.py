"""On PostgreSQL, what has nothing to do with sealed words runs as a role that has no right on them (requirement C-14).

A mistake in a page of administration, in an import or in a report then ends with "permission denied" and shows nothing.
``ithaca_desk`` serves every request but those of areas that keep sealed words themselves; ``ithaca_rooms`` serves
those, but for succession, whose tables no page of another area may even count; ``ithaca_reports`` is for programs that
read figures out of the database, and has a login of its own. SQLite knows no roles.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from flask import Flask, current_app, has_request_context, request
from sqlalchemy import Connection, Engine, MetaData, Table, event, text
from sqlalchemy.exc import DBAPIError, IntegrityError, InternalError, ProgrammingError

from app.core.classification import DataClass
from app.core.config import Config, ConfigError
from app.core.db import Base, db

DESK = "ithaca_desk"
ROOMS = "ithaca_rooms"
REPORTS = "ithaca_reports"
IN_USE = "ithaca.database_roles"
NARROW = frozenset({DataClass.COACHING, DataClass.SUCCESSION})
NOT_ALLOWED = (
    "The database login may not make roles. Let an administrator of PostgreSQL run, in this database, what "
    "“flask database roles --sql” prints."
)


def init_app(app: Flask, config: Config) -> None:
    """Let each transaction of a request that opens no sealed words begin as the desk's role."""
    app.extensions[IN_USE] = None
    if not config.is_sqlite:
        with app.app_context():
            event.listen(db.engine, "begin", _begin)


def prepare_roles(config: Config) -> None:
    """Make the roles and give them their rights, after each migration anew.

    Raises ConfigError in production where the login may not and they are not there; elsewhere Ithaca goes on without.
    """
    if config.is_sqlite:
        return
    try:
        _make_roles(attempts=5)
    except ProgrammingError as error:
        if config.is_production and not are_in_use():
            raise ConfigError(NOT_ALLOWED) from error
    current_app.extensions[IN_USE] = None


def _make_roles(attempts: int) -> None:
    try:
        with _as_owner().begin() as connection:
            for statement in statements():
                connection.execute(text(statement))
    except (InternalError, IntegrityError):
        # Roles belong to the whole server: another database of it is making them at this moment.
        if attempts == 1:
            raise
        time.sleep(0.1)
        _make_roles(attempts - 1)


def statements(metadata: MetaData = Base.metadata) -> Iterator[str]:
    """The SQL that makes the roles and sets their rights, whatever these were before."""
    tables = metadata.sorted_tables
    for role in (DESK, ROOMS, REPORTS):
        yield (
            f"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "
            f"THEN CREATE ROLE {role} NOLOGIN; END IF; END $$"
        )
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
        yield f"GRANT USAGE ON SCHEMA public TO {role}"
    for role, denied in ((DESK, is_shut_to_desk), (ROOMS, is_succession)):
        yield (
            f"DO $$ BEGIN IF NOT pg_has_role('{role}', 'MEMBER') THEN "
            f"EXECUTE format('GRANT {role} TO %I', current_user); END IF; END $$"
        )
        yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}"
        open_to = _listed(each for each in tables if not denied(each))
        yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON {open_to} TO {role}"
    yield f"GRANT SELECT ON {_listed(each for each in tables if is_for_reports(each))} TO {REPORTS}"


def is_sealed(table: Table) -> bool:
    """Whether a table holds sealed words."""
    return any(column.info.get("class") is DataClass.SEALED for column in table.columns)


def is_succession(table: Table) -> bool:
    """Whether a table belongs to succession: only its own pages may know that it has rows."""
    return any(column.info.get("class") is DataClass.SUCCESSION for column in table.columns)


def is_shut_to_desk(table: Table) -> bool:
    """Whether pages that open no sealed words have no right on a table."""
    return is_sealed(table) or is_succession(table)


def is_for_reports(table: Table) -> bool:
    """Whether figures may be made of a table: nothing in it is sealed, for named people only, or a digest of a key."""
    narrow = any(column.info.get("class") in NARROW or column.name.endswith("_hash") for column in table.columns)
    return not narrow and not is_sealed(table)


def are_in_use() -> bool:
    """Whether transactions can begin as the desk's role, and it has the rights that it should have and no other."""
    known = current_app.extensions[IN_USE]
    if known is None:
        known = current_app.extensions[IN_USE] = _can_become_desk()
    return bool(known)


def _can_become_desk() -> bool:
    return _is_kept_out(DESK, is_shut_to_desk) and _is_kept_out(ROOMS, is_succession)


def _is_kept_out(role: str, denied: Callable[[Table], bool]) -> bool:
    shut = [each.name for each in Base.metadata.sorted_tables if denied(each)]
    may_read = text("SELECT bool_or(has_table_privilege(name, 'SELECT')) FROM unnest(CAST(:names AS text[])) AS name")
    try:
        with _as_owner().connect() as connection:
            connection.execute(text(f"SET LOCAL ROLE {role}"))
            connection.execute(text("SELECT 1 FROM organisation"))
            return not connection.scalar(may_read, {"names": shut})
    except DBAPIError:
        return False


def _as_owner() -> Engine:
    return db.engine.execution_options(as_owner=True)


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("as_owner") or not has_request_context():
        return
    role = _role_of_request()
    if role is not None and are_in_use():
        # Past SQLAlchemy, whose events would count it as a question of the page.
        connection.connection.cursor().execute(f"SET LOCAL ROLE {role}")


def _role_of_request() -> str | None:
    blueprint = current_app.blueprints.get(request.blueprint or "")
    area = _area(blueprint.import_name) if blueprint is not None else ""
    if area in _areas_with(is_succession):
        return None
    return ROOMS if area in _areas_with(is_sealed) else DESK


@cache
def _areas_with(kind: Callable[[Table], bool]) -> frozenset[str]:
    kept = ((each.class_, each.local_table) for each in Base.registry.mappers)
    return frozenset(_area(model.__module__) for model, table in kept if isinstance(table, Table) and kind(table))


def _area(module: str) -> str:
    return ".".join(module.split(".")[:2])


def _listed(tables: Iterable[Table]) -> str:
    return ", ".join(f'"{table.name}"' for table in tables)
