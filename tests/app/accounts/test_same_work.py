"""Whoever asks for a link learns nothing about who is known here, from a watch neither."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.core.db import db
from app.core.outbox import MailState, OutboxMail
from app.core.queue import waiting_hints
from app.people.models import Person, PersonState
from tests.client import PageClient


@pytest.mark.parametrize("who", ["amara", "bruno", "gone"])
def test_asking_for_a_link_is_the_same_work_for_everybody(
    client: PageClient, session: Session, amara: Person, bruno: Person, who: str
) -> None:
    session.add(Person(name="Gone", email="gone@example.org", state=PersonState.LEFT))
    session.commit()

    theirs, nobodys = (work_of_asking(client, session, name) for name in (who, "nobody"))

    assert theirs == nobodys


def test_a_letter_to_nobody_is_never_sent_and_names_no_address(client: PageClient, session: Session) -> None:
    client.submit("/first-link", email="nobody@example.org")

    row = session.scalars(select(OutboxMail)).one()
    assert (row.state, row.recipient, row.params) == (MailState.WITHDRAWN, "", {})


def work_of_asking(client: PageClient, session: Session, name: str) -> tuple[list[str], int]:
    """The verb and table of each statement, and how many workers are woken."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(" ".join(statement.split()[:3]))

    token, woken = client.token("/first-link"), waiting_hints()
    session.commit()
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        client.post("/first-link", data={"csrf_token": token, "email": f"{name}@example.org"})
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return statements, waiting_hints() - woken
