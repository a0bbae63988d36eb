"""The access log with eight writers, and the check of a long one.

``./dev bench access_log [--lines N] [--each N]``

On PostgreSQL eight threads each write two plain rows a transaction, then a plain row and a line of the access log while
a worker seals every second: the ratio says whether lines make writers wait for each other. Then a log
of ``--lines`` lines (a million by default) is checked from front to end.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Thread

from flask import Flask
from flask_migrate import upgrade

from app import create_app
from app.core.access_log import check, note_access, note_access_of_many, phrase, seal_lines
from app.core.audit import record
from app.core.config import Config, Environment, config_of
from app.core.db import db
from app.core.transactions import transaction
from app.core.vault.upkeep import prepare_keystore
from tests.servers import postgres_url

WRITERS, AT_ONCE = 8, 5_000
MOST_SLOWER, MOST_SECONDS, A_MILLION = 1.5, 60.0, 1_000_000
READ = phrase("bench.read", "read something")
ASKED = phrase("bench.asked", "was asked to")


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the access log.")
    parser.add_argument("--lines", type=int, default=A_MILLION)
    parser.add_argument("--each", type=int, default=250)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(Path(folder))
        missed = writers(app, given.each) + long_log(app, given.lines)
        with app.app_context():
            db.engine.dispose()
    return 1 if missed else 0


def prepared(folder: Path) -> Flask:
    """An application with an empty PostgreSQL."""
    app = create_app(
        Config(
            env=Environment.TEST,
            secret_key="a-secret-that-only-benchmarks-know-of-012345",
            database_url=postgres_url("access_log"),
            keystore_url=postgres_url("access_log_keys"),
            instance=folder,
        )
    )
    with app.app_context():
        upgrade()
        prepare_keystore(config_of(app))
    return app


def writers(app: Flask, each: int) -> int:
    """Writers with and without lines, the best of three."""
    plain, noted = (min(_timed(app, each, write, seals) for _ in range(3)) for write, seals in WAYS)
    ratio = noted / plain
    total = WRITERS * each
    print(f"{WRITERS} writers, {total} events: {total / plain:,.0f}/s plain, {total / noted:,.0f}/s with a line each")
    print(f"  {ratio:.2f} times as long (target {MOST_SLOWER})")
    return int(ratio > MOST_SLOWER)


def long_log(app: Flask, lines: int) -> int:
    """Fill a log, seal it, check it."""
    with app.app_context():
        for start in range(0, lines, AT_ONCE):
            with transaction():
                note_access_of_many((f"{start + n:016d}" for n in range(AT_ONCE)), READ, by=None, why=ASKED)
        began = time.perf_counter()
        seal_lines()
        sealed = time.perf_counter()
        found = check(db.session())
        took = time.perf_counter() - sealed
    allowed = MOST_SECONDS * lines / A_MILLION
    print(f"{found.lines:,} lines: sealed in {sealed - began:.1f} s, checked in {took:.1f} s (target {allowed:.0f} s)")
    print(f"  {len(found.faults)} faults")
    return int(took > allowed) + len(found.faults)


def plain_event() -> None:
    """Two rows that nothing chains."""
    record(None, "bench.event")
    record(None, "bench.event")


def noted_event() -> None:
    """A row, and a line of the access log beside it."""
    record(None, "bench.event")
    note_access(None, READ, by=None, why=ASKED)


WAYS: tuple[tuple[Callable[[], None], bool], ...] = ((plain_event, False), (noted_event, True))


def _timed(app: Flask, each: int, write: Callable[[], None], seals: bool) -> float:
    over = Event()

    def work() -> None:
        with app.app_context():
            for _ in range(each):
                with transaction():
                    write()

    def seal() -> None:
        while not over.wait(1):
            with app.app_context():
                seal_lines()

    if seals:
        Thread(target=seal, daemon=True).start()
    began = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(work) for _ in range(WRITERS)]:
            done.result()
    took = time.perf_counter() - began
    over.set()
    return took


if __name__ == "__main__":
    raise SystemExit(main())
