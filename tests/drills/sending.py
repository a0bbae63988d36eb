"""Workers that are killed while they send what waits in the outbox to a mail server that notes everything."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from app.core import outbox
from app.core.config import ROOT
from app.core.outbox import MailState, OutboxMail
from app.core.transactions import transaction
from app.core.worker import run_worker
from tests.app.core.post_office import Mailbox
from tests.drills.stage import Site, Stage

LEASE = timedelta(seconds=1)
PATIENCE_SECONDS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What became of the letters."""

    letters: int
    kills: int
    unsent: int
    lost: int
    doubled: int
    unknown: int

    def __str__(self) -> str:
        return (
            f"{self.letters} letters, {self.kills} kills, {self.lost} lost, {self.doubled} doubled with the same "
            f"Message-ID, {self.unknown} with another, {self.unsent} not sent"
        )

    def problems(self) -> list[str]:
        """What should not have happened, in words."""
        checks = {
            f"{self.unsent} letters not sent": self.unsent == 0,
            f"{self.lost} letters lost": self.lost == 0,
            f"{self.doubled} letters came twice in {self.kills} kills": self.doubled <= self.kills,
            f"{self.unknown} letters came under a Message-ID that no row has": self.unknown == 0,
            "there was nothing to send": self.letters > 0,
        }
        return [sentence for sentence, is_well in checks.items() if not is_well]


def send_through_kills(stage: Stage, site: Site, mailbox: Mailbox, kills: int, chance: random.Random) -> Sending:
    """Kill a worker so often, each while it sends; then let the last one finish, and count."""
    share = max(1, unsent(stage) // (kills + 1))
    with _nursery(site) as nursery:
        for _ in range(kills):
            worker = _born(nursery)
            _wait_for(mailbox, len(mailbox.letters) + chance.randint(1, share))
            os.kill(worker, signal.SIGKILL)
        worker = _born(nursery)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and unsent(stage):
            time.sleep(0.1)
        os.kill(worker, signal.SIGKILL)
    return _counted(stage, mailbox, kills)


@contextmanager
def _nursery(site: Site) -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded the application, and makes a worker for each line that it is told."""
    words = [str(site.folder), site.database_url, str(site.smtp_port)]
    command = [sys.executable, "-m", "tests.drills.kills", "--workers", *words]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _born(nursery: subprocess.Popen[str]) -> int:
    """The process number of a new worker."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write("another\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def _wait_for(mailbox: Mailbox, letters: int) -> None:
    """Return when so many letters have come, a moment drawn by chance in the life of the next one."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(mailbox.letters) < letters and time.monotonic() < deadline:
        time.sleep(0.001)


def unsent(stage: Stage) -> int:
    with stage.app.app_context(), transaction() as here:
        open_letters = select(func.count(OutboxMail.id)).where(OutboxMail.state != MailState.SENT)
        return here.scalar(open_letters) or 0


def _counted(stage: Stage, mailbox: Mailbox, kills: int) -> Sending:
    with stage.app.app_context(), transaction() as here:
        rows = dict(here.execute(select(OutboxMail.message_id, OutboxMail.recipient)).all())
    came = Counter((str(message["Message-ID"]), str(message["To"])) for message in mailbox.letters)
    known = {key: number for key, number in came.items() if rows.get(key[0]) == key[1]}
    return Sending(
        letters=len(rows),
        kills=kills,
        unsent=unsent(stage),
        lost=len(rows) - len(known),
        doubled=sum(known.values()) - len(known),
        unknown=len(came) - len(known),
    )


def make_workers(words: list[str]) -> None:
    """The nursery: its workers have short leases, so that a kill is noticed within a second."""
    outbox.LEASE = LEASE
    folder, database_url, port = words
    app = Site(Path(folder), database_url, int(port)).app()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who were killed
    for _line in sys.stdin:
        worker = os.fork()
        if not worker:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            run_worker(app, tick_seconds=1)
            return
        print(worker, flush=True)
