"""Runs of a cohort that has pairs already: those stay, and the rest is placed."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.errors import RuleBroken
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from app.matching_runs.models import MatchRun
from app.matching_runs.queries import free_mentors, reserve_mentors, waiting_mentees
from app.matching_runs.services import start_run
from app.matching_runs.snapshot import Snapshot, snapshot_of
from app.pairings.models import Ending, Pairing
from app.pairings.places import Places, places_of
from app.pairings.services import end_pairings, set_takes_more
from app.people.models import DottedLine, Person
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, learns, publish, take_back
from tests.app.matching_runs.test_runs import pairs
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody


def snapshot(session: Session, cohort: Cohort) -> Snapshot:
    session.rollback()
    found = snapshot_of(session.merge(cohort))
    session.rollback()
    return found


def names(session: Session, cohort: Cohort, found: str) -> list[str]:
    session.rollback()
    query = {"waiting": waiting_mentees, "free": free_mentors, "reserve": reserve_mentors}[found]
    return [each.person.name for each in session.scalars(query(session.merge(cohort)))]


def end(session: Session, name: str, ending: Ending) -> None:
    with transaction():
        pairings = session.scalars(select(Pairing)).all()
        mine = [each for each in pairings if each.mentee.person.name == name and each.is_open]
        end_pairings(mine, ending, actor=None)


def test_a_later_run_moves_nobody_and_places_the_latecomer(session: Session, done: MatchRun, ruth: Person) -> None:
    first = publish(done, ruth)
    cohort = session.merge(first).cohort
    before = session.execute(select(Pairing.mentee_id, Pairing.mentor_id, Pairing.seat_id).order_by(Pairing.id)).all()
    mentee(cohort, "Late Comer", wants=learns("Law"))
    mentor(cohort, "Third Mentor", offers=learns("Law", level=6))

    second = finished(cohort, ruth)
    seen = pairs(session, second)
    publish(second, ruth)

    after = session.execute(select(Pairing.mentee_id, Pairing.mentor_id, Pairing.seat_id).order_by(Pairing.id)).all()
    assert (second.locked, second.mentees, second.placed) == (2, 2, 1)
    assert seen == {("Late Comer", "Third Mentor")}
    assert after[:2] == before
    assert len(after) == 3


def test_a_full_mentor_keeps_no_place_in_a_later_run(session: Session, done: MatchRun, ruth: Person) -> None:
    cohort = session.merge(publish(done, ruth)).cohort

    given = snapshot(session, cohort)

    assert (given.seats, given.locked, sorted(given.mentors["free"]), sorted(given.mentors["load"])) == (
        0,
        2,
        [0, 0],
        [1, 1],
    )
    assert names(session, cohort, "waiting") == ["Ida Lund"]
    assert places_of(session.merge(cohort)) == Places(together=2, waiting=1, needing=0, seats=0)


def test_a_run_without_a_free_seat_says_what_would_help(session: Session, done: MatchRun, ruth: Person) -> None:
    cohort_id = publish(done, ruth).cohort_id

    with pytest.raises(RuleBroken, match="All seats are taken"), transaction():
        start_run(session.get_one(Cohort, cohort_id), actor=ruth)


def test_a_run_for_nobody_is_refused(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    mentee(here, "Priya Raman")
    mentor(here, "Leila Haddad", seats=2)
    with transaction():
        session.merge(here).phase = Phase.MATCHING
    publish(finished(here, ruth), ruth)

    with pytest.raises(RuleBroken, match="Everybody has a mentor already"), transaction():
        start_run(session.merge(here), actor=ruth)


def test_a_mentor_who_takes_no_more_offers_no_seat(session: Session, full: Cohort, ruth: Person) -> None:
    leila = session.scalars(free_mentors(full)).all()[-1]
    with transaction():
        set_takes_more(session.merge(leila), False, actor=ruth)

    given = snapshot(session, full)

    assert dict(zip(given.mentors["id"], given.mentors["free"], strict=True))[leila.public_id] == 0
    assert names(session, full, "free") == ["Jonas Lindqvist"]


def test_needs_are_what_is_still_lacking(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, phase=Phase.MATCHING)
    mentee(here, "Priya Raman", needs=2)
    mentor(here, "Leila Haddad")
    publish(finished(here, ruth), ruth)
    mentor(here, "Jonas Lindqvist")

    given = snapshot(session, here)
    run = finished(here, ruth)

    assert given.mentees["needs"] == [1]
    assert pairs(session, run) == {("Priya Raman", "Jonas Lindqvist")}


@pytest.mark.parametrize(
    ("ending", "again"),
    [(Ending.NOT_THIS_ONE, False), (Ending.ENDED, False), (Ending.UNDONE, True)],
)
def test_former_pairs_are_not_made_again_unless_they_never_were(
    session: Session, done: MatchRun, ruth: Person, ending: Ending, again: bool
) -> None:
    cohort = session.merge(publish(done, ruth)).cohort
    end(session, "Priya Raman", ending)

    run = finished(cohort, ruth)

    assert (("Priya Raman", "Leila Haddad") in pairs(session, run)) is again


def test_not_this_one_holds_even_where_both_would_wish_for_each_other(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, program_type="functional-expertise", phase=Phase.MATCHING)
    mentee(here, "Priya Raman", wants=learns("Law"), wishes=["leila.haddad@northmere.example"])
    mentor(here, "Leila Haddad", offers=learns("Law", level=6), wishes=["priya.raman@northmere.example"])
    publish(finished(here, ruth), ruth)
    end(session, "Priya Raman", Ending.NOT_THIS_ONE)

    run = finished(here, ruth)

    assert pairs(session, run) == set()


def test_a_pair_of_another_cohort_counts_as_met(session: Session, ruth: Person) -> None:
    priya, leila = somebody("Priya Raman", email="p@x.example"), somebody("Leila Haddad", email="l@x.example")
    there, here = (cohort_of(ruth, phase=Phase.MATCHING) for _ in range(2))
    for cohort in (there, here):
        mentee(cohort, priya)
        mentor(cohort, leila)
    publish(finished(there, ruth), ruth)

    run = finished(here, ruth)

    assert pairs(session, run) == set()


def test_pairs_of_an_undone_run_come_about_by_a_new_one(session: Session, done: MatchRun, ruth: Person) -> None:
    before = pairs(session, done)
    take_back(publish(done, ruth), ruth)

    run = finished(session.merge(done).cohort, ruth)

    assert pairs(session, run) == before
    assert publish(run, ruth).is_published


def test_unknown_languages_are_those_of_the_company(session: Session, cohort: Cohort, ruth: Person) -> None:
    with transaction():
        organisation_for_change().language = "sv"
    mentee(cohort, somebody("Silent One", email="s@x.example"), wants=learns("Law"))
    mentor(cohort, somebody("Polish One", email="p@x.example", languages=["pl"]), offers=learns("Law", level=6))
    mentor(cohort, somebody("Swedish One", email="w@x.example", languages=["sv"]), offers=learns("Law", level=6))

    run = finished(cohort, ruth)

    assert pairs(session, run) == {("Silent One", "Swedish One")}
    assert (run.counts["silent"], run.counts["language"]) == (1, "sv")


def test_a_dotted_line_parts_as_a_solid_one_does(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    report, boss = somebody("Report", email="r@x.example"), somebody("Dotted Boss", email="d@x.example")
    mentee(here, report)
    mentee(here, boss)
    mentor(here, boss)
    mentor(here, report)
    mentor(here, "Friend", seats=2)
    with transaction():
        session.add(DottedLine(person_id=report.id, boss_id=boss.id))

    run = finished(here, ruth)

    assert pairs(session, run) == {("Report", "Friend"), ("Dotted Boss", "Friend")}


def test_no_mentor_is_given_more_than_their_free_seats(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth, phase=Phase.MATCHING)
    mentor(here, "Leila Haddad", seats=3)
    mentee(here, "First One")
    publish(finished(here, ruth), ruth)
    for number in range(4):
        mentee(here, f"Mentee {number}")

    run = finished(here, ruth)
    publish(run, ruth)

    leila = session.scalars(select(Enrolment).where(Enrolment.seats == 3)).one()
    assert (len(pairs(session, run)), run.seats) == (2, 2)
    assert len(session.scalars(select(Pairing).where(Pairing.mentor_id == leila.id)).all()) == 3
    assert names(session, here, "reserve") == []
