"""What a run was given is stored: taken up again it has the same people, and comes to the same pairs."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.core.clock import now
from app.core.db import db
from app.core.errors import RuleBroken
from app.core.job_runs import run_job, run_queued
from app.core.jobs import Cancelled, Job, JobHandle
from app.core.transactions import transaction
from app.matching_runs.models import MatchInput, MatchRun, RunState
from app.matching_runs.recipients import recipients_of
from app.matching_runs.snapshot import snapshot_of
from app.matching_runs.stored_input import input_of, packed, unpacked
from app.matching_runs.warm import warm_match
from app.people.models import Person
from matching import input_digest
from tests.app.matching_runs.conftest import finished, learns, publish, started
from tests.app.matching_runs.test_runs import pairs
from tests.client import PageClient
from tests.factories.cohorts import mentee


def test_a_snapshot_is_read_back_to_the_same_digest(full: Cohort) -> None:
    given = snapshot_of(full)

    read = unpacked(packed(given))

    assert read == given
    assert input_digest(read.mentees, read.mentors, "id", {}) == input_digest(given.mentees, given.mentors, "id", {})


def test_a_restarted_worker_matches_the_people_of_the_first_time(
    session: Session, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(full, ruth)

    class Killed(BaseException):
        """What no handler of the worker may catch."""

    def die(*_args: object, **_kwargs: object) -> None:
        raise Killed

    monkeypatch.setattr(JobHandle, "report", die)
    with pytest.raises(Killed):
        run_job(run.job_id or 0)
    monkeypatch.undo()
    session.rollback()
    mentee(full, "Kofi Boateng", wants=learns("Law"))
    with transaction():
        session.execute(update(Job).values(lease_until=now()))
    run_queued()

    session.rollback()
    done = session.get_one(MatchRun, run.id, populate_existing=True)
    assert (done.state, done.mentees, done.placed) == (RunState.DONE, 3, 2)
    assert pairs(session, run) == {("Priya Raman", "Leila Haddad"), ("Tomasz Kern", "Jonas Lindqvist")}


def test_the_newest_result_and_what_was_published_keep_what_they_were_given(
    session: Session, full: Cohort, ruth: Person
) -> None:
    finished(full, ruth)
    published = publish(finished(full, ruth), ruth)
    mentee(full, "Kofi Boateng", wants=learns("Law"))
    with transaction():
        session.get_one(Enrolment, mentor_of(session, "Leila Haddad")).seats = 2
    newest = finished(full, ruth)

    session.rollback()
    kept = set(session.scalars(select(MatchInput.run_id)))
    assert kept == {published.id, newest.id}


def test_a_match_is_made_again_from_it_to_the_same_pairs(session: Session, done: MatchRun, full: Cohort) -> None:
    with transaction():
        everybody = update(Enrolment).where(Enrolment.cohort_id == full.id)
        session.execute(everybody.values(answers={}))

    warm = warm_match(session.get_one(MatchRun, done.id))

    assert warm is not None
    assert (warm.match.input_digest, warm.match.total) == (done.input_digest, done.total)
    assert len(warm.match.pairs) == 2
    assert warm_match(session.get_one(MatchRun, done.id)) is warm


def test_a_run_without_it_has_no_match_to_ask(session: Session, done: MatchRun) -> None:
    with transaction():
        session.delete(session.get_one(MatchInput, done.id))
        session.get_one(MatchRun, done.id).input_digest = "0" * 64

    assert input_of(session.get_one(MatchRun, done.id)) is None
    assert warm_match(session.get_one(MatchRun, done.id)) is None


def test_a_match_that_is_stopped_keeps_its_pairs_to_be_published_by_whoever_knows(
    session: Session, signed_in: PageClient, full: Cohort, ruth: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = started(full, ruth)
    report = JobHandle.report

    def stop_when_it_proves(self: JobHandle, step: str, done: int = 0, total: int = 0) -> None:
        report(self, step, done, total)
        if step.startswith("Proving"):
            raise Cancelled

    monkeypatch.setattr(JobHandle, "report", stop_when_it_proves)
    run_queued()

    session.rollback()
    stopped = db.session.get_one(MatchRun, run.id, populate_existing=True)
    assert (stopped.state, stopped.placed, stopped.is_proven) == (RunState.DONE, 2, False)
    assert stopped.total is not None
    assert stopped.bound is not None
    assert stopped.total <= stopped.bound <= 300
    assert session.scalar(select(func.count()).select_from(MatchInput)) == 1
    with pytest.raises(RuleBroken, match="stopped early"):
        publish(stopped, ruth)
    review = signed_in.get(f"/runs/{run.public_id}").text
    assert "It was stopped early, so a better result may exist" in review
    assert "Publish it all the same" in review
    url = f"/runs/{run.public_id}/publish"
    expected = recipients_of(session.get_one(MatchRun, run.id)).digest(stopped)
    assert signed_in.submit(url, expected=expected).status_code == 422
    assert signed_in.submit(url, expected=expected, unproven="y").status_code == 302


def mentor_of(session: Session, name: str) -> int:
    found = select(Enrolment.id).join(Enrolment.person).where(Person.name == name)
    return session.scalars(found).one()
