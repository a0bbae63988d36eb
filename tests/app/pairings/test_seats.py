"""A mentor’s seats and the switch for new mentees."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.audit import AuditEvent
from app.core.errors import RuleBroken
from app.pairings.models import Ending, Origin, Pairing, Seat
from app.pairings.queries import free_seats
from app.pairings.services import NewPair, end_pairings, make_pairings, set_seats, set_takes_more
from app.people.models import Person
from tests.app.pairings.conftest import again
from tests.client import PageClient
from tests.factories.cohorts import mentee


def stored(session: Session, enrolment: Enrolment) -> Enrolment:
    session.rollback()
    return session.get_one(Enrolment, enrolment.id, populate_existing=True)


def test_a_mentor_changes_seats_on_their_page(
    session: Session, client: PageClient, cohort: Cohort, pair: Pairing, leila: Person
) -> None:
    client.sign_in(leila)

    answer = client.submit(f"/cohorts/{cohort.public_id}/my-seats", seats="3")

    assert answer.status_code == 302
    assert stored(session, pair.mentor).seats == 3
    (event,) = session.scalars(select(AuditEvent).where(AuditEvent.kind == "enrolment.seats_set"))
    assert event.detail == {"before": 2, "after": 3}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "One mentee has a seat with you"),
        ("4", "In this program a mentor takes three mentees at most."),
        ("-1", "Write a whole number from 0 to 20."),
        ("many", "Not a valid integer value."),
    ],
)
def test_seats_that_cannot_be_are_refused_with_a_sentence(
    session: Session, client: PageClient, cohort: Cohort, pair: Pairing, leila: Person, typed: str, sentence: str
) -> None:
    client.sign_in(leila)

    answer = client.submit(f"/cohorts/{cohort.public_id}/my-seats", seats=typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert stored(session, pair.mentor).seats == 2


def test_no_new_mentees_is_one_button(
    session: Session, client: PageClient, cohort: Cohort, pair: Pairing, leila: Person
) -> None:
    client.sign_in(leila)
    address = f"/cohorts/{cohort.public_id}/my-seats"

    client.submit(f"{address}/new-mentees", page=address, takes_more="no")

    assert stored(session, pair.mentor).takes_more is False
    assert free_seats(cohort) == {pair.mentor_id: 0}
    assert "You are given no new mentees for now." in client.get(address).text
    client.submit(f"{address}/new-mentees", page=address, takes_more="yes")
    assert stored(session, pair.mentor).takes_more is True


def test_seats_are_the_mentors_own(client: PageClient, cohort: Cohort, priya: Person, ruth: Person) -> None:
    answers = []
    for who in (priya, ruth):
        client.sign_in(who)
        answers.append(client.get(f"/cohorts/{cohort.public_id}/my-seats").status_code)

    assert answers == [403, 403]


def test_a_pair_moves_down_when_its_seat_goes(session: Session, cohort: Cohort, pair: Pairing) -> None:
    new = [NewPair(mentee_id=mentee(cohort, "Tomasz Kern").id, mentor_id=pair.mentor_id)]
    (second,) = make_pairings(session.merge(cohort), new, origin=Origin.RUN, actor=None, objection_until=None)
    end_pairings([pair], Ending.ENDED, actor=None)
    session.commit()

    set_seats(second.mentor, 1, actor=None)
    session.commit()

    assert [seat.number for seat in session.scalars(select(Seat))] == [1]
    assert again(second).seat_id is not None
    with pytest.raises(RuleBroken):
        set_seats(second.mentor, 0, actor=None)


def test_a_switch_that_stands_so_already_says_nothing(session: Session, pair: Pairing) -> None:
    set_takes_more(session.get_one(Enrolment, pair.mentor_id), takes_more=True, actor=None)

    assert session.scalars(select(AuditEvent).where(AuditEvent.kind == "enrolment.takes_more_set")).all() == []
