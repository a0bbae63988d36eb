"""Pairs end: what is told to whom, what is freed, and what can no longer be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Enrolment, EnrolmentState
from app.cohorts.services import move_cohort
from app.core.audit import AuditEvent
from app.core.clock import today
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail, deliver
from app.core.transactions import transaction
from app.pairings.endings import _HEIRS, when_ended
from app.pairings.models import Ending, Pairing, PairingState
from app.pairings.services import end_pairings, note_first_met, undo_pairings
from app.people.models import Person
from app.people.services import mark_left, restore
from programs.phases import Phase
from tests.app.pairings.conftest import again
from tests.client import PageClient
from tests.factories.pairings import make_pair
from tests.letters import words_of, written_letters


def mails(session: Session) -> list[tuple[str, str]]:
    """Kind and address of what is in the outbox."""
    session.rollback()
    rows = session.scalars(select(OutboxMail).order_by(OutboxMail.recipient)).all()
    return [(row.kind, row.recipient) for row in rows]


def test_heirs_are_told_in_the_same_transaction(session: Session, pair: Pairing, leila: Person) -> None:
    told = []

    @when_ended
    def listen(pairings: object, actor: Person | None) -> None:
        told.append((list(pairings), actor))  # type: ignore[call-overload]  # a sequence of pairings

    try:
        with transaction():
            end_pairings([pair], Ending.ENDED, actor=session.merge(leila))
    finally:
        _HEIRS.remove(listen)

    assert [([each.id for each in pairs], actor and actor.id) for pairs, actor in told] == [([pair.id], leila.id)]


def test_an_end_that_is_rolled_back_tells_nobody(session: Session, pair: Pairing) -> None:
    end_pairings([pair], Ending.ENDED, actor=None)
    session.rollback()

    assert again(pair).is_open
    assert mails(session) == []


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (Ending.ENDED, "pair_ended"),
        (Ending.NOT_THIS_ONE, "pair_ended"),
        (Ending.LEFT, "partner_left"),
        (Ending.UNDONE, "pair_undone"),
        (Ending.COMPLETED, None),
    ],
)
def test_both_are_told_of_what_neither_has_done(
    session: Session, pair: Pairing, ending: Ending, kind: str | None
) -> None:
    with transaction():
        end_pairings([pair], ending, actor=None)

    both = [(kind, "leila.haddad@northmere.example"), (kind, "priya.raman@northmere.example")]
    assert mails(session) == (both if kind else [])


def test_a_cohort_that_ends_asks_nothing_more_of_its_pairs(
    session: Session, client: PageClient, pair: Pairing, ruth: Person, leila: Person
) -> None:
    client.sign_in(leila)
    before = client.get("/").text

    for phase in (Phase.CLOSING, Phase.CLOSED):
        with transaction():
            move_cohort(session.merge(pair.cohort), phase, actor=session.merge(ruth))

    page = client.get(f"/pairs/{pair.public_id}").text
    assert again(pair).ending is Ending.COMPLETED
    assert mails(session) == []
    assert ("Your turn" in before, "Your turn" in client.get("/").text, "Your turn" in page) == (True, False, False)
    assert "If you both like, go on meeting" in page


def test_an_administrator_takes_a_pair_back(session: Session, client: PageClient, pair: Pairing, ruth: Person) -> None:
    client.sign_in(ruth)

    answer = client.submit(f"/pairs/{pair.public_id}/undo")

    assert answer.status_code == 302
    assert again(pair).ending is Ending.UNDONE
    assert {kind for kind, _to in mails(session)} == {"pair_undone"}
    deliver()
    assert all("taken your pair with" in " ".join(words_of(each).split()) for each in written_letters())


def test_a_pair_that_has_met_is_not_taken_back(
    session: Session, client: PageClient, pair: Pairing, ruth: Person
) -> None:
    with transaction():
        note_first_met(pair, today())
    client.sign_in(ruth)

    answer = client.submit(f"/pairs/{pair.public_id}/undo", page=f"/cohorts/{pair.cohort.public_id}/pairs/import")

    assert answer.status_code == 422
    assert "Priya Raman with Leila Haddad" in answer.text
    assert again(pair).is_open
    with pytest.raises(RuleBroken):
        undo_pairings([pair], actor=session.merge(ruth))


def test_an_ended_pair_is_not_taken_back(session: Session, pair: Pairing, ruth: Person) -> None:
    with transaction():
        end_pairings([pair], Ending.ENDED, actor=None)

    with pytest.raises(Conflict):
        undo_pairings([pair], actor=session.merge(ruth))


def test_only_those_who_run_the_cohort_take_a_pair_back(client: PageClient, pair: Pairing, priya: Person) -> None:
    client.sign_in(priya)

    assert client.get(f"/pairs/{pair.public_id}/undo").status_code == 404


def test_the_first_meeting_keeps_its_earliest_day(session: Session, pair: Pairing) -> None:
    with transaction():
        for on in (date(2026, 11, 20), date(2026, 11, 27), date(2026, 11, 18)):
            note_first_met(pair, on)

    assert again(pair).first_met_on == date(2026, 11, 18)


def test_a_leaver_ends_their_pairs_kindly(session: Session, pair: Pairing, ruth: Person, leila: Person) -> None:
    other = make_pair(session, cohort=pair.cohort, mentee="Tomasz Kern", mentor=session.merge(pair.mentor))

    with transaction():
        mark_left(session.merge(leila), actor=session.merge(ruth))

    for each in (again(pair), again(other)):
        assert (each.state, each.ending, each.seat_id) == (PairingState.ENDED, Ending.LEFT, None)
    enrolment = session.get_one(Enrolment, pair.mentor_id)
    assert (enrolment.state, enrolment.withdrawn_at is not None) == (EnrolmentState.WITHDRAWN, True)
    assert mails(session) == [
        ("partner_left", "priya.raman@northmere.example"),
        ("partner_left", "tomasz.kern@northmere.example"),
    ]
    deliver()
    assert "Leila Haddad has left the organisation" in " ".join(words_of(written_letters()[0]).split())


def test_coming_back_does_not_bring_pairs_back(session: Session, pair: Pairing, leila: Person) -> None:
    with transaction():
        mark_left(session.merge(leila), actor=None)

    with transaction():
        restore(session.merge(leila), actor=None)

    assert not again(pair).is_open
    assert session.get_one(Enrolment, pair.mentor_id).state is EnrolmentState.WITHDRAWN


def test_an_end_is_recorded_without_a_word(session: Session, pair: Pairing, leila: Person) -> None:
    with transaction():
        end_pairings([pair], Ending.ENDED, actor=session.merge(leila))

    (event,) = session.scalars(select(AuditEvent).where(AuditEvent.kind == "pairing.ended"))
    assert (event.object_id, event.actor_id, event.detail) == (pair.public_id, leila.public_id, {"ending": "ended"})
