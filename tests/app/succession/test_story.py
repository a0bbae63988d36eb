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

HERE = "/in-confidence"


def the(table: Any) -> Any:
    """The newest row of a table."""
    db.session.rollback()
    return db.session.scalars(select(table).order_by(table.id.desc())).first()


def test_a_plan_goes_from_its_proposal_to_a_placement(
    app: Flask, helena: Person, victor: Person, maria: Person, oskar: Person, beatriz: Person
) -> None:
    hr, exec_, chooser, other, own = (browser(app, each) for each in (helena, victor, maria, oskar, beatriz))
    role = {"title": "Head of operations, south", "seats": "1", "first": helena.email, "second": victor.email}

    assert hr.submit(f"{HERE}/plans/new", page=HERE, **{**role, "confirmer": victor.email}).status_code == 303
    plan = the(Plan)
    page = f"{HERE}/plans/{plan.public_id}"
    assert (hr.get(page).status_code, exec_.get(f"{HERE}/proposals/{plan.public_id}").status_code) == (404, 200)
    assert exec_.submit(f"{HERE}/proposals/{plan.public_id}/yes", page=HERE).status_code == 303
    assert hr.get(page).status_code == 200

    assert hr.submit(f"{page}/candidates/new", page=HERE, person=beatriz.email).status_code == 303
    candidate = the(Candidate)
    card = f"{HERE}/candidates/{candidate.public_id}"
    words = {"seen": "0", "way": "Ran two plants", "shown": "Six weeks early", "missing": "No profit and loss"}
    assert hr.submit(f"{card}/card", page=HERE, **words).status_code == 303
    judged = {"band": "soon", "evidence": "Closed early", "seen_on": today().isoformat()}
    assert hr.submit(f"{card}/readiness", page=HERE, **judged).status_code == 303
    assert own.get(f"{HERE}/asked/{candidate.public_id}").status_code == 404
    assert hr.submit(f"{card}/asked", page=HERE).status_code == 303
    assert "Head of operations, south" in own.get(HERE).text
    wish = {"wish": "Somebody from commercial", "first": maria.email}
    assert own.submit(f"{HERE}/asked/{candidate.public_id}", page=HERE, **wish).status_code == 303

    days = {"ends_on": str(today() + timedelta(days=9)), "talks_by": str(today() + timedelta(days=14))}
    executives = [maria.public_id, oskar.public_id]
    opened = hr.submit(f"{page}/round", page=HERE, **days, executives=executives, delegate="")
    assert opened.status_code == 303
    running = the(Round)
    slate = f"{HERE}/rounds/{running.public_id}"
    assert "Beatriz Carvalho" in chooser.get(slate).text
    choice = f"{slate}/choices/{candidate.public_id}"
    assert chooser.get(choice).status_code == 200
    reason = {"reason": "She has run plants through worse.", "seen": "0", "do": "choose"}
    assert (
        chooser.submit(choice, page=HERE, **reason).status_code,
        other.submit(choice, page=HERE, **reason).status_code,
    ) == (303, 303)

    assert "own wish" in hr.get(f"{slate}/meeting").text
    settled = {"executive": maria.public_id, "months": "18", "reason": "Her wish"}
    assert hr.submit(f"{slate}/meeting/{candidate.public_id}", page=HERE, **settled).status_code == 303
    assert {each.state for each in db.session.scalars(select(Pick))} == {PickState.SETTLED, PickState.DRAFT}
    assert hr.submit(f"{slate}/close", page=HERE).status_code == 303
    assert (chooser.get(slate).status_code, hr.get(f"{slate}/meeting/print").status_code) == (404, 200)
    assert hr.submit(f"{card}/told", page=HERE).status_code == 303

    together = f"{HERE}/together/{candidate.public_id}"
    assert own.submit(f"{together}/plan", page=HERE, target="Head of operations", seen="0").status_code == 303
    task = {"goal": "Close the books", "business_owner": "Finance", "begins_on": "2027-01-01", "ends_on": "2027-06-01"}
    assert chooser.submit(f"{together}/assignments/new", page=HERE, **task).status_code == 303
    assert "Close the books" in own.get(together).text
    assert (hr.get(together).status_code, other.get(together).status_code) == (404, 404)
    assert hr.submit(f"{card}/placed", page=HERE).status_code == 303
    assert the(Candidate).state is CandidateState.PLACED
    assert "offer a seat as a mentor" in own.get(f"{HERE}/asked/{candidate.public_id}").text
    for each in (page, f"{page}/board", f"{page}/journal", f"{page}/role", f"{page}/owners", card, HERE):
        assert hr.get(each).status_code == 200
