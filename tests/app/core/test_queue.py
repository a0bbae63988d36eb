"""Hints: sent when a transaction is over, and not missed when they are lost."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core import queue
from app.core.config import current_config
from app.core.job_runs import sweep_jobs
from app.core.jobs import Job, JobState, enqueue
from tests.app.core.written_jobs import Hints, enqueued, quiet, stored, written

pytestmark = pytest.mark.usefixtures("own_jobs")


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
