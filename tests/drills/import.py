"""The process that applies an import is killed again and again: the directory is the old one or the new one (T-07).

``./dev drill import [--people N] [--kills N] [--seed N] [--postgres]``

Each round begins with the same directory and the same import waiting to be applied. A process of its own applies it
and is killed with SIGKILL at a moment drawn by chance: one kill in four while it reads and compares, the others
between its first write and its commit. Then the next worker takes over, and the directory must be the new one, with
one record of one import.
"""

# ruff: noqa: N999  the name is what stands behind ./dev drill
from __future__ import annotations

import argparse
import io
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import psycopg
from flask import Flask
from sqlalchemy import event, func, select, update
from sqlalchemy.engine import Engine

from app import create_app
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.config import ROOT, Config, Environment
from app.core.csv_out import csv_text
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.jobs import Job
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.people.services import add_person, appoint
from app.people_import.models import ImportState, PeopleImport, Scope
from app.people_import.services import ask_apply, check_now, map_columns, start_import
from tests.app.people_import.shown import state_hash
from tests.servers import postgres_url

READY, WRITING, WRITTEN = "ready", "writing", "written"
HEADINGS = ("emp no", "name", "e-mail", "job title", "manager", "dotted line managers", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard the trial is."""

    people: int = 5_000
    kills: int = 20
    seed: int = 1
    is_postgres: bool = False


@dataclass(slots=True)
class Outcome:
    """What was found after each kill."""

    states: Counter[str] = field(default_factory=Counter)
    in_the_middle: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Site:
    """One directory: the instance folder, and the database where it is not in that folder."""

    folder: Path
    database_url: str = ""

    def app(self) -> Flask:
        return create_app(
            Config(
                env=Environment.TEST,
                secret_key="a-secret-that-only-drills-know-of",
                database_url=self.database_url,
                queue_url="memory://",
                instance=self.folder,
                log_level="CRITICAL",
            )
        )

    @contextmanager
    def open(self) -> Iterator[None]:
        with self.app().app_context():
            yield
            db.session.remove()
            if db.engine.dialect.name == "sqlite":
                with db.engine.connect() as connection:
                    connection.exec_driver_sql("COMMIT")
                    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            db.engine.dispose()

    def copy_to(self, other: Site) -> None:
        """Make the other one the same as this one."""
        shutil.rmtree(other.folder, ignore_errors=True)
        shutil.copytree(self.folder, other.folder)
        if not self.database_url:
            return
        names = [site.database_url.split("@/")[1].split("?")[0] for site in (self, other)]
        with psycopg.connect(self.database_url.replace(f"/{names[0]}?", "/postgres?"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{names[1]}" WITH (FORCE)'.encode())
            connection.execute(f'CREATE DATABASE "{names[1]}" TEMPLATE "{names[0]}"'.encode())


def trial(plan: Plan) -> Outcome:
    """Prepare both directories, kill as planned, and compare."""
    outcome = Outcome()
    chance = random.Random(plan.seed)
    with tempfile.TemporaryDirectory() as folder:
        old, round_ = (
            Site(Path(folder) / name, postgres_url(f"import_{name}") if plan.is_postgres else "")
            for name in ("old", "round")
        )
        before = prepare(old, plan)
        reading, writing = seconds_without_a_kill(old, round_)
        after, _is_applied = look(round_)
        for number in range(plan.kills):
            old.copy_to(round_)
            is_in_writing = number % 4 != 3
            kill(
                round_,
                WRITING if is_in_writing else READY,
                chance.uniform(0, 1.2 * writing if is_in_writing else reading),
            )
            state = note(outcome, *look(round_), before, after)
            outcome.in_the_middle += is_in_writing and state == "old"
            take_over(round_)
            if look(round_) != (after, 1):
                outcome.problems.append(f"round {number}: the next worker did not bring the new directory")
    return outcome


def prepare(site: Site, plan: Plan) -> str:
    """A directory, and an import that adds, changes and ends people; the digest of the directory."""
    site.folder.mkdir()
    with site.open():
        db.create_all()
        with transaction():
            operator = add_person(actor=None, name="Operator", external_id="OP", email="op@example.org")
            for role in (Role.ADMINISTRATOR, Role.APPOINTER):
                appoint(operator, role, actor=None)
            bring(operator, rows(plan.people, "Clerk"), Scope.SOME)
        run_queued()
        with transaction() as session:
            everyone = [*rows(plan.people + 200, "Buyer")[10:], ["OP", "Operator", "", "", "", "", ""]]
            bring(session.scalars(select(Person).where(Person.external_id == "OP")).one(), everyone, Scope.EVERYONE)
        return state_hash()


def bring(actor: Person, lines: list[list[str]], scope: Scope) -> None:
    """Go through the steps of an import until a job waits for it."""
    draft = start_import(io.BytesIO(csv_text(HEADINGS, lines).encode()), "people.csv", actor=actor)
    map_columns(draft, draft.fields, {}, scope)
    found = check_now(draft)
    assert not found.problems, found.problems[:3]
    ask_apply(draft, actor=actor, leavers=len(found.leaving))


def rows(people: int, title: str) -> list[list[str]]:
    """People who report to each other in tens; every third has the title."""
    return [
        [
            f"E{number}",
            f"Person {number}",
            f"person{number}@example.org",
            title if number % 3 == 0 else "Engineer",
            f"E{number // 10 + 10}" if number >= 20 else "",
            f"E{people // 2}" if number % 50 == 0 and number != people // 2 else "",
            f"{title} {number}" if number % 7 == 0 else "",
        ]
        for number in range(people)
    ]


@contextmanager
def applying(site: Site) -> Iterator[subprocess.Popen[str]]:
    """A process that applies what waits, and says when it begins and when it first writes about people."""
    command = [sys.executable, "-m", "tests.drills.import", "--apply", str(site.folder), site.database_url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for(process: subprocess.Popen[str], word: str) -> None:
    assert process.stdout is not None
    while (line := process.stdout.readline().strip()) != word:
        assert line, "the process ended too early"


def seconds_without_a_kill(old: Site, round_: Site) -> tuple[float, float]:
    """How long reading and writing take."""
    old.copy_to(round_)
    with applying(round_) as process:
        wait_for(process, READY)
        began = time.monotonic()
        wait_for(process, WRITING)
        writing = time.monotonic()
        wait_for(process, WRITTEN)
        written = time.monotonic()
        assert process.wait() == 0
        return writing - began, written - writing


def kill(site: Site, word: str, seconds: float) -> None:
    """Let a process apply the import, and kill it so long after it said the word."""
    with applying(site) as process:
        wait_for(process, word)
        time.sleep(seconds)
        process.kill()
        process.wait()


def look(site: Site) -> tuple[str, int]:
    """The digest of the directory, and how many imports it says were made after the first."""
    with site.open():
        digest = state_hash()
        with transaction() as session:
            done = session.scalar(select(func.count()).where(PeopleImport.state == ImportState.APPLIED)) or 0
            audited = session.scalar(select(func.count()).where(AuditEvent.kind == "people.imported")) or 0
        assert done == audited, (done, audited)
        return digest, done - 1


def note(outcome: Outcome, found: str, applied: int, before: str, after: str) -> str:
    state = {(before, 0): "old", (after, 1): "new"}.get((found, applied), "neither")
    outcome.states[state] += 1
    if state == "neither":
        outcome.problems.append(f"neither the old directory nor the new one, {applied} imports")
    return state


def take_over(site: Site) -> None:
    """What the next worker does once the lease of the killed one is over."""
    with site.open():
        with transaction() as session:
            session.execute(
                update(Job).where(Job.lease_until.is_not(None)).values(lease_until=now() - timedelta(seconds=1))
            )
        run_queued()


def apply_what_waits(folder: str, database_url: str) -> None:
    """The process that is killed."""
    with Site(Path(folder), database_url).app().app_context():

        @event.listens_for(Engine, "before_cursor_execute")
        def say(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.startswith(("INSERT INTO person ", "UPDATE person ")):
                print(WRITING, flush=True)

        @event.listens_for(Engine, "commit")
        def say_so(_connection: object) -> None:
            print(WRITTEN, flush=True)

        print(READY, flush=True)
        run_queued()


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill imports, compare the directory.")
    for name in ("people", "kills", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    plan = Plan(people=given.people, kills=given.kills, seed=given.seed, is_postgres=given.postgres)
    outcome = trial(plan)
    print(
        f"{plan.kills} kills, {outcome.in_the_middle} of them after the first write and before the commit: "
        f"{outcome.states['old']} left the old directory, {outcome.states['new']} the new one."
    )
    for sentence in outcome.problems:
        print(f"WRONG: {sentence}")
    return 1 if outcome.problems else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--apply"]:
        apply_what_waits(*sys.argv[2:])
    else:
        sys.exit(main())
