"""Whoever took a role on is asked whether they would be a mentor: a no leaves nothing, a yes what all others leave."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.cohorts.models import Cohort, Side
from app.core.audit import AuditEvent
from app.core.classification import DataClass
from app.core.clock import today
from app.core.db import db
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.sign_up.models import SignUp
from app.succession.models import Candidate, Plan
from app.succession.papers import SLATE, open_drawer
from app.succession.services.offering import asked_to_mentor
from app.succession.services.settling import note_placed
from programs.phases import Phase
from tests.app.coaching.browsing import browser
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.people import person
from tests.factories.succession import agreed, paired, running

HERE, QUESTION = "/in-confidence", "Would you do for somebody what was done for you?"


@pytest.fixture
def open_to_all() -> Cohort:
    """A cohort that every colleague may join."""
    ruth = person("Ruth Baptiste", role=Role.ADMINISTRATOR)
    starts_on = today() + timedelta(days=60)
    return cohort_of(ruth, program_type="functional-expertise", phase=Phase.SIGN_UP, starts_on=starts_on)


@pytest.fixture
def placed(south: Plan, helena: Person, maria: Person, beatriz: Person) -> Candidate:
    """Beatriz, who took the role on."""
    candidate = agreed(south, beatriz, maria)
    paired(running(south, maria), candidate, beatriz, maria)
    with transaction():
        slate = open_drawer(db.session.merge(south), SLATE, helena)
        note_placed(slate, db.session.merge(candidate), actor=helena)
    return candidate


def rows(*, of_plans: bool) -> dict[str, int]:
    """How many rows each table has, those of plans told apart from all others."""
    db.session.rollback()
    found = {
        table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
        for table in db.metadata.sorted_tables
        if of_plans is any(each.info["class"] is DataClass.SUCCESSION for each in table.columns)
    }
    db.session.rollback()
    return found


def left_by(who: Person) -> object:
    """All that a mentor’s own button leaves: what is noted, what is kept, what is sent."""
    event = select(AuditEvent.kind, AuditEvent.object_type, AuditEvent.detail)
    kept = select(SignUp.side, SignUp.state, SignUp.step, SignUp.entered_by_id, SignUp.invited_at, SignUp.answers)
    sent = select(OutboxMail.kind).where(OutboxMail.recipient == who.email)
    asked = (
        event.where(AuditEvent.actor_id == who.public_id).order_by(AuditEvent.id),
        kept.where(SignUp.person_id == who.id),
        sent,
    )
    return [[tuple(each) for each in db.session.execute(query)] for query in asked]


def form_of(page: str) -> str:
    """The form of the button that says yes."""
    forms: list[str] = re.findall(r"<form.*?</form>", page, re.DOTALL)
    return next(form for form in forms if "Yes, offer a seat" in form)


def test_a_no_leaves_nothing(
    app: Flask, placed: Candidate, open_to_all: Cohort, beatriz: Person, helena: Person
) -> None:
    own, question = browser(app, beatriz), f"{HERE}/asked/{placed.public_id}/no-mentor"
    asked = QUESTION in own.get("/").text
    before = rows(of_plans=True) | rows(of_plans=False)

    answers = [own.submit(question, page="/").location for _twice in range(2)]

    assert (asked, answers) == (True, ["/", "/"])
    assert rows(of_plans=True) | rows(of_plans=False) == before
    assert asked_to_mentor(beatriz) is None
    assert QUESTION not in own.get("/").text
    assert browser(app, helena).submit(question, page="/").status_code == 404


def test_a_yes_is_the_button_that_everybody_has_and_leaves_the_same(
    app: Flask, placed: Candidate, open_to_all: Cohort, beatriz: Person, aisha: Person
) -> None:
    own, other = browser(app, beatriz), browser(app, aisha)
    address, of_plans = f"/cohorts/{open_to_all.public_id}/sign-up", rows(of_plans=True)
    form = form_of(own.get("/").text)

    found = [rows(of_plans=False)]
    for each in (own, other):
        each.submit(address, page="/", side=Side.MENTOR.value)
        found.append(rows(of_plans=False))

    assert (f'action="{address}"' in form, 'name="side" value="mentor"' in form) == (True, True)
    grown = [{name: after[name] - before[name] for name in after} for before, after in pairwise(found)]
    assert grown[0] == grown[1]
    assert left_by(beatriz) == left_by(aisha)
    assert rows(of_plans=True) == of_plans
    assert QUESTION not in own.get("/").text


def test_nobody_is_asked_while_no_cohort_is_open_and_the_question_waits(
    app: Flask, placed: Candidate, beatriz: Person
) -> None:
    own = browser(app, beatriz)

    home, page = own.get("/").text, own.get(f"{HERE}/asked/{placed.public_id}").text

    assert (QUESTION in home, "Your home page asks you so" in page) == (False, True)
