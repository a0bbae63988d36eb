"""How a worker runs jobs: claim, keep the lease alive, end; and the sweep that finds what nobody runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Semaphore, Thread
from typing import Any

import structlog
from flask import Flask, current_app
from sqlalchemy import ColumnElement, and_, or_, select, update

from app.core import jobs
from app.core.clock import now
from app.core.db import db
from app.core.i18n import gettext as _
from app.core.jobs import BODIES, Cancelled, Job, JobHandle, JobState, Superseded, changed
from app.core.queue import put, waiting_hints, work
from app.core.transactions import own_transaction, transaction
from programs.rules import RuleBroken

log = structlog.get_logger(__name__)

MOST_ATTEMPTS = 3
PAUSES = (timedelta(seconds=10), timedelta(seconds=60))
SWEPT_AT_ONCE = 100
AT_ONCE = 2
"""Jobs that one worker process runs side by side."""
PLACES = Semaphore(AT_ONCE)
WANTED = Event()


@work(jobs.RUN)
def work_off(job_id: int) -> None:
    """Run the job that a hint names and whatever else waits, unless this process runs enough jobs already.

    Long jobs therefore never hold all threads of a worker, and letters leave meanwhile. A hint that finds no place
    leaves word: whoever has one looks again before going.
    """
    hinted = [job_id]
    WANTED.set()
    while WANTED.is_set() and PLACES.acquire(blocking=False):
        try:
            WANTED.clear()
            while next_jobs := hinted or due_jobs(limit=1):
                hinted = []
                run_job(next_jobs[0])
        finally:
            PLACES.release()


def run_job(job_id: int) -> None:
    """Run the job unless somebody else does, it is over, or it has to wait; its end is stored whatever happens."""
    claimed = _claim(job_id)
    if claimed is None:
        return
    handle, params = claimed
    with _lease_kept(handle):
        _run(handle, params)


def run_queued() -> int:
    """Run here and now every job that waits, one after another; how many. For tests and commands."""
    ids = due_jobs(limit=1000)
    for job_id in ids:
        run_job(job_id)
    return len(ids)


def sweep_jobs() -> None:
    """Wake workers for jobs that nobody runs: hints lost, workers killed, pauses over; end what was tried enough."""
    _end_hopeless()
    # While that many hints wait the workers are busy, and the jobs are most likely among them.
    if waiting_hints() < SWEPT_AT_ONCE:
        for job_id in due_jobs(limit=SWEPT_AT_ONCE):
            put(jobs.RUN, job_id)


def due_jobs(limit: int) -> list[int]:
    """Ids of the jobs that a worker may take now, the oldest first."""
    free = select(Job.id).where(_free(now()), Job.attempts < MOST_ATTEMPTS).order_by(Job.id)
    with transaction() as session:
        return list(session.scalars(free.limit(limit)))


def _free(moment: datetime) -> ColumnElement[bool]:
    waits = and_(Job.state == JobState.QUEUED, Job.not_before <= moment)
    return or_(waits, _abandoned(moment))


def _abandoned(moment: datetime) -> ColumnElement[bool]:
    return and_(Job.state == JobState.RUNNING, Job.lease_until < moment)


def _claim(job_id: int) -> tuple[JobHandle, dict[str, Any]] | None:
    moment = now()
    mine = update(Job).where(Job.id == job_id, _free(moment), Job.attempts < MOST_ATTEMPTS)
    values = {"state": JobState.RUNNING, "lease_until": moment + jobs.LEASE, "attempts": Job.attempts + 1}
    with transaction() as session:
        if not changed(session, mine.values(values)):
            return None
        row = session.get_one(Job, job_id, populate_existing=True)
        return JobHandle(row), dict(row.params)


def _run(handle: JobHandle, params: dict[str, Any]) -> None:
    try:
        _refuse_cancelled(handle)
        BODIES[handle.name](handle, **params)
    except Cancelled:
        _end(handle, JobState.CANCELLED)
    except Superseded:
        db.session.rollback()
        log.warning("job_superseded", job=handle.public_id, name=handle.name)
    except RuleBroken as broken:
        _end(handle, JobState.FAILED, error=str(broken)[:500])
    except Exception:
        log.exception("job_failed", job=handle.public_id, name=handle.name, attempt=handle.attempt)
        _try_again_later(handle)
    else:
        _end(handle, JobState.DONE, progress=100)


def _refuse_cancelled(handle: JobHandle) -> None:
    with transaction() as session:
        is_to_stop = session.scalar(select(Job.is_cancel_requested).where(Job.id == handle.id))
    if is_to_stop:
        raise Cancelled


def _end(handle: JobHandle, state: JobState, **values: Any) -> None:
    db.session.rollback()  # whatever the body left open belongs to no transaction
    with transaction() as session:
        handle.end(session, state, **values)


def _try_again_later(handle: JobHandle) -> None:
    if handle.attempt >= MOST_ATTEMPTS:
        _end(handle, JobState.FAILED, error=_hopeless())
        return
    db.session.rollback()
    with transaction() as session:
        handle.put_back(session, now() + PAUSES[handle.attempt - 1])


def _end_hopeless() -> None:
    moment = now()
    stop = update(Job).where(_abandoned(moment), Job.is_cancel_requested)
    fail = update(Job).where(_abandoned(moment), Job.attempts >= MOST_ATTEMPTS)
    over = {"lease_until": None, "ended_at": moment}
    with transaction() as session:
        changed(session, stop.values(state=JobState.CANCELLED, **over))
        changed(session, fail.values(state=JobState.FAILED, error=_hopeless(), **over))


def _hopeless() -> str:
    return _("This did not work in three attempts. Whoever runs Ithaca finds the reason in the log.")


@contextmanager
def _lease_kept(handle: JobHandle) -> Iterator[None]:
    """Renew the lease while the body computes, so that its end means a dead worker and not a long calculation."""
    over = Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  the proxy's own way
    thread = Thread(target=_keep_lease, args=(app, handle, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _keep_lease(app: Flask, handle: JobHandle, over: Event) -> None:
    while not over.wait(jobs.LEASE.total_seconds() / 3):
        try:
            with app.app_context(), own_transaction() as session:
                handle.renew(session)
        except Superseded:
            return
        except Exception as error:  # noqa: BLE001  a busy database: the next beat comes in time
            log.warning("lease_not_renewed", job=handle.public_id, error=type(error).__name__)
