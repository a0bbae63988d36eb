"""Work that outlasts a request: a row in the caller's transaction, done by a worker, run again when the worker dies.

A job runs at least once: one that was nearly finished when its worker was killed runs again from the start. It
therefore looks at its own row first, or says ``job.finish()`` inside its last transaction, which makes "done" part
of the same commit. How jobs are claimed and run stands in ``job_runs``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, CursorResult, Index, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.access import can
from app.core.actor import Actor
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base, HasPublicId, db
from app.core.i18n import gettext as _
from app.core.queue import hint
from app.core.transactions import own_transaction
from programs.rules import RuleBroken

LEASE = timedelta(seconds=120)
"""How long a worker may be silent before its job is given to another; renewed while the worker lives."""
QUIET_SECONDS = 0.5
LONGEST_ID = 64
RUN = "job"

Body = Callable[..., None]
BODIES: dict[str, Body] = {}


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OVER = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


class Cancelled(Exception):
    """The job was asked to stop; raised by ``report`` and to be let pass."""


class Superseded(Exception):
    """Another worker has taken the job over, because this one was silent for too long."""


class Job(HasPublicId, Base):
    """One piece of work, its progress and its end; never a word that anybody wrote."""

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state_not_before", "state", "not_before"),
        CheckConstraint("progress BETWEEN 0 AND 100", name="progress_in_percent"),
        CheckConstraint("(state = 'running') = (lease_until IS NOT NULL)", name="only_running_has_lease"),
        CheckConstraint("(state IN ('done', 'failed', 'cancelled')) = (ended_at IS NOT NULL)", name="over_has_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    name: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    params: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    actor_id: Mapped[str | None] = mapped_column(String(16), index=True, info=INTERNAL)
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, info=INTERNAL)
    progress: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    step: Mapped[str] = mapped_column(String(200), default="", info=INTERNAL)
    error: Mapped[str | None] = mapped_column(String(500), info=INTERNAL)
    attempts: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    not_before: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    lease_until: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    is_cancel_requested: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in OVER


def job(name: str) -> Callable[[Body], Body]:
    """Register ``body(job: JobHandle, **params)`` as the work called ``name``."""

    def register(body: Body) -> Body:
        if BODIES.setdefault(name, body) is not body:
            raise RuntimeError(f"Two jobs are called {name}.")
        return body

    return register


def enqueue(name: str, *, actor: Actor | None = None, **params: Any) -> Job:
    """Ask for a job in the caller's transaction; a worker gets it after the commit, never after a rollback.

    Only ids travel: raises TypeError for a parameter that could hold anything else, KeyError for a job nobody wrote.
    """
    if name not in BODIES:
        raise KeyError(name)
    refuse_words(params)
    row = Job(name=name, params=params, actor_id=actor.public_id if actor else None)
    db.session.add(row)
    db.session.flush()
    hint(db.session(), RUN, row.id)
    return row


def refuse_words(params: dict[str, Any]) -> None:
    """Raise TypeError unless every value is a number, a flag, nothing or an id."""
    for key, value in params.items():
        is_id = isinstance(value, str) and len(value) <= LONGEST_ID
        if not (value is None or isinstance(value, int) or is_id):
            raise TypeError(f"Only ids travel, and {key} is a {type(value).__name__}.")


def cancel(row: Job) -> None:
    """Stop a job: at once while it waits, at its next report while it runs. The caller commits."""
    waiting = update(Job).where(Job.id == row.id, Job.state == JobState.QUEUED)
    stopped = changed(db.session(), waiting.values(state=JobState.CANCELLED, ended_at=now()))
    if not stopped:
        running = update(Job).where(Job.id == row.id, Job.state == JobState.RUNNING)
        changed(db.session(), running.values(is_cancel_requested=True))
    db.session.refresh(row)


def job_by_public_id(public_id: str) -> Job | None:
    """The finder for pages that show a job."""
    return db.session.scalar(select(Job).where(Job.public_id == public_id))


def changed(session: Session, statement: Any) -> bool:
    """Run an UPDATE that is also a claim: whether it found its row."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    return isinstance(result, CursorResult) and result.rowcount > 0


class JobHandle:
    """What a running job holds of its own row: who asked, and where to say how far it has come."""

    def __init__(self, row: Job) -> None:
        self.id = row.id
        self.public_id = row.public_id
        self.name = row.name
        self.actor_id = row.actor_id
        self.attempt = row.attempts
        self._step = row.step
        self._said_at = 0.0

    def report(self, step: str, done: int = 0, total: int = 0) -> None:
        """Tell how far the job has come, in a short transaction of its own, at most twice a second per step.

        Renews the lease. Raises Cancelled when somebody asked to stop, Superseded when another worker has the job,
        RuntimeError inside an open transaction, where on SQLite it would wait for itself.
        """
        if db.session().in_transaction():
            raise RuntimeError("A job reports between its transactions; an open read is one as well.")
        moment = time.monotonic()
        if step == self._step and moment - self._said_at < QUIET_SECONDS:
            return
        self._step, self._said_at = step, moment
        percent = min(100, 100 * done // total) if total else 0
        with own_transaction() as session:
            self.renew(session, step=step[:200], progress=percent)
            is_to_stop = session.scalar(select(Job.is_cancel_requested).where(Job.id == self.id))
        if is_to_stop:
            raise Cancelled

    def renew(self, session: Session, **values: Any) -> None:
        """Keep the job for this worker, with what else has changed. Raises Superseded when it is no longer ours."""
        if not changed(session, self._mine().values(lease_until=now() + LEASE, **values)):
            raise Superseded

    def finish(self) -> None:
        """Say "done" inside the transaction that is open, so that the work and its end are one commit."""
        if not self.end(db.session(), JobState.DONE, progress=100):
            raise Superseded

    def end(self, session: Session, state: JobState, **values: Any) -> bool:
        """Give the job its last state; False when it already has one or belongs to another worker."""
        over = self._mine().values(state=state, lease_until=None, ended_at=now(), **values)
        return changed(session, over)

    def put_back(self, session: Session, not_before: datetime) -> bool:
        """Let the job be tried again later."""
        return changed(session, self._mine().values(state=JobState.QUEUED, lease_until=None, not_before=not_before))

    def demand(self, person: Any, action: str, obj: Any = None) -> None:
        """Check at run time that whoever asked may still do this. Raises RuleBroken."""
        if not can(person, action, obj):
            raise RuleBroken(_("Whoever asked for this may no longer do it. Nothing was changed."))

    def _mine(self) -> Any:
        # The number of the attempt tells a worker that was given up from the one that has the job now.
        return update(Job).where(Job.id == self.id, Job.attempts == self.attempt, Job.state == JobState.RUNNING)
