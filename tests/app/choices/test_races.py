"""Mentors say yes, administrators pick and a match is published at the same moment: never a seat too many."""

from __future__ import annotations

from collections import Counter
from functools import partial
from random import Random

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.choices.models import MentorRequest, RequestState
from app.choices.services import accept_request, ask_mentor, pick_pair
from app.cohorts.models import Cohort, Enrolment
from app.core.db import db
from app.pairings.models import Origin, Pairing, PairingState
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from tests.app.choices.conftest import asked, colleague
from tests.app.pairings.test_races import race
from tests.drills.all_forms import all_forms
from tests.drills.last_seats import CLIENTS
from tests.drills.stage import staged
from tests.factories.cohorts import mentee, mentor


def accept(request_id: int) -> None:
    request = db.session.get_one(MentorRequest, request_id)
    accept_request(request, actor=request.mentor.person)


def pick(mentee_id: int, mentor_id: int, actor_id: int) -> None:
    two = db.session.get_one(Enrolment, mentee_id), db.session.get_one(Enrolment, mentor_id)
    pick_pair(*two, "They met.", sets_aside=False, actor=db.session.get_one(Person, actor_id))


def publish(cohort_id: int, mentee_id: int, mentor_id: int) -> None:
    new = [NewPair(mentee_id=mentee_id, mentor_id=mentor_id)]
    cohort = db.session.get_one(Cohort, cohort_id)
    make_pairings(cohort, new, origin=Origin.RUN, actor=None, objection_until=None)


def ask(mentee_id: int, mentor_id: int) -> None:
    two = db.session.get_one(Enrolment, mentee_id), db.session.get_one(Enrolment, mentor_id)
    ask_mentor(*two, "You know the harbour.", actor=two[0].person)


def test_a_seat_is_given_once_whatever_the_way(app: Flask, session: Session, cohort: Cohort, ruth: Person) -> None:
    here, by = cohort.id, ruth.id
    guides = [mentor(cohort, colleague(f"Mentor {n}")) for n in range(2)]
    learners = [mentee(cohort, colleague(f"Mentee {n}", level=3, department="Finance")) for n in range(6)]
    requests = [asked(each, guide).id for each in learners[:2] for guide in guides]
    ids, seats = [each.id for each in learners], [each.id for each in guides]

    outcomes = race(
        app,
        *(partial(accept, each) for each in requests),
        *(partial(pick, each, seat, by) for each, seat in zip(ids[2:4], seats, strict=True)),
        *(partial(publish, here, each, seat) for each, seat in zip(ids[4:], seats, strict=True)),
    )

    assert Counter(outcomes) == {"done": 2, "Conflict": 6}
    session.rollback()
    taken = session.scalars(select(Pairing.mentor_id).where(Pairing.state == PairingState.OPEN)).all()
    assert sorted(taken) == sorted(seats)


def test_a_mentee_who_asks_in_four_windows_asks_three(app: Flask, session: Session, priya: Enrolment) -> None:
    guides = [mentor(priya.cohort, colleague(f"Mentor {n}")).id for n in range(4)]

    outcomes = race(app, *(partial(ask, priya.id, each) for each in guides))

    assert Counter(outcomes) == {"done": 3, "RuleBroken": 1}
    session.rollback()
    is_open = MentorRequest.state == RequestState.OPEN
    assert session.scalar(select(func.count()).select_from(MentorRequest).where(is_open)) == 3


@pytest.mark.parametrize("is_postgres", [False, True], ids=["sqlite", "postgresql"])
def test_all_forms_at_once_give_no_seat_too_many_and_lose_nothing(is_postgres: bool) -> None:
    """A small round of ``./dev drill races``."""
    with staged(is_postgres=is_postgres, name="forms") as (stage, _site):
        outcomes, problems = all_forms(stage, Random(7), is_short=True)

    assert problems == []
    assert len(outcomes) == CLIENTS
    assert {"publish a proposal", "requests run out"} < {each.way for each in outcomes if each.won}
