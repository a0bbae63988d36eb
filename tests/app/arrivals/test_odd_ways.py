"""Two mentors each, two windows at once, a first day that moves while somebody is out: nothing is lost or left over."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from app.arrivals.jobs import follow
from app.arrivals.keys import leave_key
from app.arrivals.models import Arrival, Proposal, ProposalState
from app.arrivals.queries import settings_of
from app.arrivals.services import choose, come_back, follow_start_dates, opt_out, publish_now, swap
from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.cohorts.services import copy_cohort, move_cohort
from app.core.db import db
from app.core.transactions import transaction
from app.pairings.models import Ending, Pairing
from app.people.models import Person
from app.people.services import change_profile
from app.timelines.queries import day_zero
from programs.phases import Phase
from tests.app.arrivals.conftest import House
from tests.app.meetings.conftest import BrowserOf
from tests.app.pairings.test_races import race
from tests.factories.cohorts import cohort, mentee
from tests.factories.people import person
from tests.letters import words_of, written_letters

STARTS = date(2027, 1, 11)


@pytest.fixture
def two_each(house: House) -> House:
    """A cohort in which everybody has two mentors; Ada has both."""
    with transaction() as session:
        session.get_one(Cohort, house.cohort.id).aims = {"needs": 2}
    house.places(house.hires("Ada Hire", STARTS))
    house.passes(hours=1)
    house.passes(hours=25)
    return house


def test_who_is_to_have_two_mentors_is_given_the_second_as_well(two_each: House) -> None:
    assert len(two_each.pairs()) == 2
    assert {each.state for each in two_each.proposals()} == {ProposalState.PUBLISHED}


def test_whoever_leaves_or_comes_to_the_end_leaves_no_second_pair_behind(two_each: House) -> None:
    (ada,) = {each.mentee.person for each in two_each.pairs()}
    mentors = [each.mentor.person for each in two_each.pairs()]

    two_each.passes(days=186)

    assert two_each.pairs() == []
    assert [two_each.letters(each)[-1:] for each in mentors] == [["record_closed_mentor"]] * 2
    assert two_each.letters(ada)[-1:] == ["record_closed"]


def test_one_button_ends_both_pairs(two_each: House) -> None:
    (ada,) = {each.mentee.person for each in two_each.pairs()}

    with transaction():
        arrival = two_each.arrival(ada)
        assert arrival is not None
        opt_out(arrival)

    assert two_each.pairs() == []


def test_whoever_comes_back_long_before_the_first_day_waits_for_it(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.works()
    with transaction() as session:
        change_profile(session.merge(ada), actor=None, start_on=date(2027, 3, 1))
    house.works()

    for press in (opt_out, come_back):
        with transaction():
            arrival = house.arrival(ada)
            assert arrival is not None
            press(arrival)
    before = house.enrolment(ada)
    assert before is not None
    early = before.state
    house.passes(days=50)

    after = house.enrolment(ada)
    assert after is not None
    assert (early, after.state) == (EnrolmentState.WITHDRAWN, EnrolmentState.SIGNED_UP)


def test_changing_mentor_in_two_windows_is_told_in_a_sentence(house: House, app: Flask) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.places(ada)
    (pair,) = house.pairs()
    once = partial(change, pair.id, ada.id)

    outcomes = race(app, once, once)

    assert Counter(outcomes) == {"done": 1, "Conflict": 1}
    db.session.rollback()
    assert db.session.get_one(Pairing, pair.id).ending is Ending.NOT_THIS_ONE


def change(pairing_id: int, person_id: int) -> None:
    swap(db.session.get_one(Pairing, pairing_id), actor=db.session.get_one(Person, person_id))


def test_first_day_of_long_ago_by_a_slip_closes_no_record(house: House) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.places(ada)

    with transaction() as session:
        change_profile(session.merge(ada), actor=None, start_on=date(2017, 1, 11))
    house.works()

    assert len(house.pairs()) == 1
    assert "record_closed" not in house.letters(ada)


def test_nobody_changes_mentor_where_no_other_would_be_found(house: House, browser_of: BrowserOf) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.places(ada)
    (pair,) = house.pairs()
    with transaction() as session:
        session.get_one(Cohort, house.cohort.id).phase = Phase.CLOSING
    who, address = browser_of(ada), f"/pairs/{pair.public_id}"

    assert "another-mentor" not in who.get(address).text
    assert who.submit(f"{address}/another-mentor", page=address).status_code == 422
    assert len(house.pairs()) == 1


def test_copy_takes_in_whom_the_first_did(house: House) -> None:
    with transaction() as session:
        cohort, ruth = session.get_one(Cohort, house.cohort.id), session.merge(house.ruth)
        choose(cohort, takes_hires=False, takes_movers=True, actor=ruth)
        made = settings_of(copy_cohort(cohort, "Once more", date(2027, 9, 1), actor=ruth))

    assert (made.takes_hires, made.takes_movers) == (False, True)


def test_cohort_that_closes_takes_back_what_was_proposed_and_tells_each_mentor_once(house: House) -> None:
    for name in ("Jonas", "Mina"):
        house.cohort_mentor(name).takes_more = False
    house.cohort_mentor("Leila").seats = 2
    db.session.commit()
    hires = [house.hires(f"{name} Hire", STARTS) for name in ("Ada", "Bo")]
    house.works()
    house.passes(hours=1)
    guides = {each.mentor.person for each in house.proposals()}
    with transaction() as session:
        session.get_one(Cohort, house.cohort.id).phase = Phase.RUNNING

    with transaction() as session:
        move_cohort(session.get_one(Cohort, house.cohort.id), Phase.CLOSING, actor=session.merge(house.ruth))
    house.passes(hours=26)
    next_one = cohort(house.ruth, name="Welcome again", phase=Phase.SIGN_UP, starts_on=date(2027, 1, 5))
    house.works()
    house.sends()

    assert [each.state for each in house.proposals()] == [ProposalState.DROPPED] * 2
    (leila,) = guides
    assert house.letters(leila) == ["arrival_ahead", "arrival_ahead", "arrival_not_now"]
    (letter,) = [words_of(each) for each in written_letters() if each["Subject"] == "Your seat stays free for now"]
    assert "It comes to its end now" in letter
    # Whoever has not had the first day yet has heard of nothing, and goes on in the next cohort.
    assert [house.letters(each) for each in hires] == [[]] * 2
    assert len(db.session.scalars(select(Arrival).where(Arrival.cohort_id == next_one.id)).all()) == 2


def test_nothing_is_proposed_while_the_cohort_closes(house: House, app: Flask) -> None:
    house.hires("Ada Hire", STARTS)
    house.works()
    with transaction() as session:
        session.get_one(Cohort, house.cohort.id).phase = Phase.RUNNING
    here = house.cohort.id

    def close() -> None:
        move_cohort(db.session.get_one(Cohort, here), Phase.CLOSING, actor=None)

    assert race(app, close, follow)[0] == "done"

    db.session.rollback()
    assert [each.state for each in house.proposals() if not each.is_settled] == []


def test_first_day_that_moves_while_somebody_publishes_leaves_no_pair_with_whoever_is_out(
    house: House, app: Flask
) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.works()
    house.passes(hours=1)
    (proposal,) = house.proposals()
    number, ruth = proposal.id, house.ruth.id
    with transaction() as session:
        change_profile(session.merge(ada), actor=None, start_on=date(2027, 3, 1))

    def publish() -> None:
        publish_now(db.session.get_one(Proposal, number), actor=db.session.get_one(Person, ruth))

    outcomes = race(app, publish, follow_start_dates)

    db.session.rollback()
    enrolment = house.enrolment(ada)
    assert enrolment is not None
    is_in = enrolment.state is EnrolmentState.SIGNED_UP
    assert (outcomes[0] == "done", len(house.pairs())) == (is_in, int(is_in))


def test_whoever_signs_up_again_is_in_by_their_own_word(house: House, browser_of: BrowserOf) -> None:
    ada = house.hires("Ada Hire", STARTS)
    house.works()
    with transaction():
        arrival = house.arrival(ada)
        assert arrival is not None
        opt_out(arrival)
    with transaction() as session:
        again = session.get_one(Enrolment, arrival.enrolment_id)
        again.state, again.withdrawn_at = EnrolmentState.SIGNED_UP, None  # as a sign-up does it

    at_once = "Leave me out" in browser_of().get(f"/arrivals/{leave_key(arrival)}").text
    house.works()
    house.passes(days=7)

    now_in = house.arrival(ada)
    assert now_in is not None
    assert (at_once, now_in.opted_out_at, house.letters(ada)) == (True, None, ["arrival_welcome"])


def test_day_of_a_way_is_counted_where_the_organisation_is(house: House) -> None:
    # Half past midnight in Stockholm on the 11th is the 10th by the clock of Greenwich.
    late = mentee(house.cohort, person("Cleo", email="cleo@northmere.example", start_on=date(2019, 5, 6)))
    with transaction() as session:
        session.get_one(Enrolment, late.id).joined_at = datetime(2027, 1, 10, 23, 30, tzinfo=UTC)

    assert day_zero(db.session.get_one(Enrolment, late.id)) == date(2027, 1, 11)


def test_page_of_arrivals_counts_those_whom_it_does_not_show(house: House, browser_of: BrowserOf) -> None:
    for number in range(53):
        mentee(house.cohort, person(f"Newcomer {number}", email=f"newcomer{number}@northmere.example"))

    page = browser_of(house.ruth).get(f"/cohorts/{house.cohort.public_id}/arrivals").text

    assert "53 people wait for a mentor." in page
    assert "The 50 who have waited longest are shown, of 53." in page
