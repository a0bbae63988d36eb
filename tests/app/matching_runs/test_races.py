"""Several at the same moment, with real threads: one wins, the others are told, never a seat too many."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, Side
from app.core.db import db
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.recipients import recipients_of
from app.matching_runs.services import publish_run
from app.pairings.models import Pairing, PairingState
from app.pairings.services import set_seats
from app.people.models import Person
from app.sign_up.services import leave
from programs.rules import RuleBroken
from tests.factories.people import person as somebody

Work = Callable[[], None]


def at_once(app: Flask, *works: Work) -> list[str | None]:
    """Do all of it at the same moment; what each was refused with, None for what went through."""
    start = Barrier(len(works))
    outcomes: list[str | None] = [None] * len(works)

    def run(place: int, work: Work) -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    work()
            except RuleBroken as broken:
                outcomes[place] = str(broken)

    threads = [Thread(target=run, args=each) for each in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def publishing(session: Session, run: MatchRun, actor: Person) -> Work:
    session.rollback()
    run_id, actor_id = run.id, actor.id
    looked_at = recipients_of(session.get_one(MatchRun, run_id)).digest(session.get_one(MatchRun, run_id))
    session.rollback()

    def publish() -> None:
        publish_run(db.session.get_one(MatchRun, run_id), looked_at, None, actor=db.session.get_one(Person, actor_id))

    return publish


def open_pairs(session: Session) -> list[Pairing]:
    session.rollback()
    return list(session.scalars(select(Pairing).where(Pairing.state == PairingState.OPEN)))


def test_of_two_who_publish_at_once_one_is_told(
    app: Flask, session: Session, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    tomasz = somebody("Tomasz Wójcik", email="tw@northmere.example")
    with transaction():
        session.add(CohortAdministrator(cohort_id=full.id, person_id=tomasz.id))

    outcomes = at_once(app, publishing(session, done, ruth), publishing(session, done, tomasz))

    told = [each for each in outcomes if each is not None]
    winner = "Tomasz Wójcik" if outcomes[0] else "Ruth Baptiste"
    assert len(told) == 1
    assert f"Somebody was quicker: {winner} published this run" in told[0]
    assert len(open_pairs(session)) == 2
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 5


def test_publishing_and_withdrawing_at_once_leave_no_pair_of_somebody_who_is_out(
    app: Flask, session: Session, done: MatchRun, full: Cohort, ruth: Person
) -> None:
    priya_id = session.scalars(select(Person.id).where(Person.name == "Priya Raman")).one()
    cohort_id, publish = full.id, publishing(session, done, ruth)

    def withdraw() -> None:
        priya = db.session.get_one(Person, priya_id)
        leave(priya, db.session.get_one(Cohort, cohort_id), Side.MENTEE, actor=priya)

    outcomes = at_once(app, publish, withdraw)

    pairs = open_pairs(session)
    assert sum(each is None for each in outcomes) == 1
    assert len(pairs) == (2 if outcomes[0] is None else 0)
    if outcomes[0] is not None:
        assert "Priya Raman with Leila Haddad" in outcomes[0]


def test_publishing_and_lowering_seats_at_once_give_no_seat_too_many(
    app: Flask, session: Session, done: MatchRun, ruth: Person
) -> None:
    leila = select(Enrolment).join(Enrolment.person).where(Person.name == "Leila Haddad")
    publish = publishing(session, done, ruth)

    def lower() -> None:
        mentor = db.session.scalars(leila).one()
        set_seats(mentor, 0, actor=mentor.person)

    outcomes = at_once(app, publish, lower)

    taken = sum(each.mentor.person.name == "Leila Haddad" for each in open_pairs(session))
    seats = session.scalars(leila).one().seats
    assert sum(each is None for each in outcomes) == 1
    assert taken <= seats
    assert (taken, seats) in {(1, 1), (0, 0)}
