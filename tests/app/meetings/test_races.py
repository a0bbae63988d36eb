"""Both of a pair at the same moment: one wins, the other is told, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.errors import Conflict
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.meetings.models import Meeting, MeetingState
from app.meetings.services import Log, Offer, cancel, confirm, log_meeting, log_other, offer_others, propose
from app.pairings.models import Ending, Pairing
from app.pairings.services import end_pairings
from app.people.models import Person
from programs.rules import RuleBroken
from tests.factories.meetings import agreed, offered

Change = Callable[[Session], object]
FRIDAY = Offer(walls=[datetime.fromisoformat("2026-11-27T10:00")], minutes=30)


def at_once(app: Flask, *changes: Change) -> list[str]:
    """Make the changes at the same moment, each in a transaction of its own; what came of each, sorted."""
    starting, outcomes = Barrier(len(changes)), []

    def run(change: Change) -> None:
        with app.app_context():
            starting.wait(timeout=10)
            try:
                with transaction() as session:
                    change(session)
                outcomes.append("won")
            except Conflict:
                outcomes.append("told")
            except RuleBroken:
                outcomes.append("refused")

    threads = [Thread(target=run, args=(change,)) for change in changes]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=30)
    return sorted(outcomes)


@pytest.mark.parametrize("_round", range(3))
def test_two_offers_at_once_leave_one(
    app: Flask, session: Session, pair: Pairing, leila: Person, priya: Person, _round: int
) -> None:
    outcomes = at_once(
        app,
        lambda s: propose(s.get_one(Pairing, pair.id), FRIDAY, actor=s.get_one(Person, leila.id)),
        lambda s: propose(s.get_one(Pairing, pair.id), FRIDAY, actor=s.get_one(Person, priya.id)),
    )

    assert outcomes == ["told", "won"]
    assert len(session.scalars(select(Meeting)).all()) == 1


@pytest.mark.parametrize("_round", range(3))
def test_confirming_and_cancelling_at_once_leave_one_truth(
    app: Flask, session: Session, pair: Pairing, leila: Person, priya: Person, _round: int
) -> None:
    meeting = offered(pair, leila, "2026-11-26T10:00")
    starts_at, seen, meeting_id = meeting.options[0].starts_at, meeting.sequence, meeting.id
    one, other = leila.id, priya.id
    session.commit()

    outcomes = at_once(
        app,
        lambda s: confirm(s.get_one(Meeting, meeting_id), starts_at, seen=seen, actor=s.get_one(Person, other)),
        lambda s: cancel(s.get_one(Meeting, meeting_id), seen=seen, actor=s.get_one(Person, one)),
        lambda s: offer_others(s.get_one(Meeting, meeting_id), FRIDAY, seen=seen, actor=s.get_one(Person, one)),
    )

    assert outcomes == ["told", "told", "won"]
    assert session.scalars(select(Meeting.sequence)).all() == [2]


@pytest.mark.parametrize("_round", range(3))
def test_both_cancel_and_both_are_written_to_once(
    app: Flask, session: Session, pair: Pairing, leila: Person, priya: Person, _round: int
) -> None:
    meeting = agreed(pair, leila, "2026-11-26T10:00")
    seen, meeting_id, people = meeting.sequence, meeting.id, (leila.id, priya.id)
    session.commit()

    outcomes = at_once(
        app,
        *(
            lambda s, who=who: cancel(s.get_one(Meeting, meeting_id), seen=seen, actor=s.get_one(Person, who))
            for who in people
        ),
    )

    kinds = session.scalars(select(OutboxMail.recipient).where(OutboxMail.kind == "meeting_cancelled"))
    assert outcomes == ["told", "won"]
    assert sorted(kinds) == ["leila@northmere.example", "priya@northmere.example"]


@pytest.mark.parametrize("_round", range(3))
def test_a_session_that_both_log_at_once_is_logged_once(
    app: Flask, session: Session, pair: Pairing, leila: Person, priya: Person, _round: int
) -> None:
    meeting = agreed(pair, leila, "2026-11-26T10:00")
    with transaction():
        row = session.merge(meeting)
        row.starts_at = row.proposed_at - timedelta(hours=2)
        day, meeting_id = row.starts_at.date(), row.id
        one, other, both = leila.id, priya.id, pair.id
    log = Log(is_held=True, minutes=45)

    outcomes = at_once(
        app,
        lambda s: log_meeting(s.get_one(Meeting, meeting_id), log, actor=s.get_one(Person, one)),
        lambda s: log_other(s.get_one(Pairing, both), day, log, actor=s.get_one(Person, other)),
    )

    assert outcomes == ["told", "won"]
    assert session.scalars(select(Meeting.state)).all() == [MeetingState.HELD]


@pytest.mark.parametrize("_round", range(3))
def test_a_meeting_confirmed_while_the_pair_ends_is_not_left_behind(
    app: Flask, session: Session, pair: Pairing, leila: Person, priya: Person, _round: int
) -> None:
    meeting = offered(pair, leila, "2026-11-26T10:00")
    starts_at, seen, meeting_id = meeting.options[0].starts_at, meeting.sequence, meeting.id
    one, other, both = leila.id, priya.id, pair.id
    session.commit()

    outcomes = at_once(
        app,
        lambda s: confirm(s.get_one(Meeting, meeting_id), starts_at, seen=seen, actor=s.get_one(Person, other)),
        lambda s: end_pairings([s.get_one(Pairing, both)], Ending.ENDED, actor=s.get_one(Person, one)),
    )

    assert outcomes in (["won", "won"], ["refused", "won"])
    assert session.scalars(select(Meeting.state)).all() == [MeetingState.CANCELLED]
