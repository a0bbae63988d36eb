"""Two at the same moment: one wins, the other is told, and there is never a seat too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import today
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.outbox import OutboxMail
from app.core.transactions import transaction
from app.pairings.models import Ending, Origin, Pairing, PairingState
from app.pairings.services import NewPair, end_pairings, make_pairings, note_first_met, set_seats, undo_pairings
from app.people.models import Person
from app.people.services import mark_left
from tests.app.pairings.conftest import again
from tests.factories.cohorts import mentee, mentor

ROUNDS = 3


def race(app: Flask, *attempts: Callable[[], object]) -> list[str]:
    """Let all of them begin at once, each in a transaction of its own; what became of each."""
    db.session.rollback()  # a transaction left open here would keep SQLite's one writer waiting
    barrier, outcomes = Barrier(len(attempts)), [""] * len(attempts)

    def run(place: int, attempt: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait(10)
            try:
                with transaction():
                    attempt()
                outcomes[place] = "done"
            except RuleBroken as broken:
                outcomes[place] = type(broken).__name__
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=each) for each in enumerate(attempts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


def make(cohort_id: int, mentee_id: int, mentor_id: int) -> None:
    """Put two together as a publication does."""
    new = [NewPair(mentee_id=mentee_id, mentor_id=mentor_id)]
    cohort = db.session.get_one(Cohort, cohort_id)
    make_pairings(cohort, new, origin=Origin.RUN, actor=None, objection_until=None)


def lower(mentor_id: int) -> None:
    """Offer no seat any more."""
    set_seats(db.session.get_one(Enrolment, mentor_id), 0, actor=None)


def end(pairing_id: int, person_id: int) -> None:
    """End a pair as one of the two."""
    pairing = db.session.get_one(Pairing, pairing_id)
    end_pairings([pairing], Ending.ENDED, actor=db.session.get_one(Person, person_id))


def undo(pairing_id: int, person_id: int) -> None:
    """Take a pair back as its administrator."""
    undo_pairings([db.session.get_one(Pairing, pairing_id)], actor=db.session.get_one(Person, person_id))


def log(pairing_id: int) -> None:
    """Log the first meeting."""
    note_first_met(db.session.get_one(Pairing, pairing_id), today())


def leave(person_id: int) -> None:
    """Leave the organisation."""
    mark_left(db.session.get_one(Person, person_id), actor=None)


def open_pairs(session: Session) -> int:
    session.rollback()
    return session.scalar(select(func.count()).where(Pairing.state == PairingState.OPEN)) or 0


def test_the_last_seat_is_taken_once(app: Flask, session: Session, cohort: Cohort) -> None:
    here = cohort.id
    for number in range(ROUNDS):
        guide = mentor(cohort, f"Mentor {number}", seats=2).id
        mentees = [mentee(cohort, f"Mentee {number} {n}").id for n in range(4)]

        outcomes = race(app, *[partial(make, here, each, guide) for each in mentees])

        assert Counter(outcomes) == {"done": 2, "Conflict": 2}
        assert open_pairs(session) == 2 * (number + 1)


def test_a_mentee_is_given_one_mentor(app: Flask, session: Session, cohort: Cohort) -> None:
    learner = mentee(cohort, "Priya Raman").id
    mentors = [mentor(cohort, f"Mentor {n}").id for n in range(3)]

    outcomes = race(app, *[partial(make, cohort.id, learner, each) for each in mentors])

    assert Counter(outcomes) == {"done": 1, "Conflict": 2}
    assert open_pairs(session) == 1


def test_seats_are_not_lowered_below_what_is_being_taken(app: Flask, session: Session, cohort: Cohort) -> None:
    here = cohort.id
    for number in range(ROUNDS):
        guide = mentor(cohort, f"Mentor {number}").id
        learner = mentee(cohort, f"Mentee {number}").id

        outcomes = race(app, partial(lower, guide), partial(make, here, learner, guide))

        assert sorted(outcomes) in (["RuleBroken", "done"], ["Conflict", "done"])
        session.rollback()
        seats = session.scalar(select(Enrolment.seats).where(Enrolment.id == guide))
        taken = session.scalar(select(func.count()).where(Pairing.mentor_id == guide))
        assert seats == taken


def test_a_double_end_is_one_end_and_one_letter(app: Flask, session: Session, pair: Pairing, priya: Person) -> None:
    twice = partial(end, pair.id, priya.id)

    outcomes = race(app, twice, twice)

    assert sorted(outcomes) == ["Conflict", "done"]
    assert session.scalar(select(func.count()).select_from(OutboxMail)) == 1


def test_an_end_and_an_undo_at_once_are_one_of_them(app: Flask, pair: Pairing, priya: Person, ruth: Person) -> None:
    outcomes = race(app, partial(end, pair.id, priya.id), partial(undo, pair.id, ruth.id))

    assert sorted(outcomes) == ["Conflict", "done"]
    assert again(pair).ending is (Ending.ENDED if outcomes[0] == "done" else Ending.UNDONE)


def test_a_meeting_logged_and_an_undo_at_once_leave_one_story(app: Flask, pair: Pairing, ruth: Person) -> None:
    outcomes = race(app, partial(log, pair.id), partial(undo, pair.id, ruth.id))

    assert outcomes[0] == "done"
    assert (outcomes[1] == "RuleBroken") is again(pair).is_open


def test_nobody_is_paired_with_somebody_who_is_leaving(app: Flask, session: Session, cohort: Cohort) -> None:
    here = cohort.id
    for number in range(ROUNDS):
        guide, learner = mentor(cohort, f"Mentor {number}"), mentee(cohort, f"Mentee {number}")

        outcomes = race(app, partial(leave, guide.person_id), partial(make, here, learner.id, guide.id))

        assert outcomes[0] == "done"
        assert open_pairs(session) == 0
