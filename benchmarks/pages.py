"""Every page of a large company: queries, bytes and time, beside a bare Flask page in the same run.

``./dev bench pages [--requests N] [--database URL] [--only WORD]``

PostgreSQL with 100,000 people, 1,000,000 meetings and 41 cohorts, the largest of 5,000 pairs (``benchmarks.large``;
a couple of minutes). The pages come from the route map: one that nobody here is shown is named, and is a failure. Each
is asked for by the administrator, else the mentee, else the mentor of the large cohort, else by whoever is shown it;
pages of ``EVERYBODY`` by all three. Then a match of 500 and 500 from the button to its review, a change tried on it,
and the publication of 5,000 pairs.

Each row says its target (``benchmarks.large.targets``), and what is missed stands together at the end. p50 and p95 are
of the time until the last byte; “CPU” is the median of what this process worked, which the other work of the machine
does not blur.

``--database`` takes one that ``benchmarks.large.build`` has filled, at this version or an earlier one; the trial works
on a copy of it.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
from flask import Flask
from flask_migrate import upgrade
from werkzeug.routing import Rule

from app import create_app
from app.core.config import Config, Environment, MailTransport, config_of
from app.core.database_roles import prepare_roles
from app.core.db import db
from app.core.serving import spare_what_stays
from app.core.vault.roots import make_root_key
from benchmarks.large import build
from benchmarks.large.asking import BASE, Row, ask, measured
from benchmarks.large.cast import ADMINISTRATOR, MENTEE, MENTOR, NOBODY, QUERY, Cast, bring_together
from benchmarks.large.main_steps import button_to_review, publish, try_change
from benchmarks.large.rooms import LETTERS
from benchmarks.large.targets import PAGE, ROOM, Target, is_file, target_of
from tests.servers import postgres_url

FILE_REQUESTS = 3
PYTHONS_OWN = gc.get_threshold()
STEPS = (
    ("500 and 500, from the button to the review", 5, button_to_review),
    ("a change tried on it, from the button to who would move", 1, try_change),
    ("publishing 5,000 pairs in one transaction", 10, publish),
)

EVERYBODY = {"home.index", "cohorts.index", "people.directory", "people.profile", "pairings.show", "meetings.index"}
SEARCHED = {
    "people.directory": ("?q=anders", "?page=3000", "?q=treasury+lund&page=2"),
    "cohorts.people": ("?q=an", "?page=200"),
    "matching_runs.show": ("?page=150",),
    "pairings.index": ("?page=150",),
    "conversations.search": ("?q=forecast",),
}
"""Pages that are asked for with more than their address."""
LEFT_OUT = {
    "static": "files",
    "styleguide": "only while developing",
    "mail_previews": "only while developing",
    "accounts.become_administrator": "behind a link that works once",
    "accounts.open_link": "behind a link that works once",
    "letters.stop": "behind a signed link",
    "matching_runs.tried_out": "leads to the page that it belongs to",
}
"""Endpoints, or areas, without a row, and why."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure every page of a large company.")
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--database", default="")
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = prepared(Path(folder), given.database)
        cast = bring_together(app)
        missed = pages(app, cast, given.requests, given.only)
        if not given.only:
            garbage(app, cast, given.requests)
            missed += main_steps(app, cast)
        with app.app_context():
            db.engine.dispose()
    print("\n".join(["", "MISSED:", *missed] if missed else ["", "All targets met."]))
    return 1 if missed else 0


def prepared(folder: Path, database: str) -> Flask:
    """The application on a large database that it may change."""
    url = copy_of(database) if database else postgres_url("large")
    app = create_app(
        Config(
            env=Environment.PRODUCTION,
            secret_key="a-secret-that-only-benchmarks-know-of",
            base_url=BASE,
            database_url=url,
            queue_url="memory://",
            instance=folder,
            root_key=f"file:{made_root_key(folder)}",
            mail=MailTransport.SMTP,
            log_level="CRITICAL",
        )
    )
    with app.app_context():
        upgrade()
        prepare_roles(config_of(app))
        db.engine.dispose()
    if not database:
        print("Filling the database", flush=True)
        build(url)
    app.config["WTF_CSRF_ENABLED"] = False  # the buttons are pressed without a browser
    return app


def made_root_key(folder: Path) -> Path:
    file = folder / "keys" / "root.key"
    make_root_key(file)
    return file


def copy_of(url: str) -> str:
    name = url.split("@/")[1].split("?", maxsplit=1)[0]
    with psycopg.connect(url.replace(f"/{name}?", "/postgres?"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}_run" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}_run" TEMPLATE "{name}"'.encode())
    return url.replace(f"/{name}?", f"/{name}_run?")


def pages(app: Flask, cast: Cast, requests: int, only: str) -> list[str]:
    """Measure them and print the table; which targets were missed."""
    print(
        f"\n{'page':52} {'asked for by':14} {'queries':>7} {'KB':>6} {'p50 ms':>7} {'p95 ms':>7} {'CPU ms':>7}  target"
    )
    spare_what_stays()
    missed = say(measured(bare(), "/", "", name="bare Flask, before", who="", times=requests), PAGE)
    unknown = []
    for rule in sorted(rules(app), key=lambda rule: rule.endpoint):
        if only not in rule.endpoint:
            continue
        found = list(readers(app, rule, cast))
        if not found:
            unknown.append(f"{rule.endpoint} ({rule.rule}): WITHOUT A ROW, give it values in benchmarks/large/cast.py")
        for who, path in found:
            for words in ("", *SEARCHED.get(rule.endpoint, ())):
                times = FILE_REQUESTS if is_file(rule) else requests
                name = f"{rule.endpoint} {words}".strip()
                row = measured(app, path + words, cast.cookies.get(who, ""), name=name, who=who, times=times)
                missed += say(row, target_of(rule))
    say(measured(bare(), "/", "", name="bare Flask, after", who="", times=requests), PAGE)
    return missed + unknown


def garbage(app: Flask, cast: Cast, requests: int) -> None:
    """Measure one page as the web server serves it, and once more with Python’s own settings of its collector."""
    path, cookie = f"/cohorts/{cast.values[ADMINISTRATOR]['cohort_id']}/pairs", cast.cookies[ADMINISTRATOR]
    print()
    for name in ("as it is served", "with Python’s own garbage collection"):
        row = measured(app, path, cookie, name=f"pairings.index {name}", who=ADMINISTRATOR, times=5 * requests)
        print(f"{row.name:67} {'':7} {'':6} {row.p50:7.1f} {row.p95:7.1f}, at most {row.most:.1f}")
        gc.unfreeze()
        gc.set_threshold(*PYTHONS_OWN)
    spare_what_stays()


def room(app: Flask, cast: Cast) -> list[str]:
    """Open the room with five hundred letters; whether it took too long."""
    path = f"/rooms/{cast.special['conversations']['room_id']}"
    return say(
        measured(app, path, cast.cookies[MENTEE], name=f"a room of {LETTERS} letters", who=MENTEE, times=30), ROOM
    )


def bare() -> Flask:
    app = Flask("bare")
    app.add_url_rule("/", "hello", lambda: "<!doctype html><title>Hello</title><h1>Hello</h1>")
    return app


def rules(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        area = rule.endpoint.split(".")[0]
        if "GET" in (rule.methods or ()) and not {rule.endpoint, area} & LEFT_OUT.keys():
            yield rule


def readers(app: Flask, rule: Rule, cast: Cast) -> Iterator[tuple[str, str]]:
    """Who is shown the page, and at which address: the first of them, or all of them."""
    for who in (*cast.cookies, NOBODY):
        values = cast.values_for(who, rule.endpoint)
        if not rule.arguments <= values.keys():
            continue
        with app.test_request_context():
            built = rule.build({name: values[name] for name in rule.arguments})
        path = built[1] + values[QUERY] if built else ""
        if path and ask(app, path, cast.cookies.get(who, "")).status == 200:
            yield who, path
            if rule.endpoint not in EVERYBODY or who == MENTOR:
                return


def say(row: Row, target: Target) -> list[str]:
    """Print a row; which of its targets it misses, as lines."""
    missed = target.missed(row)
    figures = f"{row.queries:7} {row.kilobytes:6.1f} {row.p50:7.1f} {row.p95:7.1f} {row.cpu:7.1f}"
    print(f"{row.name:52} {row.who:14} {figures}  {target}{'  MISSED' if missed else ''}", flush=True)
    return [f"{row.name}, {row.who}: {', '.join(missed)}; its target: {target}"] if missed else []


def main_steps(app: Flask, cast: Cast) -> list[str]:
    """Match and publish; which targets were missed."""
    print()
    missed = room(app, cast)
    for name, most, step in STEPS:
        took, said = step(app, cast)
        is_late = took.seconds > most
        line = f"{name}: {took.seconds:.1f} s, {took.worked:.1f} s of it worked here; target {most} s ({said})"
        print(f"{line}{'  MISSED' if is_late else ''}", flush=True)
        missed += [line] if is_late else []
    return missed


if __name__ == "__main__":
    sys.exit(main())
