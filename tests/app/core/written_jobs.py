"""Jobs that a test writes, asks for and leaves behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core import queue
from app.core.clock import now
from app.core.jobs import BODIES, Job, JobHandle, JobState, enqueue, job
from app.core.transactions import transaction


class Hints:
    """The hints that have reached the queue."""

    def __init__(self) -> None:
        self.storage = queue.queue().storage
        self.storage.flush_all()

    def read(self) -> list[tuple[Any, ...]]:
        return [tuple(task.args) for task in queue.queue().pending()]


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


def abandon(job_id: int, *, lease: timedelta = timedelta(seconds=-1), **values: Any) -> None:
    """Leave the job as a worker does that was killed, its lease over unless ``lease`` is positive."""
    statement = update(Job).where(Job.id == job_id)
    with transaction() as own:
        own.execute(statement.values(state=JobState.RUNNING, lease_until=now() + lease, **values))
