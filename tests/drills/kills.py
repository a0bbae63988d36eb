"""``kill -9`` of web servers and workers while they import, publish and send: nothing half done, nothing lost.

``./dev drill kills [--kills N] [--pairs N] [--people N] [--seed N]``, on SQLite and on PostgreSQL; about ten minutes.

Web servers (gunicorn) are killed while they import running pairs and while they publish a run, at a moment drawn by
chance between the click and a little after its usual end. What the database holds is the old or the new state; the
next process then does what was not done, or says that it is. Workers are killed while they apply an import of people
(``tests.drills.import``) and while they send the letters of the publications to a mail server that notes them:
none is lost, at most one for each kill comes twice, and then with the same Message-ID.
"""

from __future__ import annotations

import argparse
import importlib
import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import text

from app.core.db import session
from app.core.transactions import transaction
from tests.app.core.post_office import Mailbox, mail_server
from tests.drills.deeds import NEW, OLD, Deed, PairsImport, Publication
from tests.drills.sending import Sending, make_workers, send_through_kills
from tests.drills.stage import Stage, staged
from tests.drills.web_server import WebServer, serving

people_import = importlib.import_module("tests.drills.import")
States = Counter[str]
DATABASES = ("sqlite", "postgresql")
DEEDS: dict[str, type[Deed]] = {"web, importing pairs": PairsImport, "web, publishing": Publication}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How hard the trial is. Without ``people`` the import of people is left out."""

    kills: int = 20
    pairs: int = 80
    people: int = 2_000
    seed: int = 1
    is_postgres: bool = False


@dataclass(slots=True)
class Report:
    """In which state each kill left the database, what became of the letters, and what should not have happened."""

    states: dict[str, States] = field(default_factory=dict)
    sending: Sending | None = None
    problems: list[str] = field(default_factory=list)


def trial(plan: Plan) -> Report:
    """Kill as planned on one database, and look each time."""
    report, chance, mailbox = Report(), random.Random(plan.seed), Mailbox()
    with (
        mail_server(mailbox) as port,
        staged(is_postgres=plan.is_postgres, name="kills", smtp_port=port) as (stage, site),
    ):
        with serving(site) as server:
            server.wait()
            for name, kind in DEEDS.items():
                report.states[name] = kill_web(server, stage, partial(kind, stage, plan.pairs), plan, chance)
        report.sending = send_through_kills(stage, site, mailbox, plan.kills, chance)
    if plan.people:
        words = {"people": plan.people, "kills": plan.kills, "seed": plan.seed, "is_postgres": plan.is_postgres}
        outcome = people_import.trial(people_import.Plan(**words))
        report.states["worker, importing people"] = outcome.states
        report.problems += outcome.problems
    for name, states in report.states.items():
        report.problems += [f"{name}: {state}" for state in states if state not in {OLD, NEW}]
    return report


def kill_web(server: WebServer, stage: Stage, deed: Callable[[], Deed], plan: Plan, chance: random.Random) -> States:
    """Kill the processes that answer in each round, and let the next ones take over; the states that were found."""
    states: States = Counter()
    seconds = without_a_kill(server, deed())
    for _ in range(plan.kills):
        here = deed()
        here.prepare()
        cookie = here.cookie()
        fields = server.fields(here.path, cookie)
        connection = server.begin("POST", here.path, cookie, **fields)
        time.sleep(chance.uniform(0, 1.2 * seconds))
        server.kill()
        connection.close()
        settle(stage)
        states[here.state()] += 1
        server.wait()
        states.update(wrong_after(server, here))
    return states


def without_a_kill(server: WebServer, deed: Deed) -> float:
    """How long it takes when nobody is killed: the second time, when all is warm."""
    for _ in range(2):
        deed.prepare()
        cookie = deed.cookie()
        fields = server.fields(deed.path, cookie)
        began = time.monotonic()
        status, said = server.ask("POST", deed.path, cookie, **fields)
        seconds = time.monotonic() - began
        assert status == 302, said
        assert deed.state() == NEW, deed.state()
    return seconds


def wrong_after(server: WebServer, deed: Deed) -> list[str]:
    """What is wrong when somebody presses the same button on the next server."""
    if deed.state() == OLD:
        cookie = deed.cookie()
        server.ask("POST", deed.path, cookie, **server.fields(deed.path, cookie))
    state = deed.state()
    return [] if state == NEW else [f"the next server left it {state}"]


def settle(stage: Stage) -> None:
    """Wait until the database has noticed that the server is gone, and undone or done what it had in hand."""
    if not stage.is_postgres:
        return
    busy = "state <> 'idle' AND pid <> pg_backend_pid() AND datname = current_database()"
    with stage.app.app_context():
        while True:
            with transaction():
                if not session().scalar(text(f"SELECT count(*) FROM pg_stat_activity WHERE {busy}")):
                    return
            time.sleep(0.02)


def show(kind: str, report: Report, seconds: float) -> None:
    print(
        f"\n{kind}, {seconds:.0f} s\n{'who was killed at what':28} {'kills':>6} {'old':>5} {'new':>5} {'half done':>10}"
    )
    for name, states in report.states.items():
        half = states.total() - states[OLD] - states[NEW]
        print(f"{name:28} {states.total():6} {states[OLD]:5} {states[NEW]:5} {half:10}")
    if report.sending:
        print(f"worker, sending: {report.sending}")
    print("\n".join(f"WRONG: {each}" for each in report.problems) or "Nothing half done, nothing lost.", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description="Kill servers and workers, and look what is left.")
    for name in ("kills", "pairs", "people", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(Plan(), name))
    given = vars(parser.parse_args())
    is_wrong = False
    for kind in DATABASES:
        began = time.monotonic()
        report = trial(Plan(**given, is_postgres=kind == "postgresql"))
        if report.sending:
            report.problems += report.sending.problems()
        show(kind, report, time.monotonic() - began)
        is_wrong |= bool(report.problems)
    return 1 if is_wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--workers"]:
        make_workers(sys.argv[2:])
    else:
        sys.exit(main())
