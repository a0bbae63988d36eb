"""A publication is taken back as long as nobody of it has met."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.services import undo_run
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services import end_pairings, note_first_met, undo_pairings
from app.people.models import Person
from programs.phases import Phase
from tests.app.matching_runs.conftest import publish, take_back
from tests.client import PageClient


@pytest.fixture
def published(done: MatchRun, ruth: Person) -> MatchRun:
    """The run with its two pairs published."""
    return publish(done, ruth)


def pairings(session: Session) -> list[Pairing]:
    session.rollback()
    return list(session.scalars(select(Pairing).order_by(Pairing.id)))


def test_taking_back_ends_every_pair_and_tells_both_sides(session: Session, published: MatchRun, ruth: Person) -> None:
    run = take_back(published, ruth)

    assert {(each.state, each.ending) for each in pairings(session)} == {(PairingState.ENDED, Ending.UNDONE)}
    sent = Counter(session.scalars(select(OutboxMail.kind)))
    assert (run.is_published, run.cohort.phase, sent["pair_undone"]) == (False, Phase.RUNNING, 4)
    events = session.scalars(select(AuditEvent.detail).where(AuditEvent.kind == "run.undone")).all()
    assert events == [{"number": 1, "pairs": 2}]


def test_the_page_shows_the_letters_and_takes_back(
    session: Session, signed_in: PageClient, published: MatchRun
) -> None:
    url = f"/runs/{published.public_id}/take-back"
    page = signed_in.get(url).text
    seen = page.partition('name="expected"')[2].partition('value="')[2].partition('"')[0]
    sent = len(session.scalars(select(OutboxMail)).all())

    answer = signed_in.submit(url, expected=seen)
    review = signed_in.get(answer.location).text

    assert "2 pairs would be taken back." in page
    assert page.count("Your pair was taken back") == 2
    assert "Published and taken back" in review
    session.rollback()
    assert len(session.scalars(select(OutboxMail)).all()) == sent + 4


def test_a_pair_that_has_met_keeps_the_run_from_being_taken_back(
    session: Session, signed_in: PageClient, published: MatchRun, ruth: Person
) -> None:
    first = pairings(session)[0]
    with transaction():
        note_first_met(session.merge(first), today() - timedelta(days=1))

    with pytest.raises(RuleBroken, match="Some of its pairs have met"):
        take_back(published, ruth)

    page = signed_in.get(f"/runs/{published.public_id}/take-back").text
    assert "It cannot be taken back as a whole." in page
    assert "Take all of it back" not in page
    assert all(each.is_open for each in pairings(session))


def test_single_pairs_are_taken_back_beside_one_that_has_met(
    session: Session, published: MatchRun, ruth: Person
) -> None:
    met, other = pairings(session)
    with transaction():
        note_first_met(session.merge(met), today())
        undo_pairings([session.merge(other)], actor=session.merge(ruth))

    assert [each.is_open for each in pairings(session)] == [True, False]


def test_what_was_taken_back_is_not_taken_back_twice(published: MatchRun, ruth: Person) -> None:
    take_back(published, ruth)

    with pytest.raises(Conflict, match="taken back already"):
        take_back(published, ruth)
    with pytest.raises(Conflict, match="published and taken back"):
        publish(published, ruth)


def test_a_draft_has_nothing_to_take_back(done: MatchRun, ruth: Person) -> None:
    with pytest.raises(RuleBroken, match="has not been published"):
        take_back(done, ruth)


def test_pairs_that_have_changed_since_are_looked_at_again(session: Session, published: MatchRun, ruth: Person) -> None:
    with transaction():
        end_pairings([pairings(session)[0]], Ending.ENDED, actor=None)

    with pytest.raises(Conflict, match="changed since you looked"), transaction():
        undo_run(session.get_one(MatchRun, published.id), "another", actor=session.merge(ruth))

    assert [each.is_open for each in pairings(session)] == [False, True]
