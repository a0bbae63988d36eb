"""The talk with whoever was not taken is had by somebody, and a member near to a nominee cannot tell their fate."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.core.clock import now
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.nominations.models import NominationFile, Proposal, Selection
from app.nominations.services import decide, end_member, name_member, remind_of_talks
from app.people.models import Person
from tests.app.coaching.browsing import browser
from tests.app.nominations.conftest import colleague, page_of
from tests.client import PageClient
from tests.factories.nominations import again, approved, decided, forwarded, judged


def sends_to(person: Person) -> int:
    db.session.rollback()
    mine = OutboxMail.recipient == person.email, OutboxMail.kind == "committee_task"
    return len(db.session.scalars(select(OutboxMail.id).where(*mine)).all())


def reminded() -> int:
    with transaction():
        return remind_of_talks()


def test_an_overdue_talk_is_asked_of_the_speaker_and_then_of_all(
    app: Flask, file: NominationFile, members: list[Person]
) -> None:
    decided(file, members, Proposal.NOT_NOW)
    written = [[sends_to(each) for each in members[:2]]]

    done, said = [], []
    for days in (10, 11, 12, 14, 15):
        with time_machine.travel(now() + timedelta(days=days), tick=False):
            done.append(reminded())
            written.append([sends_to(each) for each in members[:2]])
            said.append(["It was to be by" in browser(app, each).get("/").text for each in members[:2]])

    assert done == [0, 1, 0, 1, 0]
    asked = [[now - before for now, before in zip(each, written[0], strict=True)] for each in written[1:]]
    assert asked == [[0, 0], [1, 0], [1, 0], [2, 1], [2, 1]]
    assert said == [[False, False], [True, False], [True, False], [True, True], [True, True]]


def test_a_talk_is_never_left_to_nobody(
    app: Flask, client: PageClient, file: NominationFile, members: list[Person], ruth: Person
) -> None:
    decided(file, members, Proposal.NOT_NOW)
    client.sign_in(ruth)
    settings = f"/selections/{file.selection.public_id}/settings"
    ended = f"/selections/{file.selection.public_id}/members/end"

    for each in members[:2]:
        client.submit(ended, page=settings, person=each.public_id)
    last = client.submit(ended, page=settings, person=members[2].public_id)
    with transaction() as session:
        end_member(session.merge(file.selection), session.merge(members[2]), actor=None)
    left = again(file).speaker_id
    with transaction() as session:
        selection, actor = session.merge(file.selection), session.merge(ruth)
        name_member(selection, members[1].email or "", actor=actor)

    assert ("Name somebody else first" in last.text, left, again(file).speaker_id) == (True, None, members[1].id)
    assert "Talk with Amara Okafor." in browser(app, members[1]).get("/").text


@time_machine.travel(datetime(2026, 11, 23, 9, tzinfo=UTC), tick=False)  # a page says how long its sign-in lasts
def test_a_member_cannot_tell_what_became_of_whom_they_are_near(
    app: Flask, selection: Selection, file: NominationFile, amara: Person, daniel: Person, members: list[Person]
) -> None:
    with transaction() as session:
        name_member(session.merge(selection), daniel.email or "", actor=session.merge(members[0]))
    forwarded(amara, selection, daniel)
    other = judged(approved(colleague("Nominee One"), selection), [*members, daniel])
    manager = browser(app, daniel)
    pages = ["/", "/committees", f"/committees/{selection.public_id}", page_of(other)]
    told = [manager.get(path).data for path in pages]
    before = [manager.get(path).data for path in pages]

    decided(file, members, Proposal.TAKE)

    assert [manager.get(path).data for path in pages] == before
    assert ("One place" in told[2].decode(), b"one of these records it: Ada Berg, Bo Lind" in told[3]) == (False, True)
    with pytest.raises(RuleBroken, match="Let one of these record it"), transaction() as session:
        decide(session.merge(other), Proposal.TAKE, "Come.", actor=session.merge(daniel))
