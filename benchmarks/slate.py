"""A slate of 200 candidates side by side, as an executive and its owners read it, on SQLite and on PostgreSQL.

``./dev bench slate [--requests N]``; ends with 1 where the slate takes more than 150 ms, or more than 12
questions: eight of the database, and four of the keystore (who is on it, its key, how often it was opened, its chain).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from app.core.config import config_of
from app.core.db import db
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.core.vault.upkeep import prepare_keystore
from app.people.models import Role
from benchmarks.few_pages import application, cookie_of, on_both
from benchmarks.large.asking import Row, measured
from tests.factories.people import person
from tests.factories.succession import agreed, plan, running

CANDIDATES = 200
MOST_QUERIES, MOST_MILLISECONDS = 12, 150
SLATE = "the slate, side by side"


def rows_of(folder: Path, database_url: str, times: int) -> Iterator[Row]:
    """Each page of a full slate, measured."""
    app = application(folder, database_url)
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
        cookies = {each.id: cookie_of(app, each) for each in (chooser, lead)}
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


def is_slow(row: Row) -> bool:
    """Only the slate has a target."""
    return row.name == SLATE and (row.p50 > MOST_MILLISECONDS or row.queries > MOST_QUERIES)


if __name__ == "__main__":
    sys.exit(on_both("slate", "Read a slate of 200 candidates.", rows_of, is_slow))
