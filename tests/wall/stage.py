"""A whole installation in a folder, with the people of the access matrix and a room that two of them write in."""

from __future__ import annotations

import functools
import io
import logging
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import Context
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from flask import Flask, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import delete, event, text
from werkzeug.test import TestResponse

from app import create_app
from app.core.config import Config
from app.core.db import db
from app.core.due import run_due
from app.core.job_runs import run_queued
from app.core.outbox import deliver
from app.core.vault.store import Canary, keystore
from programs.access_matrix import RESOURCES, Viewer
from tests.databases import build, config_for, do_not_wait_for_the_disk, empty
from tests.factories.accounts import signed_in_cookie
from tests.factories.succession import Plans, add_two_plans
from tests.house.access import PLACES
from tests.house.matrix import NO_SUCH_KEY, Address, addresses, expected
from tests.servers import postgres_url
from tests.world import Who, Whose, World, build_world

PAIR = (Who.MENTEE, Who.MENTOR)
OTHERS = tuple(who for who in Who if who not in PAIR)
FEW = (Who.ADMINISTRATOR, Who.MANAGER)
"""Whose pages the short form looks at."""
FILES = ("test.sqlite3", "keystore.sqlite3", "root.key")


class Browser(FlaskClient):
    """Asks from outside, whatever the one who asks has open."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()
        return Context().run(super().open, *args, **{"buffered": True, **kwargs})


@dataclass
class Finding:
    """What one part of the proof found: figures to print, and what broke the promise."""

    part: str
    figures: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def say(self) -> str:
        """It as lines."""
        head = f"{'BROKEN' if self.broken else 'holds '}  {self.part}"
        return "\n".join(
            [head, *(f"        {each}" for each in self.figures), *(f"    !!  {each}" for each in self.broken)]
        )


@dataclass
class Stage:
    """The application, whoever is signed in, and the folder that all of its files lie in."""

    app: Flask
    folder: Path
    world: World = field(default_factory=World)
    cookies: dict[Who, tuple[str, str]] = field(default_factory=dict)
    is_short: bool = False

    def client(self, who: Who) -> FlaskClient:
        """A browser of somebody."""
        client = self.app.test_client()
        if who in self.cookies:
            client.set_cookie(*self.cookies[who])
        return client

    def ask(self, client: FlaskClient, address: Address) -> TestResponse:
        """What a browser is answered at an address."""
        return client.open(self.path(address), method=address.method)

    def path(self, address: Address) -> str:
        """The path of an address of the world's own or foreign objects."""
        rules = self.app.url_map.iter_rules(address.endpoint)
        rule = next(rule for rule in rules if address.method in (rule.methods or set()))
        known = self.world.parameters.get(Whose(address.whose), {}) if address.whose != "-" else {}
        with self.app.test_request_context():
            built = rule.build({name: known.get(name, NO_SUCH_KEY) for name in rule.arguments})
        return built[1] if built else "/"

    def work(self) -> None:
        """Let everything that waits happen: jobs, what is due, letters."""
        with self.app.app_context():
            run_queued()
            run_due()
            run_queued()
            while deliver():
                pass
            db.session.remove()

    def pages_for(self, who: Who) -> list[Address]:
        """What somebody looks at: everything, or in the short form what is theirs to see."""
        rows = [] if not self.is_short else expected().items()
        open_ = {address for address, answers in rows if answers[list(Who).index(who)] == 200}
        return [each for each in self.pages() if not self.is_short or (each in open_ and each.whose != Whose.FOREIGN)]

    def pages(self) -> list[Address]:
        """Every address that shows something."""
        return [each for each in addresses(self.app) if each.method == "GET"]


def sealed_endpoints() -> frozenset[str]:
    """Addresses of the rows of the access matrix whose words are kept sealed: a new area is found by its rows."""
    return frozenset(name for name, place in PLACES.items() if RESOURCES[place.resource].held == "sealed")


def text_of(answer: TestResponse) -> str:
    """What an answer holds, unpacked where it is an archive."""
    content: bytes = answer.data
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join([content, *(archive.read(name) for name in archive.namelist())])
    return content.decode(errors="replace")


def pair_endpoints() -> frozenset[str]:
    """Those of them that are for the two of a pair and for nobody else."""
    only = {slug for slug, row in RESOURCES.items() if row.cells.keys() <= {Viewer.MENTEE, Viewer.MENTOR}}
    return frozenset(name for name in sealed_endpoints() if PLACES[name].resource in only)


@contextmanager
def installation(kind: str = "sqlite") -> Iterator[Stage]:
    """The application on one kind of database, empty, in a folder that is taken away afterwards."""
    with tempfile.TemporaryDirectory(prefix="ithaca-wall-") as name:
        folder = Path(name)
        if kind == "sqlite":
            for each in FILES:
                shutil.copy(migrated() / each, folder / each)
        app = create_app(_settings(kind, folder))
        app.test_client_class = Browser
        with app.app_context():
            if kind == "sqlite":
                for engine in (db.engine, keystore().engine):
                    event.listen(engine, "connect", do_not_wait_for_the_disk)
        if kind != "sqlite":
            build(app)
        try:
            yield Stage(app, folder)
        finally:
            if kind != "sqlite":
                empty(app)
                _forget_root(app)
            _close(app)


def _settings(kind: str, folder: Path) -> Config:
    """Databases of its own on a server too: those of the other tests stand under another root key."""
    config = config_for(kind, folder)
    if kind == "sqlite":
        return config
    return replace(config, database_url=postgres_url("wall"), keystore_url=postgres_url("wall_keystore"))


def _forget_root(app: Flask) -> None:
    """The root key goes with the folder; the next installation on these databases has one of its own."""
    with app.app_context(), keystore().engine.execution_options(writes=True).begin() as connection:
        connection.execute(delete(Canary))


@contextmanager
def inhabited(kind: str = "sqlite", *, is_short: bool = False, plans: Plans = add_two_plans) -> Iterator[Stage]:
    """An installation with the people of the access matrix, all of them signed in."""
    with installation(kind) as stage:
        stage.is_short = is_short
        with stage.app.app_context():
            stage.world = build_world(db.session(), plans=plans)
            people = stage.world.people.items()
            stage.cookies = {who: signed_in_cookie(stage.app, person) for who, person in people}
            db.session.commit()
            db.session.remove()
        yield stage


@contextmanager
def logged(file: Path) -> Iterator[None]:
    """Write down everything that any logger says meanwhile."""
    handler = logging.FileHandler(file, encoding="utf-8")
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(handler)
        handler.close()


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Let what is too large for memory go where it can be looked at."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


@functools.cache
def migrated() -> Path:
    """A folder with the newest form of the database, for all stages of this process to copy."""
    holder = tempfile.TemporaryDirectory(prefix="ithaca-wall-")
    _KEPT.append(holder)
    folder = Path(holder.name)
    app = create_app(config_for("sqlite", folder))
    build(app)
    with app.app_context():
        for engine in (db.engine, keystore().engine):
            with engine.connect() as connection:
                connection.execute(text("COMMIT"))
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    _close(app)
    return folder


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        keystore().engine.dispose()


def differing(one: Sequence[str], other: Sequence[str], most: int = 5) -> list[str]:
    """The first that are in one of the two only."""
    return sorted(set(one) ^ set(other))[:most]
