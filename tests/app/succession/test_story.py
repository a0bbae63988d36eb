"""A plan from its proposal to a protégé who takes the role on, through the pages of all involved."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from app.core.clock import today
from app.core.db import db
from app.people.models import Person
from app.succession.models import Candidate, CandidateState, Pick, PickState, Plan, Round
from tests.app.coaching.browsing import browser
from tests.client import PageClient
from tests.factories.succession import agreed, paired, running

HERE = "/in-confidence"
CARD = {"seen": "0", "way": "Ran two plants", "shown": "Six weeks early", "missing": "No profit and loss"}
REASON = {"reason": "She has run plants through worse.", "seen": "0", "do": "choose"}
TASK = {"goal": "Close the books", "business_owner": "Finance", "begins_on": "2027-01-01", "ends_on": "2027-06-01"}


def the(table: Any) -> Any:
    """The newest row of a table."""
    db.session.rollback()
    return db.session.scalars(select(table).order_by(table.id.desc())).first()


def posted(client: PageClient, address: str, **fields: Any) -> int:
    """What the answer to a form is."""
    return client.submit(f"{HERE}/{address}", page=HERE, **fields).status_code


def test_a_plan_is_proposed_by_one_and_confirmed_by_the_other(app: Flask, helena: Person, victor: Person) -> None:
    lead, chief = browser(app, helena), browser(app, victor)
    owners = {"first": helena.email, "second": victor.email, "confirmer": victor.email}

    proposed = posted(lead, "plans/new", title="Head of operations, south", seats="1", **owners)
    plan = the(Plan)
    before = lead.get(f"{HERE}/plans/{plan.public_id}").status_code
    seen = chief.get(f"{HERE}/proposals/{plan.public_id}").text
    confirmed = posted(chief, f"proposals/{plan.public_id}/yes")

    assert (proposed, before, confirmed) == (303, 404, 303)
    assert "Head of operations, south" in seen
    assert lead.get(f"{HERE}/plans/{plan.public_id}").status_code == 200


def test_nobody_is_on_a_slate_who_was_not_asked_in_person(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person
) -> None:
    lead, own = browser(app, helena), browser(app, beatriz)
    posted(lead, f"plans/{south.public_id}/candidates/new", person=beatriz.email)
    candidate = the(Candidate)
    card, question = f"candidates/{candidate.public_id}", f"asked/{candidate.public_id}"
    written = posted(lead, f"{card}/card", **CARD)
    judged = posted(lead, f"{card}/readiness", band="soon", evidence="Closed early", seen_on=today().isoformat())

    before = own.get(f"{HERE}/{question}").status_code
    posted(lead, f"{card}/asked")
    listed = own.get(HERE).text
    answered = posted(own, question, wish="Somebody from commercial", first=maria.email)

    assert (written, judged, before, answered) == (303, 303, 404, 303)
    assert "Head of operations, south" in listed
    assert the(Candidate).state is CandidateState.AGREED


def test_two_who_choose_the_same_are_parted_by_the_wish(
    app: Flask, south: Plan, helena: Person, maria: Person, oskar: Person, beatriz: Person
) -> None:
    lead, chooser, other = (browser(app, each) for each in (helena, maria, oskar))
    candidate = agreed(south, beatriz, maria)
    days = {"choose_by": str(today() + timedelta(days=9)), "ends_on": str(today() + timedelta(days=14))}
    posted(lead, f"plans/{south.public_id}/round", **days, executives=[maria.public_id, oskar.public_id])
    slate = f"rounds/{the(Round).public_id}"
    choice, meeting = f"{slate}/choices/{candidate.public_id}", f"{slate}/meeting"

    read = chooser.get(f"{HERE}/{slate}").text
    chosen = [posted(each, choice, **REASON) for each in (chooser, other)]
    suggested = lead.get(f"{HERE}/{meeting}").text
    settled = {"executive": maria.public_id, "months": "18", "reason": "Her wish"}
    answers = [posted(lead, f"{meeting}/{candidate.public_id}", **settled), posted(lead, f"{slate}/close")]

    assert (chosen, answers) == ([303, 303], [303, 303])
    assert ("Beatriz Carvalho" in read, "own wish" in suggested) == (True, True)
    assert {each.state for each in db.session.scalars(select(Pick))} == {PickState.SETTLED, PickState.DRAFT}
    assert (chooser.get(f"{HERE}/{slate}").status_code, lead.get(f"{HERE}/{meeting}/print").status_code) == (404, 200)


def test_what_the_two_work_on_is_theirs_until_the_role_is_taken_on(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person
) -> None:
    lead, chooser, own = (browser(app, each) for each in (helena, maria, beatriz))
    candidate = agreed(south, beatriz, maria)
    paired(running(south, maria), candidate, beatriz, maria)
    together = f"together/{candidate.public_id}"

    planned = posted(own, f"{together}/plan", target="Head of operations", seen="0")
    added = posted(chooser, f"{together}/assignments/new", **TASK)
    placed = posted(lead, f"candidates/{candidate.public_id}/placed")

    assert (planned, added, placed) == (303, 303, 303)
    assert "Close the books" in own.get(f"{HERE}/{together}").text
    assert lead.get(f"{HERE}/{together}").status_code == 404
    assert "what was done for you" in own.get(f"{HERE}/asked/{candidate.public_id}").text


def test_an_executive_sees_whom_they_bring_on_and_says_how_ready_they_are(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person
) -> None:
    lead, chooser, own = (browser(app, each) for each in (helena, maria, beatriz))
    candidate = agreed(south, beatriz, maria)
    paired(running(south, maria), candidate, beatriz, maria)
    together = f"together/{candidate.public_id}"
    posted(chooser, f"{together}/assignments/new", **TASK)

    seen = {"band": "now", "evidence": "Held the year-end alone", "seen_on": today().isoformat()}
    judged = [posted(each, f"{together}/readiness", **seen) for each in (chooser, own)]
    board = chooser.get(f"{HERE}/board").text

    assert judged == [303, 404]
    assert [each in board for each in ("Beatriz Carvalho", "Close the books", "Held the year-end alone")] == [True] * 3
    assert "Held the year-end alone" in lead.get(f"{HERE}/plans/{south.public_id}/board").text
    assert own.get(f"{HERE}/board").status_code == 404


def test_the_owners_read_every_page_of_their_plan(app: Flask, south: Plan, helena: Person, beatriz: Person) -> None:
    lead, candidate = browser(app, helena), agreed(south, beatriz)
    plan, card = f"{HERE}/plans/{south.public_id}", f"{HERE}/candidates/{candidate.public_id}"

    pages = [lead.get(f"{plan}{each}") for each in ("", "/board", "/journal", "/role", "/owners", "/round")]

    assert [each.status_code for each in (*pages, lead.get(card), lead.get(f"{card}/readiness"))] == [200] * 8
    assert "opened the plan" in pages[2].text


def test_an_executive_who_is_on_a_slate_opens_nothing_of_it(
    app: Flask, south: Plan, helena: Person, victor: Person, maria: Person
) -> None:
    agreed(south, maria)

    answer = browser(app, maria).get(f"{HERE}/plans/{south.public_id}")

    assert answer.status_code == 404
