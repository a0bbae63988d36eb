"""Two windows, two clicks, two people at the same moment: nothing twice, nothing lost, never an eleventh."""

from __future__ import annotations

from functools import partial

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment, EnrolmentState, ExcludedPair, Side
from app.core.db import db
from app.core.outbox import OutboxMail
from app.pairings.models import Pairing
from app.people.models import Person
from app.sign_up.models import MOST_AVOIDED, SignUp
from app.sign_up.queries import enrolment_of
from app.sign_up.services import agreement, avoid, begin, confirm, withdraw
from tests.app.pairings.test_races import make, race
from tests.factories.people import person as somebody
from tests.factories.sign_up import WANTS, done, opened


def name(sign_up_id: int, other_id: int) -> None:
    row = db.session.get_one(SignUp, sign_up_id)
    avoid(row, db.session.get_one(Person, other_id), actor=row.person)


def agree(sign_up_id: int) -> None:
    row = db.session.get_one(SignUp, sign_up_id)
    confirm(row, agreement(row).version, actor=row.person)


def start(person_id: int, cohort_id: int) -> None:
    person = db.session.get_one(Person, person_id)
    begin(person, db.session.get_one(Cohort, cohort_id), Side.MENTEE, actor=person)


def go(sign_up_id: int) -> None:
    row = db.session.get_one(SignUp, sign_up_id)
    withdraw(row, actor=row.person)


def test_of_twelve_names_at_once_ten_are_kept(app: Flask, session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara)
    others = [somebody(f"Colleague {number}") for number in range(MOST_AVOIDED + 2)]

    outcomes = race(app, *(partial(name, sign_up.id, each.id) for each in others))

    session.rollback()
    assert sorted(outcomes) == ["RuleBroken"] * 2 + ["done"] * MOST_AVOIDED
    assert session.scalar(select(func.count()).select_from(ExcludedPair)) == MOST_AVOIDED
    assert session.get_one(SignUp, sign_up.id).avoided == MOST_AVOIDED


def test_confirming_twice_at_once_enrols_once(app: Flask, session: Session, cohort: Cohort, amara: Person) -> None:
    sign_up = opened(cohort, amara, wants=WANTS)

    outcomes = race(app, partial(agree, sign_up.id), partial(agree, sign_up.id))

    session.rollback()
    assert outcomes == ["done", "done"]
    assert len(session.scalars(select(Enrolment)).all()) == 1
    assert session.scalar(select(func.count()).where(OutboxMail.kind == "sign_up_receipt")) == 1


def test_beginning_twice_at_once_makes_one_sign_up(app: Flask, session: Session, cohort: Cohort, amara: Person) -> None:
    race(app, partial(start, amara.id, cohort.id), partial(start, amara.id, cohort.id))

    session.rollback()
    assert len(session.scalars(select(SignUp)).all()) == 1


def test_withdrawing_while_a_pair_is_made_does_one_of_the_two(
    app: Flask, session: Session, cohort: Cohort, amara: Person, jonas: Person
) -> None:
    his, hers = done(cohort, jonas, Side.MENTOR), done(cohort, amara)
    ids = []
    for each in (hers, his):
        enrolment = enrolment_of(each)
        assert enrolment is not None
        ids.append(enrolment.id)

    race(app, partial(go, hers.id), partial(make, cohort.id, *ids))

    session.rollback()
    is_in = session.get_one(Enrolment, ids[0]).state is EnrolmentState.SIGNED_UP
    assert is_in == (len(session.scalars(select(Pairing)).all()) == 1)
