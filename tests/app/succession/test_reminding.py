"""Owners are reminded by the days of their plan, whoever is on its slate; what waits stands on their page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from app.core.clock import now, today
from app.core.db import db
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.succession.models import Candidate, Plan
from app.succession.papers import SLATE, open_drawer
from app.succession.services.naming import judge_readiness, note_told, review
from app.succession.services.reminding import remind_owners
from programs.readiness import Band
from tests.app.coaching.browsing import browser
from tests.factories.people import person
from tests.factories.succession import agreed, plan, running


@contextmanager
def after(days: int) -> Iterator[None]:
    """So many days later."""
    with time_machine.travel(now() + timedelta(days=days), tick=False):
        yield


def letters(of: Plan) -> list[str | None]:
    """Which owners are written to by what is due now."""
    return sorted(reminded() & owners_of(of), key=str)


def owners_of(of: Plan) -> set[str | None]:
    """The addresses of the two."""
    return {each.person.email for each in db.session.get_one(Plan, of.id).serving}


def reminded() -> set[str | None]:
    """To whom what is due now writes, each once."""
    before = len(written())
    with transaction():
        remind_owners()
    got = written()[before:]
    assert len(got) == len(set(got))
    return set(got)


def written() -> list[str]:
    """To whom letters are in the queue."""
    db.session.rollback()
    return list(db.session.scalars(select(OutboxMail.recipient).order_by(OutboxMail.id)))


def test_owners_hear_before_the_talks_end_and_after_once_each(
    south: Plan, helena: Person, victor: Person, maria: Person
) -> None:
    running(south, maria)  # talks within three weeks
    both = [helena.email, victor.email]

    got = []
    for day in (1, 13, 14, 15, 21, 22, 23):
        with after(day):
            got.append(letters(south))

    assert got == [[], [], both, [], [], both, []]


def test_a_review_is_asked_for_half_way_on_its_day_and_each_month_until_it_was_held(
    south: Plan, victor: Person
) -> None:
    count = []
    for day in (60, 93, 120, 185, 200, 216, 245):
        with after(day):
            count.append(len(letters(south)))
    with after(246):
        with transaction():
            review(db.session.merge(south), actor=victor)
        count.append(len(letters(south)))
    with after(300):
        count.append(len(letters(south)))

    assert count == [0, 2, 0, 2, 0, 2, 2, 0, 0]


def test_letters_are_the_same_whoever_is_on_the_slate(
    south: Plan, maria: Person, beatriz: Person, aisha: Person
) -> None:
    lead = person("Far lead", role=Role.HR_LEAD, email="lead@northmere.example")
    chief = person("Far chief", role=Role.EXECUTIVE, email="chief@northmere.example")
    empty = plan(lead, chief)
    agreed(south, beatriz)
    told = agreed(south, aisha)
    running(south, maria)
    running(empty, chief)
    with transaction():
        note_told(db.session.get_one(Candidate, told.id), actor=db.session.merge(lead))

    got: dict[int, list[int]] = {south.id: [], empty.id: []}
    for day in (14, 22, 95, 185, 380):
        with after(day):
            to = reminded()
        for each in (south, empty):
            got[each.id].append(len(to & owners_of(each)))

    assert got[south.id] == got[empty.id] == [2] * 5


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (0, ["Talk with each"]),
        (22, ["Talk with each"]),
        (180, ["Talk with each", "Look at each name again"]),
        (290, ["Talk with each", "Look at each name again", "Judge anew"]),
    ],
)
def test_the_page_of_a_plan_says_what_waits_and_about_whom(
    app: Flask, south: Plan, helena: Person, maria: Person, beatriz: Person, day: int, waits: list[str]
) -> None:
    agreed(south, beatriz)
    running(south, maria)

    with after(day):
        page = browser(app, helena).get(f"/in-confidence/plans/{south.public_id}").text

    section = page.partition('id="waits"')[2].partition("</section>")[0]
    assert [each for each in ("Talk with each", "Look at each name again", "Judge anew") if each in section] == waits
    assert section.count("Beatriz Carvalho") == len(waits)


def test_nothing_waits_once_it_was_done(app: Flask, south: Plan, helena: Person, maria: Person, aisha: Person) -> None:
    one = agreed(south, aisha)
    running(south, maria)

    with after(290):
        with transaction():
            there, by = db.session.get_one(Candidate, one.id), db.session.merge(helena)
            note_told(there, actor=by)
            review(there.plan, actor=by)
            seen: date = today()
            slate = open_drawer(there.plan, SLATE, by)
            judge_readiness(slate, there, Band.NOW, "Ran the port alone.", seen, actor=by)
        page = browser(app, helena).get(f"/in-confidence/plans/{south.public_id}").text

    assert "What waits for you two" not in page
