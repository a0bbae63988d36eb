"""What benchmarks of a few pages share: an application on either database, a reader’s cookie, the table."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask

from app import create_app
from app.accounts.services import Browser, start_session
from app.accounts.session_interface import CookieNames
from app.core.config import Config, Environment, MailTransport, config_of
from app.core.serving import spare_what_stays
from app.core.transactions import transaction
from app.people.models import Person
from benchmarks.large.asking import BASE, Row
from tests.servers import postgres_url

Measure = Callable[[Path, str, int], Iterator[Row]]
"""Folder, address of the database or nothing for SQLite, and how many requests → a row for each page."""


def application(folder: Path, database_url: str) -> Flask:
    """An application without tables yet."""
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


def cookie_of(app: Flask, person: Person) -> str:
    """What the browser of somebody sends."""
    with transaction() as session:
        token = start_session(session.merge(person), Browser(user_agent="Benchmark")).session_token
    return f"{CookieNames.of(config_of(app)).session}={token}"


def on_both(name: str, description: str, rows_of: Measure, is_slow: Callable[[Row], bool]) -> int:
    """Print the table on SQLite and on PostgreSQL; 1 where a page is slow. ``name``: of the database."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--requests", type=int, default=30)
    times = parser.parse_args().requests
    spare_what_stays()  # as every web process does
    slow = 0
    for kind in ("sqlite", "postgresql"):
        print(f"\n{kind}\n{'page':34} {'queries':>8} {'kB':>6} {'p50 ms':>8} {'p95 ms':>8} {'cpu ms':>8}")
        with tempfile.TemporaryDirectory() as folder:
            for row in rows_of(Path(folder), postgres_url(name) if kind == "postgresql" else "", times):
                print(
                    f"{row.name:34} {row.queries:8} {row.kilobytes:6.0f} {row.p50:8.0f} {row.p95:8.0f} {row.cpu:8.0f}"
                )
                slow |= is_slow(row)
    return int(slow)
