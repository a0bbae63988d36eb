"""Going through the administrator’s pages, and what was stored and queued by that."""

from __future__ import annotations

import re

from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from app.core.outbox import OutboxMail
from app.people.models import Person
from app.sign_up.models import SignUp
from tests.client import PageClient


def url_of(cohort: Cohort, path: str) -> str:
    return f"/cohorts/{cohort.public_id}{path}"


def press(client: PageClient, cohort: Cohort, path: str, seen: str | None = None) -> TestResponse:
    """Open a page of letters and press its button; ``seen`` stands for an earlier look."""
    url = url_of(cohort, path)
    return client.submit(url, seen=seen or seen_on(client, cohort, path))


def seen_on(client: PageClient, cohort: Cohort, path: str) -> str:
    """Whom the page shows, by its digest."""
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', client.get(url_of(cohort, path)).text)
    return found[1] if found else "x"


def launched(client: PageClient, cohort: Cohort) -> Cohort:
    """The same cohort once its launch is confirmed."""
    assert press(client, cohort, "/launch").status_code == 302
    return cohort


def mails(session: Session) -> list[tuple[str, str]]:
    """Kind and recipient of everything that is to leave."""
    session.rollback()
    rows = session.execute(
        select(OutboxMail.kind, OutboxMail.recipient).order_by(OutboxMail.kind, OutboxMail.recipient)
    )
    return [(kind, to.split("@")[0]) for kind, to in rows]


def stands(session: Session) -> list[tuple[str, str, str]]:
    """First name, side and state of every sign-up."""
    session.rollback()
    rows = session.execute(select(Person.name, SignUp.side, SignUp.state).join(SignUp, SignUp.person_id == Person.id))
    return sorted((name.split()[0], side.value, state.value) for name, side, state in rows)
