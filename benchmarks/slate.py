"""A slate of 200 candidates side by side, as an executive and its owners read it, on SQLite and on PostgreSQL.

``./dev bench slate [--requests N]``; ends with 1 where the slate takes more than 150 ms, or more than 12
questions of the database and five of the keystore: who may open it, the key, how often it was opened, and its chain.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from app import create_app
from app.accounts.services import Browser, start_session
from app.accounts.session_interface import CookieNames
from app.core.config import Config, Environment, MailTransport, config_of
from app.core.db import db
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.core.vault.upkeep import prepare_keystore
from app.people.models import Person, Role
from benchmarks.large.asking import BASE, Row, measured
from tests.factories.people import person
from tests.factories.succession import agreed, plan, running
from tests.servers import postgres_url

CANDIDATES = 200
MOST_QUERIES, MOST_MILLISECONDS = 12 + 5, 150
SLATE = "the slate, side by side"


def rows_of(folder: Path, database_url: str, times: int) -> Iterator[Row]:
    """Each page of a full slate, measured."""
    app = _application(folder, database_url)
    with app.app_context():
        db.create_all()
        prepare_keystore(config_of(app))
        with transaction() as session:
            session.add(Organisation(name="Northmere", time_zone="Europe/Stockholm"))
        lead, chief = person("Lead", role=Role.HR_LEAD), person("Chief", role=Role.EXECUTIVE)
        of, chooser = plan(lead, chief), person("Executive", role=Role.EXECUTIVE)
        people = [person(f"Candidate {number}") for number in range(CANDIDATES)]
        slate = [agreed(of, each, chooser) for each in people]
        first = slate[0].public_id
        here = f"/in-confidence/rounds/{running(of, chooser).public_id}"
        owns = f"/in-confidence/plans/{of.public_id}"
        cookies = {each.id: _cookie(app, each) for each in (chooser, lead)}
        executive, owner = cookies[chooser.id], cookies[lead.id]
    try:
        yield measured(app, here, executive, name=SLATE, who="executive", times=times)
        yield measured(app, f"{here}/choices/{first}", executive, name="one of them", who="executive", times=times)
        yield measured(app, owns, owner, name="the plan", who="owner", times=times)
        yield measured(app, f"{owns}/board", owner, name="the readiness board", who="owner", times=times)
        yield measured(app, f"{here}/meeting", owner, name="the talent meeting", who="owner", times=times)
    finally:
        with app.app_context():
            db.session.remove()
            if database_url:
                db.drop_all()
            db.engine.dispose()


def _application(folder: Path, database_url: str) -> Flask:
    return create_app(
        Config(
            env=Environment.TEST,
            secret_key="a-secret-that-only-benchmarks-know",
            database_url=database_url,
            queue_url="memory://",
            instance=folder,
            base_url=BASE,
            mail=MailTransport.FILES,
            log_level="CRITICAL",
        )
    )


def _cookie(app: Flask, who: Person) -> str:
    with transaction() as session:
        token = start_session(session.merge(who), Browser(user_agent="Benchmark")).session_token
    return f"{CookieNames.of(config_of(app)).session}={token}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Read a slate of 200 candidates.")
    parser.add_argument("--requests", type=int, default=30)
    times = parser.parse_args().requests
    is_slow = False
    for kind in ("sqlite", "postgresql"):
        print(f"\n{kind}\n{'page':34} {'queries':>8} {'kB':>6} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8}")
        with tempfile.TemporaryDirectory() as folder:
            url = postgres_url("slate") if kind == "postgresql" else ""
            for row in rows_of(Path(folder), url, times):
                print(
                    f"{row.name:34} {row.queries:8} {row.kilobytes:6.0f} {row.p50:8.0f} {row.p95:8.0f} {row.cpu:8.0f}"
                )
                is_slow |= row.name == SLATE and (row.p50 > MOST_MILLISECONDS or row.queries > MOST_QUERIES)
    return 1 if is_slow else 0


if __name__ == "__main__":
    sys.exit(main())
