"""The database's history: it ends where the models are, and every step can be taken both ways with data in it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, inspect, select

from app import create_app
from app.core.config import ROOT
from app.core.db import db
from app.core.vault.store import keystore
from app.core.vault.upkeep import prepare_keystore
from tests.databases import KINDS, config_for
from tests.servers import postgres_url
from tests.world import build_world

SCRIPTS = ScriptDirectory(str(ROOT / "migrations"))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()]


@pytest.fixture(params=KINDS)
def own_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application with an empty database of its own."""
    config = replace(config_for(request.param, tmp_path), keystore_url="")
    if request.param == "postgresql":
        config = replace(config, database_url=postgres_url(f"steps_{secrets.token_hex(4)}"))
    app = create_app(config)
    with app.app_context():
        prepare_keystore(config)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        keystore().engine.dispose()


def test_head_is_written_down() -> None:
    assert (ROOT / "migrations" / "head").read_text().split() == [SCRIPTS.get_current_head()]


def test_models_are_what_the_migrations_made(application: Flask) -> None:
    with application.app_context(), db.engine.connect() as connection:
        options = {"compare_type": True, "include_object": is_ours}
        context = MigrationContext.configure(connection, opts=options)

        assert compare_metadata(context, db.metadata) == []


def test_every_step_goes_down_and_up_with_data(own_app: Flask) -> None:
    with own_app.app_context():
        upgrade()
        build_world(db.session())
        before = shape()

        for _ in REVISIONS:
            there = counts()
            downgrade()
            left = counts()
            assert left == {name: number for name, number in there.items() if name in left}
        upgrade()

        assert shape() == before


def is_ours(_object: object, name: str | None, kind: str, *_rest: object) -> bool:
    """The queue's library makes its own tables."""
    return not (kind == "table" and (name or "").startswith("huey_"))


def counts() -> dict[str, int]:
    """How many rows each of our tables holds."""
    db.session.remove()
    there = set(inspect(db.engine).get_table_names())
    with db.engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
            if table.name in there
        }


def spelled(part: object) -> str:
    return json.dumps(part, default=str, sort_keys=True)


def shape() -> dict[str, object]:
    """Columns, keys, indexes and checks of every table, in an order of their own."""
    db.session.remove()
    seen = inspect(db.engine)
    return {
        name: (
            sorted(spelled(column) for column in seen.get_columns(name)),
            sorted(spelled(index) for index in seen.get_indexes(name)),
            sorted(spelled(check) for check in seen.get_check_constraints(name)),
            sorted(spelled(key) for key in seen.get_foreign_keys(name)),
            sorted(spelled(key) for key in seen.get_unique_constraints(name)),
        )
        for name in sorted(seen.get_table_names())
        if name != "alembic_version"
    }
