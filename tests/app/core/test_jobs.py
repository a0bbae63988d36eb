"""Jobs: asked for in a transaction, run once it is over, and never lost."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.core import access, jobs, queue
from app.core.clock import now
from app.core.config import current_config
from app.core.job_runs import AT_ONCE, due_jobs, run_job, run_queued, sweep_jobs, work_off
from app.core.jobs import BODIES, Cancelled, Job, JobHandle, JobState, Superseded, cancel, enqueue, job
from app.core.organisation import organisation_for_change
from app.core.transactions import transaction
from programs.rules import RuleBroken
from tests.app.core.registries import kept


@pytest.fixture(autouse=True)
def _own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "QUIET_SECONDS", 0.0)
    with kept(BODIES):
        yield


class Hints:
    """The hints that have reached the queue."""

    def __init__(self) -> None:
        self.storage = queue.queue().storage
        self.storage.flush_all()

    def read(self) -> list[tuple[Any, ...]]:
        return [tuple(task.args) for task in queue.queue().pending()]


@pytest.fixture
def hints(session: Session) -> Hints:
    return Hints()


def written(name: str, body: Any) -> None:
    """Make ``body`` the work called ``name`` for this test."""
    BODIES.pop(name, None)
    job(name)(body)


def enqueued(name: str = "test.work", **params: Any) -> int:
    with transaction():
        return enqueue(name, **params).id


def stored(session: Session, job_id: int) -> Job:
    session.rollback()
    return session.get_one(Job, job_id, populate_existing=True)


def quiet(_job: JobHandle) -> None:
    """Do nothing."""


def test_enqueue_wakes_a_worker_after_the_commit(session: Session, hints: Hints) -> None:
    written("test.work", quiet)

    row = enqueue("test.work")
    before = hints.read()
    session.commit()

    assert before == []
    assert hints.read() == [("job", row.id)]


def test_enqueue_is_gone_after_a_rollback(session: Session, hints: Hints) -> None:
    written("test.work", quiet)
    enqueue("test.work")

    session.rollback()
    session.add(Job(name="test.work"))
    session.commit()

    assert hints.read() == []
    assert len(session.scalars(select(Job)).all()) == 1


def test_enqueue_in_a_savepoint_waits_for_the_transaction_around_it(session: Session, hints: Hints) -> None:
    written("test.work", quiet)

    with session.begin_nested():
        row = enqueue("test.work")
    before = hints.read()
    session.commit()

    assert before == []
    assert hints.read() == [("job", row.id)]


def test_enqueue_survives_a_broken_queue(session: Session, hints: Hints, monkeypatch: pytest.MonkeyPatch) -> None:
    written("test.work", quiet)
    with monkeypatch.context() as broken:
        broken.setattr(hints.storage, "enqueue", lambda *_: 1 / 0)
        job_id = enqueued()

    sweep_jobs()

    assert hints.read() == [("job", job_id)]


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


def test_job_is_run_by_one_worker_only(app: Flask, session: Session) -> None:
    seen: list[int] = []

    def body(job: JobHandle) -> None:
        time.sleep(0.05)
        seen.append(job.id)

    written("test.work", body)
    job_id = enqueued()

    def work() -> None:
        with app.app_context():
            run_job(job_id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [job_id]
    assert stored(session, job_id).attempts == 1


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


def test_job_that_breaks_a_rule_fails_with_its_sentence(session: Session) -> None:
    def body(_job: JobHandle) -> None:
        raise RuleBroken("The file has no heading called “Name”.")

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    row = stored(session, job_id)
    assert (row.state, row.error, row.attempts) == (JobState.FAILED, "The file has no heading called “Name”.", 1)


def test_job_that_errs_is_tried_three_times_with_pauses(session: Session) -> None:
    def body(_job: JobHandle) -> None:
        raise ValueError("secret words of somebody")

    written("test.work", body)
    job_id = enqueued()
    seen = []
    with time_machine.travel(now(), tick=False) as clock:
        for pause in (0, 9, 1, 59, 1, 3600):
            clock.shift(timedelta(seconds=pause))
            ran = run_queued()
            seen.append((ran, str(stored(session, job_id).state)))

    row = stored(session, job_id)
    assert seen == [(1, "queued"), (0, "queued"), (1, "queued"), (0, "queued"), (1, "failed"), (0, "failed")]
    assert row.error == "This did not work in three attempts. Whoever runs Ithaca finds the reason in the log."


def test_job_of_a_killed_worker_is_swept_and_run_again(session: Session, hints: Hints) -> None:
    written("test.work", quiet)
    job_id = enqueued()
    abandon(job_id, attempts=1)
    hints.storage.flush_all()

    sweep_jobs()
    swept = hints.read()
    run_job(job_id)

    row = stored(session, job_id)
    assert swept == [("job", job_id)]
    assert (row.state, row.attempts) == (JobState.DONE, 2)


def test_job_with_a_living_lease_is_left_alone(session: Session, hints: Hints) -> None:
    written("test.work", quiet)
    job_id = enqueued()
    abandon(job_id, attempts=1, lease=timedelta(seconds=30))
    hints.storage.flush_all()

    sweep_jobs()
    run_job(job_id)

    assert hints.read() == []
    assert stored(session, job_id).state == JobState.RUNNING


def test_job_that_kills_its_workers_is_given_up(session: Session) -> None:
    written("test.work", quiet)
    job_id = enqueued()
    abandon(job_id, attempts=3)

    sweep_jobs()

    row = stored(session, job_id)
    assert (row.state, row.attempts) == (JobState.FAILED, 3)
    assert row.error == "This did not work in three attempts. Whoever runs Ithaca finds the reason in the log."


def test_abandoned_job_that_was_to_be_cancelled_is_cancelled(session: Session) -> None:
    written("test.work", quiet)
    job_id = enqueued()
    abandon(job_id, attempts=1, is_cancel_requested=True)

    sweep_jobs()

    assert stored(session, job_id).state == JobState.CANCELLED


def test_worker_that_was_given_up_cannot_speak_for_the_job(session: Session) -> None:
    said: list[str] = []

    def body(job: JobHandle) -> None:
        if job.attempt > 1:
            return
        abandon(job.id, attempts=1)
        run_job(job.id)
        with pytest.raises(Superseded):
            job.report("I was only slow")
        said.append("stopped")
        raise Superseded

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    row = stored(session, job_id)
    assert (said, row.state, row.attempts) == (["stopped"], JobState.DONE, 2)


def test_lease_is_kept_while_the_body_computes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE", timedelta(seconds=0.3))
    leases: list[bool] = []

    def body(job: JobHandle) -> None:
        time.sleep(0.5)
        leases.append(job.id in due_jobs(limit=10))

    written("test.work", body)
    job_id = enqueued()

    run_queued()

    assert leases == [False]
    assert stored(session, job_id).state == JobState.DONE


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


def test_worker_runs_a_limited_number_of_jobs_and_forgets_none(app: Flask, session: Session) -> None:
    running: list[int] = []
    most: list[int] = []

    def body(job: JobHandle) -> None:
        running.append(job.id)
        most.append(len(running))
        time.sleep(0.05)
        running.remove(job.id)

    written("test.work", body)
    ids = [enqueued() for _ in range(6)]

    def work(job_id: int) -> None:
        with app.app_context():
            work_off(job_id)

    threads = [threading.Thread(target=work, args=(each,)) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert max(most) == AT_ONCE
    assert {stored(session, each).state for each in ids} == {JobState.DONE}


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


def test_hint_travels_through_a_real_queue(app: Flask, session: Session, tmp_path: Any) -> None:
    written("test.work", quiet)
    config = current_config()
    kept = f"sqlite:///{tmp_path / 'queue.sqlite3'}" if config.is_sqlite else config.sqlalchemy_url
    memory = dict(app.config), dict(app.extensions)
    queue.init_app(app, replace(config, queue_url=kept))
    try:
        job_id = enqueued()
        huey = queue.queue()
        huey.execute(huey.dequeue())
        left = huey.pending_count()
    finally:
        huey.storage.close()
        app.config.update(memory[0])
        app.extensions.update(memory[1])

    assert left == 0
    assert stored(session, job_id).state == JobState.DONE


def test_serializer_reads_no_pickle() -> None:
    with pytest.raises(ValueError, match="decode"):
        queue.JsonSerializer().deserialize(b"\x80\x04N.")


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


def abandon(job_id: int, *, lease: timedelta = timedelta(seconds=-1), **values: Any) -> None:
    """Leave the job as a worker does that was killed, its lease over unless ``lease`` is positive."""
    statement = update(Job).where(Job.id == job_id)
    with transaction() as own:
        own.execute(statement.values(state=JobState.RUNNING, lease_until=now() + lease, **values))
