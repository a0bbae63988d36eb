"""A worker is killed again and again while it runs jobs and sends letters (T-08, T-19).

``./dev drill worker [--jobs N] [--letters N] [--kills N] [--workers N] [--seed N] [--postgres]``

Real worker processes on a database of their own, a real queue and a real mail server. Afterwards: every job's work
is stored once, no letter is lost, at most one letter per kill came twice and then with the same Message-ID, and no
period of the due work was done twice.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import func, select

from app import create_app
from app.core import jobs, outbox
from app.core.audit import AuditEvent, record
from app.core.config import ROOT, Config, Environment, MailTransport
from app.core.db import db
from app.core.due import PERIODIC, DueWork, due
from app.core.jobs import Job, JobHandle, JobState, enqueue, job
from app.core.mail import Letter, mail
from app.core.outbox import MailState, OutboxMail, send
from app.core.transactions import transaction
from app.core.worker import run_worker
from tests.app.core.post_office import Mailbox, mail_server
from tests.servers import postgres_url

LEASE = timedelta(seconds=1)
BEAT = timedelta(seconds=1)
PATIENCE_SECONDS = 120
READY = "ready"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard the trial is."""

    jobs: int = 300
    letters: int = 1000
    kills: int = 30
    workers: int = 2
    seed: int = 1
    is_postgres: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What is left when the queue is empty."""

    unfinished_jobs: int
    work_per_job: Counter[int]
    unsent_letters: int
    copies: Counter[str]
    ids_per_recipient: dict[str, set[str]]
    beats: Counter[str]
    seconds: float

    def problems(self, plan: Plan) -> list[str]:
        """What should not have happened, in words."""
        lost = plan.letters - len(self.ids_per_recipient)
        doubled = self.copies.total() - len(self.copies)
        checks = {
            f"{self.unfinished_jobs} jobs not done": self.unfinished_jobs == 0,
            f"{len(self.work_per_job)} of {plan.jobs} jobs left work": len(self.work_per_job) == plan.jobs,
            "the work of a job was stored twice": set(self.work_per_job.values()) <= {1},
            f"{self.unsent_letters} letters not sent": self.unsent_letters == 0,
            f"{lost} letters lost": lost == 0,
            f"{doubled} letters came twice in {plan.kills} kills": doubled <= plan.kills,
            "a letter came with two Message-IDs": all(len(ids) == 1 for ids in self.ids_per_recipient.values()),
            "a period of the due work was done twice": set(self.beats.values()) <= {1},
        }
        return [sentence for sentence, is_well in checks.items() if not is_well]


def trial(plan: Plan) -> Outcome:
    """Ask for the work, kill the workers as planned, wait for the end and count."""
    mailbox = Mailbox()
    with tempfile.TemporaryDirectory() as folder, mail_server(mailbox) as port:
        words = [folder, str(port), postgres_url("drill") if plan.is_postgres else ""]
        app = prepared(*words)
        with app.app_context():
            db.create_all()
            began = time.monotonic()
            with contextlib.ExitStack() as workers:
                kill_repeatedly(plan, words, workers)
                wait_for_the_end()
            outcome = count(mailbox, time.monotonic() - began)
            db.session.remove()
            db.engine.dispose()
    return outcome


def prepared(folder: str, port: str, database_url: str) -> Flask:
    """The application with the jobs and letters of the trial; the same in the trial and in its workers."""
    config = Config(
        env=Environment.TEST,
        secret_key="a-secret-that-only-drills-know-of",
        database_url=database_url,
        queue_url=database_url or f"sqlite:///{folder}/queue.sqlite3",
        instance=Path(folder),
        mail=MailTransport.SMTP,
        smtp_host="127.0.0.1",
        smtp_port=int(port),
        log_level="ERROR",
    )
    app = create_app(config)
    body = DictLoader({"mail/drill.txt": "{{ number }}", "mail/drill.html": "<p>{{ number }}</p>"})
    app.jinja_env.loader = ChoiceLoader([body, *([app.jinja_env.loader] if app.jinja_env.loader else [])])
    register()
    return app


def register() -> None:
    """Work that shows whether it was done once."""
    PERIODIC.clear()
    job("drill.work")(work)
    mail("drill")(letter)
    due("drill.beat", every=BEAT)(beat)


def work(job: JobHandle, *, steps: int) -> None:
    """A job of a few short steps; its result and its end are one commit."""
    for step in range(steps):
        job.report(f"Step {step}", step, steps)
        time.sleep(0.005)
    with transaction():
        record(None, "drill.work", number=job.id)
        job.finish()


def letter(*, number: int) -> Letter:
    return Letter(subject=f"Letter {number}", template="drill", context={"number": number})


def beat() -> None:
    # The period that was taken: by now the next one may have begun.
    period = db.session.get_one(DueWork, "drill.beat").last_due_at
    record(None, "drill.beat", period=period.isoformat())


def ask(plan: Plan, portion: int) -> None:
    """Ask for one of ``kills + 1`` portions, in one transaction; another one is rolled back and must leave no trace."""
    chance = random.Random(plan.seed * 1000 + portion)
    step = plan.kills + 1
    with transaction():
        for _ in range(portion, plan.jobs, step):
            enqueue("drill.work", steps=chance.randrange(1, 4))
        for number in range(portion, plan.letters, step):
            send("drill", to=f"person{number}@example.org", number=number)
    send("drill", to="nobody@example.org", number=-1)
    enqueue("drill.work", steps=1)
    db.session.rollback()


def kill_repeatedly(plan: Plan, words: list[str], alive: contextlib.ExitStack) -> None:
    """Run the workers; give work, kill one at a random moment of it and let another begin, ``kills`` times."""
    chance = random.Random(plan.seed)
    # One process more than work stands by, for a start takes longer than all else here.
    ready = [alive.enter_context(worker(words)) for _ in range(plan.workers + min(1, plan.kills))]
    running = [begin(ready.pop()) for _ in range(plan.workers)]
    for portion in range(plan.kills):
        ask(plan, portion)
        if portion + 1 < plan.kills:
            ready.append(alive.enter_context(worker(words)))
        time.sleep(chance.uniform(0.05, 0.6))
        running.pop(chance.randrange(len(running))).kill()
        running.append(begin(ready.pop(0)))
    ask(plan, plan.kills)


@contextlib.contextmanager
def worker(words: list[str]) -> Iterator[subprocess.Popen[str]]:
    """A process that gets ready to work."""
    command = [sys.executable, "-m", "tests.drills.worker", "--worker", *words]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def begin(process: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """Wait until the process is ready, and let it work."""
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline().strip() == READY
    process.stdin.write("go\n")
    process.stdin.flush()
    return process


def wait_for_the_end() -> None:
    """Return when nothing is left to do, or patience ends."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and any(left()):
        time.sleep(0.1)


def left() -> tuple[int, int]:
    """Jobs and letters that are not over."""
    open_jobs = select(func.count(Job.id)).where(Job.state != JobState.DONE)
    open_letters = select(func.count(OutboxMail.id)).where(OutboxMail.state != MailState.SENT)
    with transaction() as session:
        return session.scalar(open_jobs) or 0, session.scalar(open_letters) or 0


def count(mailbox: Mailbox, seconds: float) -> Outcome:
    """What the database and the mailbox hold now."""
    unfinished, unsent = left()
    with transaction() as session:
        events = [(event.kind, event.detail) for event in session.scalars(select(AuditEvent))]
    ids: dict[str, set[str]] = {}
    for message in mailbox.letters:
        ids.setdefault(message["To"], set()).add(message["Message-ID"])
    return Outcome(
        unfinished_jobs=unfinished,
        work_per_job=Counter(detail["number"] for kind, detail in events if kind == "drill.work"),
        unsent_letters=unsent,
        copies=Counter(message["Message-ID"] for message in mailbox.letters),
        ids_per_recipient=ids,
        beats=Counter(detail["period"] for kind, detail in events if kind == "drill.beat"),
        seconds=seconds,
    )


def be_a_worker(words: list[str]) -> None:
    """Work with short leases, so that a kill is noticed within seconds."""
    jobs.LEASE = outbox.LEASE = LEASE
    app = prepared(*words)
    print(READY, flush=True)
    sys.stdin.readline()
    run_worker(app, tick_seconds=1)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill workers, count what is lost.")
    for name in ("jobs", "letters", "kills", "workers", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    parser.add_argument("--postgres", action="store_true")
    given = parser.parse_args()
    plan = Plan(
        jobs=given.jobs,
        letters=given.letters,
        kills=given.kills,
        workers=given.workers,
        seed=given.seed,
        is_postgres=given.postgres,
    )
    outcome = trial(plan)
    print(plan)
    print(f"{outcome.seconds:.1f} s, {outcome.copies.total() - len(outcome.copies)} letters twice,", end=" ")
    print(f"{len(outcome.beats)} beats, {outcome.work_per_job.total()} jobs")
    problems = outcome.problems(plan)
    print("\n".join(problems) or "Nothing lost, nothing twice that should not be.")
    return 1 if problems else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        be_a_worker(sys.argv[2:])
    else:
        sys.exit(main())
