"""Jobs: asked for in a transaction, reported, cancelled, done."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import access
from app.core.job_runs import run_queued
from app.core.jobs import Cancelled, Job, JobHandle, JobState, cancel, enqueue, job
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from programs.rules import RuleBroken
from tests.app.core.written_jobs import enqueued, quiet, stored, written

pytestmark = pytest.mark.usefixtures("own_jobs")


@pytest.mark.parametrize("value", ["x" * 65, ["a", "list"], {"a": "dict"}, 1.5])
def test_enqueue_refuses_what_is_no_id(session: Session, value: Any) -> None:
    written("test.work", quiet)

    with pytest.raises(TypeError):
        enqueue("test.work", what=value)


def test_enqueue_refuses_an_unknown_job(session: Session) -> None:
    with pytest.raises(KeyError):
        enqueue("test.nobody-wrote-this")


def test_job_runs_with_its_parameters_and_is_done(session: Session) -> None:
    seen: list[Any] = []
    written("test.work", lambda job, **params: seen.append((job.name, params)))
    job_id = enqueued(import_id=7, is_complete=True)

    run_queued()

    row = stored(session, job_id)
    assert seen == [("test.work", {"import_id": 7, "is_complete": True})]
    assert (row.state, row.progress, row.attempts, row.is_over) == (JobState.DONE, 100, 1, True)


def test_report_shows_step_and_progress(session: Session) -> None:
    seen: list[Any] = []

    def body(job: JobHandle) -> None:
        job.report("Reading the file", 3, 4)
        with transaction() as own:
            row = own.get_one(Job, job.id)
            seen.append((row.state, row.step, row.progress))

    written("test.work", body)
    enqueued()

    run_queued()

    assert seen == [(JobState.RUNNING, "Reading the file", 75)]


def test_report_refuses_an_open_transaction(session: Session) -> None:
    def body(job: JobHandle) -> None:
        with transaction() as own:
            own.scalar(select(Job.id))
            with pytest.raises(RuntimeError):
                job.report("Reading the file")

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    assert stored(session, job_id).state == JobState.DONE


def test_finish_makes_done_part_of_the_work(session: Session) -> None:
    def body(job: JobHandle) -> None:
        with transaction():
            organisation_for_change().name = "Nordlicht"
            job.finish()
        raise ZeroDivisionError

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    assert stored(session, job_id).state == JobState.DONE
    assert organisation_for_change().name == "Nordlicht"


def test_finish_is_taken_back_with_the_work(session: Session) -> None:
    def body(job: JobHandle) -> None:
        with transaction():
            organisation_for_change().name = "Nordlicht"
            job.finish()
            raise ZeroDivisionError

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    assert stored(session, job_id).state == JobState.QUEUED
    assert organisation_for_change().name == ""


def test_cancel_stops_a_waiting_job_at_once(session: Session) -> None:
    written("test.work", quiet)
    job_id = enqueued()
    with transaction() as own:
        cancel(own.get_one(Job, job_id))

    ran = run_queued()

    assert (ran, stored(session, job_id).state) == (0, JobState.CANCELLED)


def test_cancel_stops_a_running_job_at_its_next_report(session: Session) -> None:
    steps: list[str] = []

    def body(job: JobHandle) -> None:
        with transaction() as own:
            cancel(own.get_one(Job, job.id))
        steps.append("asked")
        job.report("On and on")
        steps.append("went on")

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    row = stored(session, job_id)
    assert (steps, row.state, row.error) == (["asked"], JobState.CANCELLED, None)


def test_cancelled_is_let_pass_by_a_body_that_tidies_up(session: Session) -> None:
    tidied: list[bool] = []

    def body(_job: JobHandle) -> None:
        try:
            raise Cancelled
        finally:
            tidied.append(True)

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    assert (tidied, stored(session, job_id).state) == ([True], JobState.CANCELLED)


def test_job_that_breaks_a_rule_fails_with_its_sentence(session: Session) -> None:
    def body(_job: JobHandle) -> None:
        raise RuleBroken("The file has no heading called “Name”.")

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    row = stored(session, job_id)
    assert (row.state, row.error, row.attempts) == (JobState.FAILED, "The file has no heading called “Name”.", 1)


def test_job_acts_with_the_rights_of_its_moment(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    asker: Any = SimpleNamespace(id=1, public_id="a" * 16, is_active=True)
    monkeypatch.setitem(access.TABLE, "test:do", (lambda person, _obj: person.may,))

    def body(job: JobHandle) -> None:
        assert job.actor_id == asker.public_id
        job.demand(asker, "test:do")

    written("test.work", body)
    asker.may = True
    with transaction():
        job_id = enqueue("test.work", actor=asker).id
    asker.may = False

    run_queued()

    row = stored(session, job_id)
    assert (row.state, row.error) == (
        JobState.FAILED,
        "Whoever asked for this may no longer do it. Nothing was changed.",
    )


def test_job_may_ask_for_another_job(session: Session) -> None:
    seen: list[str] = []
    written("test.second", lambda job: seen.append(job.name))

    def body(_job: JobHandle) -> None:
        enqueued("test.second")

    written("test.work", body)
    enqueued()

    assert run_queued() == 1
    assert run_queued() == 1
    assert seen == ["test.second"]


def test_two_jobs_of_one_name_are_refused() -> None:
    written("test.work", quiet)

    with pytest.raises(RuntimeError):
        job("test.work")(lambda _job: None)
