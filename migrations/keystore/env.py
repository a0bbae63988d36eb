"""Runs the keystore's own revisions, on the connection that `app.core.vault.upkeep` hands over."""

from __future__ import annotations

from typing import Any

from alembic import context

from app.core.db import UtcDateTime


def spelled(kind: str, item: Any, _context: Any) -> str | bool:
    """Write our own column type by its name, which every revision imports."""
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=context.config.attributes["metadata"],
    render_item=spelled,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
