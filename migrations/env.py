"""Runs the revisions on the application's own database."""

from __future__ import annotations

from typing import Any

from alembic import context
from flask import current_app

from app.core.db import UtcDateTime


def is_ours(_object: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Leave the queue's own tables alone: its library makes and changes them."""
    return not (kind == "table" and (name or "").startswith("huey_"))


def spelled(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column type by its name, which every revision imports."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


database = current_app.extensions["migrate"].db
arguments = current_app.extensions["migrate"].configure_args

with database.engine.execution_options(writes=True).connect() as connection:
    # SQLite keeps a foreign key's promise at once, which a table that is copied and renamed cannot.
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        include_object=is_ours,
        render_item=spelled,
        transactional_ddl=True,
        **arguments,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.in_transaction():
        connection.commit()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
