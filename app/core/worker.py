"""The worker: takes hints from the queue, and once a minute looks for whatever has no hint."""

from __future__ import annotations

from threading import Event, Thread
from typing import Any

import structlog
from flask import Flask
from huey.consumer import Consumer, Scheduler

from app.core import queue
from app.core.access_log import seal_lines
from app.core.config import Config
from app.core.due import run_due
from app.core.job_runs import AT_ONCE, sweep_jobs
from app.core.outbox import DELIVER
from app.core.queue import TICK, put, work

log = structlog.get_logger(__name__)

THREADS = AT_ONCE + 2
"""For jobs, for letters, and one that is free when a minute is over."""
TICK_SECONDS = 60
SLOWEST_POLL = 1.0
GRACE_SECONDS = 20
SEAL_SECONDS = 4
"""How often lines of the access log are chained."""


def init_app(app: Flask, config: Config) -> None:
    """Know the queue, and, by importing this module, all the work that a hint in it may name."""
    queue.init_app(app, config)


@work(TICK)
def tick() -> None:
    """Find jobs and letters that nobody works on, and do what has come due. One part's failure stops no other."""
    for part in (sweep_jobs, run_due):
        try:
            part()
        except Exception:
            log.exception("tick_failed", part=part.__name__)
    put(DELIVER)


def run_worker(app: Flask, *, periodic: bool = True, tick_seconds: int = TICK_SECONDS) -> None:
    """Work until SIGINT (finishes what it does, within a grace) or SIGTERM. ``periodic`` on one worker is enough."""
    with app.app_context():
        huey = queue.queue()
    consumer = _consumer(tick_seconds)(
        huey,
        workers=THREADS,
        periodic=periodic,
        max_delay=SLOWEST_POLL,
        shutdown_timeout=GRACE_SECONDS,
    )
    over = Event()
    sealer = Thread(target=_keep_sealing, args=(app, over), daemon=True)
    if periodic:
        sealer.start()
    try:
        consumer.run()
    finally:
        over.set()


def _keep_sealing(app: Flask, over: Event) -> None:
    while not over.wait(SEAL_SECONDS):
        with app.app_context():
            seal_quietly()


def seal_quietly() -> None:
    """Chain the lines that wait; a failure is logged, and tried again in a moment."""
    try:
        seal_lines()
    except Exception:
        log.exception("access_log_not_sealed")


def _consumer(tick_seconds: int) -> type[Any]:
    class Ticker(Scheduler):  # type: ignore[misc]  # Huey is untyped
        periodic_task_seconds = tick_seconds

    class Worker(Consumer):  # type: ignore[misc]  # Huey is untyped
        scheduler_class = Ticker

    return Worker
