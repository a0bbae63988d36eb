"""Rounds follow one another: the order goes round, the talks may come after the end, and each look is written down."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.clock import today
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.transactions import transaction
from app.people.models import Person, PersonState, Role
from app.succession.drafts import is_altered
from app.succession.journal import Line
from app.succession.models import Candidate, Pick, PickState, Plan, PlanEvent, Round
from app.succession.papers import OWNERS, open_drawer
from app.succession.services.settling import close_round, settle
from tests.app.coaching.browsing import browser
from tests.factories.people import person, report_to
from tests.factories.succession import agreed, asked, chosen, paired, running

HERE = "/in-confidence"


def closed(of_round: Round, owner: Person) -> None:
    """End a round in which nothing waits."""
    with transaction():
        close_round(db.session.merge(of_round), actor=db.session.merge(owner))


def order_of(of_round: Round) -> list[str]:
    """The executives in their order."""
    return [each.person.name for each in db.session.get_one(Round, of_round.id).choosers]


def test_whoever_was_first_goes_last_in_the_next_round_and_who_is_new_comes_before_them(
    south: Plan, helena: Person, maria: Person, oskar: Person
) -> None:
    nina = person("Nina Falk", role=Role.EXECUTIVE)

    orders = []
    for named in ((maria, oskar), (oskar, maria), (maria, nina, oskar), (nina, oskar)):
        of_round = running(south, *named)
        orders.append(order_of(of_round))
        closed(of_round, helena)

    first, second = orders[0]
    assert {first, second} == {maria.name, oskar.name}
    assert orders[1] == [second, first]
    assert orders[2] == [first, nina.name, second]
    assert orders[3] == [nina.name, oskar.name]


def test_an_owner_notes_a_talk_after_the_round_was_closed(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person, aisha: Person
) -> None:
    passed_over, not_on_it = agreed(south, beatriz), asked(south, aisha)
    closed(running(south, maria), helena)
    lead, plan = browser(app, helena), f"{HERE}/plans/{south.public_id}"

    offered = f"candidates/{passed_over.public_id}/told" in lead.get(plan).text
    answers = [
        lead.submit(f"{HERE}/candidates/{each.public_id}/told", page=HERE).status_code
        for each in (passed_over, not_on_it)
    ]

    assert (offered, answers) == (True, [303, 422])
    assert db.session.get_one(Candidate, passed_over.id).told_on == today()


def test_a_choice_of_an_executive_who_has_left_holds_no_round_open(
    south: Plan, helena: Person, maria: Person, beatriz: Person
) -> None:
    candidate, of_round = agreed(south, beatriz), running(south, maria)
    pick = chosen(of_round, candidate, beatriz, maria)
    with pytest.raises(RuleBroken, match="Settle every choice first"):
        closed(of_round, helena)
    with transaction():
        db.session.get_one(Person, maria.id).state = PersonState.LEFT

    owners, gone = open_drawer(south, OWNERS, helena), db.session.get_one(Person, maria.id)
    with pytest.raises(RuleBroken, match="has left the organisation"):
        settle(owners, of_round, candidate, beatriz.public_id, gone, 12, "The candidate’s own wish.")
    db.session.rollback()
    closed(of_round, helena)

    given_back = db.session.get_one(Pick, pick.id)
    assert (given_back.state, given_back.slot) == (PickState.DRAFT, None)
    assert not is_altered(db.session.get_one(Plan, south.id), [maria])


def test_a_refused_choice_still_says_that_it_is_the_reporting_line(
    app: Flask, south: Plan, maria: Person, beatriz: Person
) -> None:
    report_to(maria, beatriz)
    one, here = agreed(south, beatriz).public_id, f"{HERE}/rounds/{running(south, maria).public_id}"
    choice = f"{here}/choices/{one}"

    answer = browser(app, maria).submit(choice, reason="She ran two plants.", do="choose", seen="0")

    assert answer.status_code == 422
    assert "In your own reporting line." in answer.text


def test_a_new_round_asks_for_talks_with_all_but_those_who_are_brought_on(
    south: Plan, helena: Person, maria: Person, beatriz: Person, aisha: Person
) -> None:
    passed_over, protege = agreed(south, beatriz), agreed(south, aisha)
    of_round = running(south, maria)
    paired(of_round, protege, aisha, maria)
    with transaction():
        for each in (passed_over, protege):
            db.session.get_one(Candidate, each.id).told_on = today()
    closed(of_round, helena)

    running(south, maria)

    told = [db.session.get_one(Candidate, each.id).told_on for each in (passed_over, protege)]
    assert told == [None, today()]


def test_each_page_that_shows_a_name_to_an_owner_is_written_to_the_log_of_the_plan(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person
) -> None:
    lead, one = browser(app, helena), agreed(south, beatriz).public_id
    meeting = f"rounds/{running(south, maria).public_id}/meeting"
    plan, card = f"plans/{south.public_id}", f"candidates/{one}"
    pages = [plan, f"{plan}/role", f"{plan}/owners", f"{plan}/board", f"{plan}/journal", card, f"{card}/card"]
    pages += [f"{card}/readiness", meeting, f"{meeting}/print", f"{meeting}/{one}"]

    before = len(db.session.scalars(select(PlanEvent.id)).all())
    db.session.rollback()
    for each in pages:
        lead.get(f"{HERE}/{each}")

    kinds = list(db.session.scalars(select(PlanEvent.kind).order_by(PlanEvent.id)))[before:]
    assert len(kinds) == len(pages)
    assert set(kinds) == {
        *(Line.OPENED_PLAN, Line.OPENED_BOARD, Line.OPENED_JOURNAL),
        *(Line.OPENED_CANDIDATE, Line.OPENED_MEETING, Line.PRINTED),
    }
