"""Hires are in seven days before they start, whatever happens to files, dates and workers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.arrivals.models import Arrival, ProposalState
from app.arrivals.services import choose
from app.cohorts.models import Enrolment, EnrolmentState, Side
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import change_profile, mark_left
from tests.app.arrivals.conftest import House
from tests.factories import cohorts
from tests.factories.people import person

STARTS = date(2027, 1, 12)


def test_hire_is_in_seven_days_before_and_no_earlier(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS)

    house.works()
    before = house.enrolment(ada)
    house.passes(days=1)

    assert before is None
    enrolment = house.enrolment(ada)
    assert enrolment is not None
    assert (enrolment.role, enrolment.needs, enrolment.state) == (Side.MENTEE, 1, EnrolmentState.SIGNED_UP)


def test_proposal_within_a_day_is_published_a_day_later_and_each_hears_in_their_time(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))

    house.works()
    house.passes(hours=1)
    (proposal,) = house.proposals()
    mentor = proposal.mentor.person
    at_first = house.letters(mentor), house.letters(ada), house.pairs()
    house.passes(hours=23)
    not_yet = house.pairs()
    house.passes(hours=2)
    later = house.letters(mentor), house.letters(ada)
    house.passes(days=6)
    on_the_day = house.letters(ada)

    assert at_first == (["arrival_ahead"], [], [])
    assert not_yet == []
    assert later == (["arrival_ahead", "placed"], [])
    assert on_the_day == ["arrival_welcome"]
    assert [each.mentor.person_id for each in house.pairs()] == [mentor.id]


def test_every_hour_again_writes_nothing_twice(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))

    house.places(ada)
    for _ in range(4):
        house.works()
    house.passes(days=6)
    for _ in range(4):
        house.works()

    assert house.letters(ada) == ["arrival_welcome"]
    assert len(house.proposals()) == 1
    assert len(db.session.scalars(select(Arrival)).all()) == 1


def test_worker_that_was_away_for_three_days_makes_up_for_it(house: House) -> None:
    people = [house.hires(f"{name} Hire", date(2027, 1, 12)) for name in ("Ada", "Bo")]
    late = house.hires("Cleo Hire", date(2027, 1, 6))

    house.passes(days=4)
    house.passes(hours=1)
    house.passes(hours=25)

    assert {each.mentee.person_id for each in house.pairs()} == {each.id for each in (*people, late)}
    assert house.letters(late) == ["arrival_welcome", "placed"]


@pytest.mark.parametrize(("days", "is_in"), [(-30, True), (-31, False)])
def test_late_hire_is_taken_in_for_a_month(house: House, days: int, is_in: bool) -> None:
    ada = house.hires("Ada Hire", date(2027, 1, 4) + timedelta(days=days))

    house.works()

    assert (house.enrolment(ada) is not None) is is_in


def test_whoever_has_no_start_date_or_takes_part_already_or_leaves_before_is_left_alone(house: House) -> None:
    nobody_knows = house.hires("Ada Hire", None)
    signed_up = house.hires("Bo Hire", STARTS - timedelta(days=2))
    cohorts.mentee(house.cohort, signed_up)
    stays_out = house.hires("Cleo Hire", STARTS - timedelta(days=2), left_on=date(2027, 1, 5))

    house.works()

    assert house.enrolment(nobody_knows) is None
    assert house.enrolment(stays_out) is None
    assert house.arrival(signed_up) is None


def test_first_day_moved_far_ahead_steps_back_and_comes_again(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))
    house.works()
    house.passes(hours=1)
    mentor = house.proposals()[0].mentor.person

    _starts(ada, date(2027, 2, 1))
    house.works()
    back = house.enrolment(ada)
    assert back is not None
    at_rest = (back.state, house.proposals()[0].state, house.letters(mentor))
    house.passes(days=21)
    house.passes(hours=1)

    assert at_rest == (EnrolmentState.WITHDRAWN, ProposalState.DROPPED, ["arrival_ahead", "arrival_not_now"])
    again = house.enrolment(ada)
    assert again is not None
    assert again.state is EnrolmentState.SIGNED_UP
    assert [each.state for each in house.proposals()] == [ProposalState.OPEN]


def test_first_day_moved_after_publication_is_told_to_the_mentor_alone(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))
    house.places(ada)
    mentor = house.pairs()[0].mentor.person

    _starts(ada, date(2027, 1, 18))
    house.passes(days=6)
    before = house.letters(ada)
    house.passes(days=7)

    assert house.letters(mentor) == ["arrival_ahead", "placed", "arrival_moved"]
    assert (before, house.letters(ada)) == ([], ["arrival_welcome"])


def test_whoever_leaves_before_the_first_day_hears_nothing_and_the_seat_is_free(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))
    house.works()
    house.passes(hours=1)
    mentor = house.proposals()[0].mentor.person

    with transaction() as session:
        mark_left(session.merge(ada), actor=None, on=date(2027, 1, 4))
    house.passes(days=8)

    assert house.letters(ada) == []
    assert house.letters(mentor) == ["arrival_ahead", "arrival_not_now"]
    assert house.pairs() == []


def test_mentor_who_takes_no_more_meanwhile_is_not_given_one_and_another_is_found(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS - timedelta(days=1))
    house.works()
    house.passes(hours=1)
    first = house.proposals()[0].mentor_id

    with transaction() as session:
        session.get_one(Enrolment, first).takes_more = False
    house.passes(hours=25)
    house.passes(hours=1)
    house.passes(hours=25)

    assert [each.state for each in house.proposals()] == [ProposalState.DROPPED, ProposalState.PUBLISHED]
    assert [each.mentor_id == first for each in house.pairs()] == [False]
    assert house.letters(ada) == []


def test_a_hire_a_day_waits_for_no_other(house: House) -> None:
    placed = []

    for day, name in enumerate(("Ada", "Bo", "Cleo")):
        house.hires(f"{name} Hire", date(2027, 1, 11) + timedelta(days=day))
        house.works()
        house.passes(hours=1)
        house.passes(hours=23)
        placed.append(len(house.pairs()))
    house.passes(hours=2)

    assert [*placed, len(house.pairs())] == [0, 1, 2, 3]
    assert len({each.mentor_id for each in house.pairs()}) == 3


def test_hire_is_taken_into_one_cohort_the_newest_that_has_begun(house: House, session: Session) -> None:
    newer = cohorts.cohort(house.ruth, name="Welcome again", phase=house.cohort.phase, starts_on=date(2027, 1, 8))
    early, late = house.hires("Ada Hire", date(2027, 1, 6)), house.hires("Bo Hire", date(2027, 1, 11))

    house.works()
    house.works()

    rows = session.execute(select(Arrival.person_id, Arrival.cohort_id).order_by(Arrival.person_id)).all()
    assert rows == [(early.id, house.cohort.id), (late.id, newer.id)]


def test_movers_are_taken_in_where_the_cohort_wants_them(house: House) -> None:

    mover = person("Mover", email="mover@northmere.example", department="Finance")
    for wanted in (False, True):
        with transaction() as session:
            choose(session.merge(house.cohort), takes_hires=True, takes_movers=wanted, actor=session.merge(house.ruth))
        with transaction() as session:
            change_profile(session.merge(mover), actor=None, department="Sales" if wanted else "Legal")
        house.works()
        assert (house.arrival(mover) is not None) is wanted

    house.works()
    assert house.letters(mover) == ["arrival_welcome"]


def _starts(who: Person, on: date) -> None:
    with transaction() as session:
        session.merge(who).start_on = on
