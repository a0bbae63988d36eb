"""A match from the button to its result: what is stored, what is refused, what a killed worker leaves."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment
from app.core.access import can
from app.core.audit import AuditEvent
from app.core.clock import now
from app.core.db import db
from app.core.errors import Conflict, RuleBroken
from app.core.job_runs import run_job, run_queued
from app.core.jobs import Cancelled, Job, JobHandle, JobState
from app.core.transactions import transaction
from app.matching_runs import jobs
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.policy import RunAction, runs_visible_to
from app.matching_runs.queries import pairs_of, unplaced_of
from app.matching_runs.services import results, start_run, stop_run
from app.people.models import Person
from matching import Policy
from programs.phases import Phase
from tests.app.matching_runs.conftest import finished, started
from tests.factories.cohorts import cohort as cohort_of
from tests.factories.cohorts import mentee, mentor
from tests.factories.people import person as somebody


def pairs(session: Session, run: MatchRun) -> set[tuple[str, str]]:
    session.rollback()
    return {(pair.mentee.person.name, pair.mentor.person.name) for pair in session.scalars(pairs_of(run))}


def count(session: Session, model: type) -> int:
    session.rollback()
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_run_stores_pairs_reasons_and_proof(session: Session, done: MatchRun) -> None:
    assert (done.number, done.state, done.mentees, done.mentors, done.seats, done.placed) == (
        1,
        RunState.DONE,
        3,
        2,
        2,
        2,
    )
    assert done.gap == 0
    assert done.is_proven
    assert done.total == done.bound
    assert done.policy_digest == Policy.from_dict(done.policy).digest
    assert len(done.input_digest or "") == 64
    assert {"scoring", "solving", "proving"} <= done.timings.keys()
    assert pairs(session, done) == {("Priya Raman", "Leila Haddad"), ("Tomasz Kern", "Jonas Lindqvist")}
    left = [(each.name, each.missing, each.reason["reason"]) for each in unplaced_of(done)]
    assert left == [("Ida Lund", 1, "nobody_offers")]
    kinds = session.scalars(
        select(AuditEvent.kind).where(AuditEvent.object_id == done.public_id).order_by(AuditEvent.id)
    ).all()
    assert kinds == ["run.started", "run.done"]


def test_the_parts_of_a_pair_add_up(session: Session, done: MatchRun) -> None:
    for pair in session.scalars(pairs_of(done)):
        assert sum(part["points"] for part in pair.parts) == pair.score
        assert [part["name"] for part in pair.parts] == [each["name"] for each in done.policy["criteria"]]


def test_a_cohort_has_many_runs_and_the_same_people_give_the_same_pairs(
    session: Session, full: Cohort, ruth: Person
) -> None:
    runs = [finished(full, ruth) for _ in range(3)]

    assert [run.number for run in runs] == [1, 2, 3]
    assert len({run.input_digest for run in runs}) == 1
    assert len({frozenset(pairs(session, run)) for run in runs}) == 1


def test_a_mentee_may_have_several_mentors(session: Session, ruth: Person) -> None:
    here = cohort_of(ruth)
    mentee(here, "Priya Raman", needs=3)
    mentor(here, "Leila Haddad", seats=2)
    mentor(here, "Jonas Lindqvist")

    run = finished(here, ruth)

    assert pairs(session, run) == {("Priya Raman", "Leila Haddad"), ("Priya Raman", "Jonas Lindqvist")}
    assert (run.placed, [each.missing for each in unplaced_of(run)]) == (1, [1])


@pytest.mark.parametrize(
    ("mentees", "mentors", "seats", "sentence"),
    [
        (0, 0, 1, "No mentee has signed up yet"),
        (0, 1, 1, "No mentee has signed up yet"),
        (1, 0, 1, "No mentor has signed up yet"),
        (1, 1, 0, "offer no seat"),
    ],
)
def test_a_match_of_one_side_is_refused(
    session: Session, cohort: Cohort, ruth: Person, mentees: int, mentors: int, seats: int, sentence: str
) -> None:
    for number in range(mentees):
        mentee(cohort, f"Mentee {number}")
    for number in range(mentors):
        mentor(cohort, f"Mentor {number}", seats=seats)

    with pytest.raises(RuleBroken, match=sentence), transaction():
        start_run(cohort, actor=ruth)

    assert (count(session, MatchRun), count(session, Job)) == (0, 0)


@pytest.mark.parametrize("phase", [Phase.CLOSING, Phase.CLOSED])
def test_a_cohort_that_is_over_is_not_matched(full: Cohort, ruth: Person, session: Session, phase: Phase) -> None:
    with transaction():
        session.merge(full).phase = phase

    with pytest.raises(RuleBroken), transaction():
        start_run(session.merge(full), actor=ruth)


def test_a_second_match_waits_for_the_first(session: Session, full: Cohort, ruth: Person) -> None:
    started(full, ruth)

    with pytest.raises(Conflict, match="run 1"), transaction():
        start_run(session.merge(full), actor=ruth)

    assert count(session, MatchRun) == 1


def test_two_who_press_match_at_once_start_one(app: Flask, session: Session, full: Cohort, ruth: Person) -> None:
    cohort_id, actor_id = full.id, ruth.id
    session.rollback()
    clicks = 4
    start, refused = Barrier(clicks), []

    def press() -> None:
        with app.app_context():
            start.wait()
            try:
                with transaction():
                    start_run(db.session.get_one(Cohort, cohort_id), actor=db.session.get_one(Person, actor_id))
            except RuleBroken as broken:
                refused.append(str(broken))

    threads = [Thread(target=press) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == clicks - 1
    assert (count(session, MatchRun), count(session, Job)) == (1, 1)


def test_a_run_that_waits_is_stopped_at_once(session: Session, full: Cohort, ruth: Person) -> None:
    run = started(full, ruth)

    with transaction():
        stop_run(session.merge(run), actor=ruth)
    run_queued()

    stopped = session.get_one(MatchRun, run.id, populate_existing=True)
    assert (stopped.state, stopped.standing) == (RunState.STOPPED, RunState.STOPPED)
    assert count(session, MatchPair) == 0
    assert finished(full, ruth).number == 2


def test_a_run_at_work_stops_at_its_next_report(
    session: Session, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = started(full, ruth).id
    report = JobHandle.report

    def stop_first(self: JobHandle, step: str, done: int = 0, total: int = 0) -> None:
        with transaction():
            stop_run(db.session.get_one(MatchRun, run_id), actor=db.session.get_one(Person, ruth.id))
        with pytest.raises(Cancelled):
            report(self, step, done, total)
        raise Cancelled

    monkeypatch.setattr(JobHandle, "report", stop_first)
    run_queued()

    session.rollback()
    stopped = session.get_one(MatchRun, run_id, populate_existing=True)
    assert (stopped.state, stopped.standing) == (RunState.OPEN, RunState.STOPPED)
    assert count(session, MatchPair) == 0


def test_a_run_whose_job_failed_makes_room_for_the_next(
    session: Session, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise RuleBroken("Not today.")

    monkeypatch.setattr(jobs, "solved", refuse)
    failed = finished(full, ruth)
    monkeypatch.undo()
    following = finished(full, ruth)

    session.refresh(failed)
    assert (failed.state, following.state, following.number) == (RunState.FAILED, RunState.DONE, 2)


def test_a_worker_killed_in_the_middle_leaves_nothing_and_the_next_one_finishes(
    session: Session, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(full, ruth)
    figures = results._write_figures

    class Killed(BaseException):
        """What no handler of the worker may catch."""

    def die(*args: object) -> None:
        raise Killed

    monkeypatch.setattr(results, "_write_figures", die)
    with pytest.raises(Killed):
        run_job(run.job_id or 0)
    session.rollback()
    left = count(session, MatchPair)
    monkeypatch.setattr(results, "_write_figures", figures)
    with transaction():
        session.execute(update(Job).values(lease_until=now()))
    run_queued()

    assert left == 0
    assert pairs(session, run) == {("Priya Raman", "Leila Haddad"), ("Tomasz Kern", "Jonas Lindqvist")}


def test_a_job_that_runs_again_after_its_end_changes_nothing(session: Session, done: MatchRun) -> None:
    before = pairs(session, done)
    with transaction():
        queued = {"state": JobState.QUEUED, "ended_at": None, "attempts": 0}
        session.execute(update(Job).values(queued))

    run_queued()

    assert pairs(session, done) == before
    session.rollback()
    assert session.scalar(select(func.count()).where(AuditEvent.kind == "run.done")) == 1


def test_somebody_who_was_removed_meanwhile_gets_no_result(session: Session, full: Cohort, ruth: Person) -> None:
    other = somebody("Noor Saleh", email="noor@northmere.example")
    run = started(full, ruth)
    with transaction():
        session.add(CohortAdministrator(cohort_id=full.id, person_id=other.id))
        session.delete(session.get_one(CohortAdministrator, (full.id, ruth.id)))
    run_queued()

    session.rollback()
    assert session.get_one(MatchRun, run.id, populate_existing=True).standing is RunState.FAILED
    assert count(session, MatchPair) == 0


def test_scope_and_policy_agree(session: Session, done: MatchRun, ruth: Person) -> None:
    other = somebody("Noor Saleh", email="noor@northmere.example")
    theirs = cohort_of(other)
    mentee(theirs, ruth)
    mentor(theirs, "Mentor One")
    finished(theirs, other)
    priya = session.scalars(select(Person).where(Person.name == "Priya Raman")).one()

    for person in (ruth, other, priya):
        every = session.scalars(select(MatchRun)).all()
        seen = set(session.scalars(runs_visible_to(person)))
        assert seen == {run for run in every if can(person, RunAction.VIEW, run)}
    assert list(session.scalars(runs_visible_to(priya))) == []


def test_unplaced_rows_name_only_those_with_a_need_left(session: Session, done: MatchRun) -> None:
    assert count(session, Unplaced) == 1
    assert count(session, Enrolment) == 5
