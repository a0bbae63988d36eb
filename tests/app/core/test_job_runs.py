"""Jobs are run by one worker, tried again when it dies, and given up in the end."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from app.core import jobs
from app.core.clock import now
from app.core.job_runs import AT_ONCE, due_jobs, run_job, run_queued, sweep_jobs, work_off
from app.core.jobs import JobHandle, JobState, Superseded
from tests.app.core.written_jobs import Hints, abandon, enqueued, quiet, stored, written

pytestmark = pytest.mark.usefixtures("own_jobs")


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
