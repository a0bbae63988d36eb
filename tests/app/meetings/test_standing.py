"""What those who run a cohort see of a pair's meetings: three words, the same for every number and length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session
from time_machine import Traveller

from app.cohorts.models import Enrolment, Side
from app.core.clock import now
from app.meetings.models import Meeting
from app.meetings.queries import next_meeting
from app.meetings.standing import Standing, standing_of
from app.pairings.models import Pairing
from app.pairings.queries import pairings_of
from app.pairings.turns import turns_of
from app.people.models import Person
from tests.app.cohorts.conftest import counted
from tests.app.meetings.conftest import BrowserOf
from tests.factories.meetings import agreed, logged, offered
from tests.factories.pairings import make_pair
from tests.factories.people import person


def standings(session: Session, pairs: Sequence[Pairing]) -> list[Standing]:
    found = standing_of([session.merge(each) for each in pairs])
    return [found[each.id] for each in pairs]


@pytest.fixture
def three(session: Session, pair: Pairing, ruth: Person) -> list[Pairing]:
    """Three pairs of one cohort."""
    names = (("Milan Horvat", "Jonas Lindqvist"), ("Amara Okafor", "Ines Duarte"))
    return [
        pair,
        *(make_pair(session, cohort=pair.cohort, mentee=one, mentor=two, actor=ruth) for one, two in names),
    ]


def test_pairs_stand_alike_however_often_and_long_they_met(session: Session, three: list[Pairing]) -> None:
    often, once, long_ago = three
    for day in range(1, 11):
        logged(often, now() - timedelta(days=day), minutes=10)
    logged(once, now() - timedelta(days=20), minutes=480)
    logged(long_ago, now() - timedelta(days=22))

    assert standings(session, three) == [Standing.UNDER_WAY, Standing.UNDER_WAY, Standing.QUIET]


def test_the_administrator_reads_the_same_of_two_pairs_that_differ_in_how_often_they_met(
    session: Session, browser_of: BrowserOf, three: list[Pairing], ruth: Person
) -> None:
    often, once, _ = three
    for day in range(1, 11):
        logged(often, now() - timedelta(days=day), minutes=11)
    logged(once, now() - timedelta(days=15), minutes=443)
    browser = browser_of(ruth)
    cohort = f"/cohorts/{often.cohort.public_id}"

    pages = [browser.get(each).text for each in (cohort, f"{cohort}/pairs", f"{cohort}/running")]
    pages.append(browser.submit(f"{cohort}/pairs.csv", page=f"{cohort}/pairs").text)

    assert not any(figure in page for page in pages for figure in ("443", "11 minutes", "10 meetings", "110"))


def test_a_meeting_that_did_not_take_place_begins_nothing(session: Session, three: list[Pairing]) -> None:
    logged(three[0], now() - timedelta(days=1), is_held=False)

    assert standings(session, three) == [Standing.NOT_BEGUN] * 3


def test_standing_costs_one_question_for_any_number_of_pairs(session: Session, three: list[Pairing]) -> None:
    pairs = [session.merge(each) for each in three]

    assert all(each.id for each in pairs)
    costs = []
    for some in (pairs[:1], pairs):
        with counted() as sent:
            standing_of(some)
        costs.append(len(sent))

    assert costs == [1, 1]


def test_it_is_the_turn_of_whoever_is_to_choose_and_then_of_nobody(
    session: Session, pair: Pairing, leila: Person, priya: Person, clock: Traveller
) -> None:
    def turn() -> Side | None:
        session.rollback()
        return turns_of([session.get_one(Pairing, pair.id)])[pair.id]

    at_first = turn()
    offered(pair, leila, "2026-11-26T10:00")
    on_offer = turn()
    session.query(Meeting).one().state = "cancelled"  # type: ignore[assignment]  # as the database has it
    session.commit()
    agreed(pair, priya, "2026-11-27T15:00")
    ahead = turn()
    clock.move_to("2026-11-28T10:00:00+00:00")

    assert (at_first, on_offer, ahead, turn()) == (Side.MENTOR, Side.MENTEE, None, Side.MENTOR)


def test_the_next_meeting_is_the_one_that_has_not_ended(
    session: Session, pair: Pairing, leila: Person, clock: Traveller
) -> None:
    first, second = (agreed(pair, leila, wall) for wall in ("2026-11-26T10:00", "2026-12-03T10:00"))
    found = []
    for moment in ("2026-11-26T09:30", "2026-11-26T09:50", "2026-12-04T09:00"):
        clock.move_to(f"{moment}:00+00:00")
        meeting = next_meeting(session.merge(pair))
        found.append(meeting and meeting.id)

    assert found == [first.id, second.id, None]


def test_home_costs_the_same_for_one_pair_and_for_three(
    session: Session, browser_of: BrowserOf, pair: Pairing, leila: Person, ruth: Person
) -> None:
    browser = browser_of(leila)
    agreed(pair, leila, "2026-11-26T10:00")
    costs = []
    for name in ("", "Milan Horvat", "Noor Saleh"):
        if name:
            mentee = person(name, time_zone="Europe/Lisbon")
            other = make_pair(session, cohort=pair.cohort, mentee=mentee, mentor=_as_mentor(session, pair), actor=ruth)
            agreed(other, leila, "2026-11-30T10:00")
        browser.get("/")
        with counted() as sent:
            browser.get("/")
        costs.append(len(sent))

    assert len(pairings_of(session.merge(leila))) == 3
    assert costs[0] == costs[1] == costs[2]


def _as_mentor(session: Session, pair: Pairing) -> Enrolment:
    """Leila, with seats enough."""
    mentor = session.merge(pair).mentor
    mentor.seats = 5
    session.commit()
    session.refresh(mentor)
    return mentor
