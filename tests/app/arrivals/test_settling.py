"""Proposals are held, published, replaced; mentees change mentor once, leave with one button, and come to the end."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from app.arrivals.models import ClosedRecord, Proposal, ProposalState
from app.arrivals.services import hold, look_for_another, publish_now, swap
from app.cohorts.models import EnrolmentState
from app.core.db import db
from app.core.errors import Conflict, RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.services import start_run
from app.pairings.models import Ending, Pairing, PairingState
from app.people.models import Person
from app.people_import.models import ArrivalAddress
from app.road.queries import finished_types
from tests.app.arrivals.conftest import House
from tests.app.meetings.conftest import BrowserOf
from tests.app.people_import.conftest import Importer, csv_of
from tests.letters import words_of, written_letters

STARTS = date(2027, 1, 11)


@pytest.fixture
def ada(house: House) -> Person:
    """A hire with a proposal."""
    who = house.hires("Ada Hire", STARTS)
    house.works()
    house.passes(hours=1)
    return who


def test_held_proposal_waits_until_somebody_publishes_it(house: House, ada: Person, browser_of: BrowserOf) -> None:
    page = f"/cohorts/{house.cohort.public_id}/arrivals"
    address = f"/proposals/{house.proposals()[0].public_id}"
    ruth = browser_of(house.ruth)

    ruth.submit(f"{address}/hold", page=page)
    house.passes(days=3)
    ruth = browser_of(house.ruth)
    while_held = house.pairs(), "Held by Ruth Baptiste" in ruth.get(page).text
    ruth.submit(f"{address}/publish", page=page)
    db.session.rollback()

    assert while_held == ([], True)
    assert [each.mentee.person_id for each in house.pairs()] == [ada.id]
    assert ruth.submit(f"{address}/hold", page=page).status_code == 409
    (run,) = db.session.scalars(select(MatchRun)).all()
    assert run.is_published


def test_somebody_else_is_looked_for_and_never_the_same(house: House, ada: Person) -> None:
    first = house.proposals()[0]
    with transaction() as session:
        look_for_another(session.get_one(Proposal, first.id), actor=session.merge(house.ruth))

    house.works()
    house.passes(hours=1)

    dropped, second = house.proposals()
    assert (dropped.state, second.state) == (ProposalState.DROPPED, ProposalState.OPEN)
    assert second.mentor_id != dropped.mentor_id


def test_those_who_are_proposed_are_in_no_other_run(house: House, ada: Person) -> None:
    with pytest.raises(RuleBroken, match="Everybody who waits has been proposed somebody"), transaction():
        start_run(db.session.merge(house.cohort), actor=db.session.merge(house.ruth))

    house.hires("Bo Hire", STARTS)
    house.works()
    house.passes(hours=1)

    assert len({each.mentor_id for each in house.proposals()}) == 2


def test_proposal_that_was_settled_meanwhile_is_a_conflict(house: House, ada: Person) -> None:
    (proposal,) = house.proposals()
    with transaction():
        publish_now(proposal, actor=db.session.merge(house.ruth))

    for settle in (hold, publish_now, look_for_another):
        with pytest.raises(Conflict), transaction():
            settle(proposal, actor=db.session.merge(house.ruth))

    assert len(house.pairs()) == 1


def test_page_of_arrivals_costs_the_same_queries_for_one_and_for_three(
    house: House, ada: Person, browser_of: BrowserOf
) -> None:
    few = _queries(house, browser_of)
    for name in ("Bo", "Cleo"):
        house.hires(f"{name} Hire", STARTS + timedelta(days=20))
        house.hires(f"{name}x Hire", STARTS)
    house.works()
    house.passes(hours=1)

    assert (few, _queries(house, browser_of)) == (14, 14)


def _queries(house: House, browser_of: BrowserOf) -> int:
    """How many queries the page costs Ruth."""
    page, ruth, asked = f"/cohorts/{house.cohort.public_id}/arrivals", browser_of(house.ruth), []
    ruth.get(page)

    def note(*given: object) -> None:
        if str(given[2]).startswith("SELECT"):
            asked.append(given[2])

    event.listen(db.engine, "before_cursor_execute", note)
    text = ruth.get(page).text
    event.remove(db.engine, "before_cursor_execute", note)
    assert "Ada Hire" in text
    return len(asked)


def test_mentee_changes_mentor_once(house: House, ada: Person, browser_of: BrowserOf) -> None:
    house.passes(hours=25)
    (pair,) = house.pairs()
    address, first = f"/pairs/{pair.public_id}", pair.mentor_id
    who = browser_of(ada)

    assert "Another mentor, once" in who.get(address).text
    assert "Another mentor" not in browser_of(pair.mentor.person).get(address).text
    assert browser_of(pair.mentor.person).submit(f"{address}/another-mentor", page="/profile").status_code == 403
    assert who.submit(f"{address}/another-mentor").status_code == 302
    house.works()
    house.passes(hours=1)
    house.passes(hours=25)

    (second,) = house.pairs()
    assert second.mentor_id != first
    with pytest.raises(Conflict), transaction():
        swap(second, actor=db.session.merge(ada))
    assert [each.ending for each in db.session.scalars(select(Pairing).order_by(Pairing.id))] == [
        Ending.NOT_THIS_ONE,
        None,
    ]


def test_days_for_another_mentor_end(house: House, ada: Person) -> None:
    house.passes(hours=25)
    house.passes(days=37)

    with pytest.raises(RuleBroken, match="The days for this ended on Wednesday 10 February"), transaction():
        swap(house.pairs()[0], actor=db.session.merge(ada))


def test_one_button_of_the_letter_takes_out_and_back_in_without_signing_in(
    house: House, ada: Person, browser_of: BrowserOf
) -> None:
    house.passes(hours=25)
    house.passes(days=6)
    house.sends()
    letter = next(each for each in written_letters() if each["To"] == ada.email)
    (link,) = re.findall(r"https?://\S+/arrivals/\S+", words_of(letter))
    address, anybody = urlsplit(link).path, browser_of()

    opened = [anybody.get(address).text for _ in range(2)][1]
    unread = house.enrolment(ada)
    assert unread is not None
    states = [unread.state]
    for button in (address, f"{address}/back", address):
        assert anybody.submit(button, page=address).status_code == 303
        db.session.rollback()
        enrolment = house.enrolment(ada)
        assert enrolment is not None
        states.append(enrolment.state)

    assert "Ada" not in opened
    out, inside = EnrolmentState.WITHDRAWN, EnrolmentState.SIGNED_UP
    assert states == [inside, out, inside, out]
    assert house.pairs() == []
    assert anybody.get(address[:-1] + ("a" if address[-1] != "a" else "b")).status_code == 410


def test_address_for_one_letter_is_used_once_and_forgotten(house: House) -> None:
    importer = Importer(house.ruth.id)
    file = csv_of(
        "employee id|name|e-mail|start date|e-mail before the first day",
        "7|Ada Hire|ada@northmere.example|2027-01-11|ada@at-home.example",
    )
    importer.apply(importer.check(file))

    house.works()
    house.passes(hours=1)
    house.passes(hours=25)
    written = house.letters("ada@at-home.example")
    house.sends()
    again = importer.check(file)
    house.passes(hours=1)

    letter = next(each for each in written_letters() if each["To"] == "ada@at-home.example")
    assert written == ["arrival_ahead_of_day"]
    assert [name for name in ("Leila", "Jonas", "Mina", "sign-in") if name in words_of(letter)] == []
    assert again.counts["unchanged"] == 1
    kept = select(OutboxMail).where(OutboxMail.recipient == "ada@at-home.example")
    assert db.session.scalars(kept).all() == []
    assert db.session.scalars(select(ArrivalAddress.address)).all() == [None]


def test_record_closes_at_day_180_and_says_what_is_open(house: House, ada: Person, session: Session) -> None:
    house.passes(hours=25)
    (pair,) = house.pairs()
    mentor = pair.mentor.person

    house.passes(days=184)
    before = db.session.scalars(select(ClosedRecord)).all()
    house.passes(days=2)
    house.works()
    house.sends()

    (closed,) = db.session.scalars(select(ClosedRecord)).all()
    assert before == []
    assert (closed.program_type, closed.started_on, closed.had_mentor) == ("onboarding", STARTS, True)
    ended = db.session.get_one(Pairing, pair.id)
    assert (ended.state, ended.ending) == (PairingState.ENDED, Ending.COMPLETED)
    assert finished_types(ada) == {"onboarding"}
    assert house.letters(ada)[-1:] == ["record_closed"]
    assert house.letters(mentor)[-1:] == ["record_closed_mentor"]
    assert any("Functional expertise" in words_of(each) for each in written_letters() if each["To"] == ada.email)
    assert len(db.session.scalars(select(MatchRun)).all()) == 1
