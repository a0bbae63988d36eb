"""The access matrix: every address × ten kinds of people × their own or somebody else's object (C-30).

The expected answers stand in ``matrix.txt``. The addresses come from the route map, so a new one without its row fails.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from app import create_app
from app.core.db import db
from app.core.vault.store import keystore
from tests.databases import build, config_for
from tests.factories.accounts import signed_in_cookie
from tests.world import Who, Whose, World, build_world

Fingerprint = tuple[int, int, list[str]]
TABLE = Path(__file__).with_name("matrix.txt")
METHODS = ("GET", "POST")
NOBODYS = "0" * 16
NO_SUCH_KEY = "A" * 43
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b(?!\s+sign_in_session)", re.IGNORECASE)
# The writes that a GET may make, each in a transaction of its own: when a sign-in was last seen, a refusal, that
# somebody read a report of another’s, and that somebody looked at a succession plan, which its owners read.
MAY_WRITE = re.compile(r"\b(sign_in_session|refusal|known_device|access_line|plan_event)\b")
# Refusals of other kinds are guesses, and too many of them are answered otherwise.
DENIED = {303, 403, 404}


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """One row: a method, an endpoint, and whose object its address names (“-” where it names none)."""

    endpoint: str
    method: str
    whose: str

    def __str__(self) -> str:
        return f"{self.method:4} {self.endpoint:44} {self.whose:7}"


def expected() -> dict[Address, list[int]]:
    """The table as it is written down."""
    rows = {}
    for line in TABLE.read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            method, endpoint, whose, *answers = line.split()
            rows[Address(endpoint, method, whose)] = [int(each) for each in answers]
    return rows


def addresses(app: Flask) -> list[Address]:
    """Every row that the route map asks for."""
    found = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or rule.endpoint.startswith("styleguide."):
            continue  # files, and what only developers have
        for method in set(METHODS) & (rule.methods or set()):
            whose = [*Whose] if rule.arguments else ["-"]
            found |= {Address(rule.endpoint, method, str(each)) for each in whose}
    return sorted(found)


def fingerprint(answer: TestResponse) -> Fingerprint:
    """All that could tell two refusals apart: status, length and the names of the headers."""
    return answer.status_code, len(answer.data), sorted(answer.headers.keys())


@dataclass
class Site:
    """The application with the world in it, put back after every request that wrote."""

    app: Flask
    world: World
    cookies: dict[Who, tuple[str, str]]
    copies: dict[Path, Path]
    is_written: bool = False
    is_refused: bool = False
    method: str = ""
    written_by_get: list[str] = field(default_factory=list)
    forbidden: dict[tuple[Who, Address], Fingerprint] = field(default_factory=dict)

    def note(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        """Remember that something was written, but for when a sign-in was last seen."""
        # What a form flashes lies with the sign-in, and would stand on the next page.
        self.is_written |= self.method == "POST" and statement.startswith("UPDATE sign_in_session")
        if WRITES.match(statement):
            is_refusal = "INTO refusal" in statement
            self.is_refused, self.is_written = self.is_refused or is_refusal, self.is_written or not is_refusal
            if self.method == "GET" and not MAY_WRITE.search(statement):
                self.written_by_get.append(statement)

    def ask(self, who: Who, address: Address, values: dict[str, str] | None = None) -> Any:
        """What ``who`` is answered at this address."""
        rule = self.rule(address)
        path = self.path(rule, values if values is not None else self.values(rule, address.whose))
        client: FlaskClient = self.app.test_client()
        if who in self.cookies:
            client.set_cookie(*self.cookies[who])
        self.method = address.method
        answer = client.open(path, method=address.method, buffered=True)  # what is streamed would keep its context
        if self.is_written or (self.is_refused and answer.status_code not in DENIED):
            self.put_back()
        return answer

    def answers(self, address: Address) -> list[int]:
        """The statuses of one row, in the order of the ten; how those who find nothing were told so is kept."""
        answers = {who: self.ask(who, address) for who in Who}
        self.forbidden |= {
            (who, address): fingerprint(each) for who, each in answers.items() if each.status_code == 404
        }
        return [each.status_code for each in answers.values()]

    def told_forbidden(self, who: Who, address: Address) -> Fingerprint:
        """How somebody is told that this is not for them."""
        return self.forbidden.get((who, address)) or fingerprint(self.ask(who, address))

    def rule(self, address: Address) -> Rule:
        rules = self.app.url_map.iter_rules(address.endpoint)
        return next(rule for rule in rules if address.method in (rule.methods or set()))

    def values(self, rule: Rule, whose: str) -> dict[str, str]:
        known = self.world.parameters.get(Whose(whose), {}) if whose != "-" else {}
        return {name: known.get(name, NO_SUCH_KEY) for name in rule.arguments}

    def path(self, rule: Rule, values: dict[str, str]) -> str:
        with self.app.test_request_context():
            built = rule.build(values)
        assert built is not None, (rule, values)
        return built[1]

    def put_back(self) -> None:
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()
            keystore().engine.dispose()
        for database, kept in self.copies.items():
            for rest in ("-wal", "-shm"):
                Path(f"{database}{rest}").unlink(missing_ok=True)
            shutil.copyfile(kept, database)
        self.is_written = self.is_refused = False


@contextmanager
def open_site(folder: Path) -> Iterator[Site]:
    """A site of its own on SQLite: who may what does not depend on the database."""
    app = create_app(config_for("sqlite", folder))
    build(app)
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        world = build_world(db.session())
        cookies = {who: signed_in_cookie(app, person) for who, person in world.people.items()}
        db.session.commit()
        db.session.remove()
        for engine in (db.engine, keystore().engine):
            with engine.connect() as connection:
                connection.execute(text("COMMIT"))
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            engine.dispose()
    databases = folder / "test.sqlite3", folder / "keystore.sqlite3"
    copies = {each: each.with_suffix(".kept") for each in databases}
    for database, kept in copies.items():
        shutil.copyfile(database, kept)
    site = Site(app, world, cookies, copies)
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", site.note)
    yield site
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        keystore().engine.dispose()
