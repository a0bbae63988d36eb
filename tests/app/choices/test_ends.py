"""Requests that are taken back over and over, and cohorts that close: letters are few, and nothing stays open."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.choices.models import MentorRequest, RequestState
from app.choices.services import ask_mentor, end_unanswered, withdraw_request
from app.cohorts.models import Cohort, Enrolment
from app.cohorts.services import move_cohort
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.outbox import deliver
from app.core.transactions import transaction
from app.people.models import Person
from programs.phases import Phase
from tests.app.choices.conftest import again, asked, colleague
from tests.app.choices.test_asking import START, letters, press
from tests.app.pairings.test_races import race
from tests.client import PageClient
from tests.factories.cohorts import mentor
from tests.letters import written_letters


def test_whoever_asks_and_takes_back_over_and_over_comes_to_rest(
    session: Session, priya: Enrolment, leila: Enrolment
) -> None:
    def asks_and_takes_back(mentor: Enrolment) -> None:
        with transaction() as here:
            withdraw_request(here.merge(asked(priya, mentor)), actor=here.merge(priya.person))

    with time_machine.travel(START, tick=False) as clock:
        for _ in range(2):
            asks_and_takes_back(leila)
        with pytest.raises(RuleBroken, match="You have asked Leila Haddad twice"):
            asked(priya, leila)
        for number in range(4):
            asks_and_takes_back(mentor(priya.cohort, colleague(f"Mentor {number}")))
        other = mentor(priya.cohort, colleague("Jonas Lindqvist"))
        with pytest.raises(RuleBroken, match="You can ask again from Tuesday 1 December on"):
            asked(priya, other)
        clock.shift(timedelta(days=8))

        assert asked(priya, other).is_open
    assert letters(session) == ["request_arrived"] * 7


def test_a_cohort_that_closes_ends_every_request_in_one_letter(
    session: Session, client: PageClient, ruth: Person, priya: Enrolment, leila: Enrolment
) -> None:
    first, second = asked(priya, leila), asked(priya, mentor(priya.cohort, colleague("Jonas Lindqvist")))
    assert press(client, leila, first, "decline") == 302
    with transaction() as here:
        here.merge(priya.cohort).phase = Phase.RUNNING
    with transaction() as here:
        move_cohort(here.merge(priya.cohort), Phase.CLOSING, actor=here.merge(ruth))
    with transaction():
        assert end_unanswered() == 0
    deliver()

    assert [again(each).state for each in (first, second)] == [RequestState.OVER] * 2
    mine = [each["Subject"] for each in written_letters() if each["To"] == priya.person.email]
    assert mine == ["No mentor this time"]
    client.sign_in(priya.person)
    pages = [client.get(f"/requests/{each.public_id}").text for each in (first, second)]
    assert ["Not possible this time" in each for each in pages] == [True, True]


def test_nobody_asks_while_the_cohort_closes(app: Flask, session: Session, priya: Enrolment, leila: Enrolment) -> None:
    with transaction() as here:
        here.merge(priya.cohort).phase = Phase.RUNNING
    ids = priya.id, leila.id, priya.cohort.id

    def ask() -> None:
        two = db.session.get_one(Enrolment, ids[0]), db.session.get_one(Enrolment, ids[1])
        ask_mentor(*two, "You know the harbour.", actor=two[0].person)

    def close() -> None:
        move_cohort(db.session.get_one(Cohort, ids[2]), Phase.CLOSING, actor=None)

    assert race(app, ask, close)[1] == "done"

    session.rollback()
    assert session.scalars(select(MentorRequest).where(MentorRequest.state == RequestState.OPEN)).all() == []
