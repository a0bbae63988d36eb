"""Huey behind one door: a hint that work is waiting travels to a worker as soon as the transaction that asked is over.

The queue holds hints only. What has to be done stands in rows of ours (``Job``, ``OutboxMail``), so a queue that is
broken or wiped loses nothing: the worker's sweep finds the rows a minute later.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from flask import Flask, current_app
from huey import Huey, MemoryHuey, PostgresHuey, SqliteHuey, crontab
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy import event
from sqlalchemy.orm import Session

from app.core.config import Config, Environment

log = structlog.get_logger(__name__)

Work = Callable[..., object]
W = TypeVar("W", bound=Work)

WORK: dict[str, Work] = {}
TICK = "tick"
HINTS = "ithaca.hints"
EXTENSION = "ithaca.queue"
IN_MEMORY = "memory://"


class JsonSerializer(Serializer):  # type: ignore[misc]  # Huey is untyped
    """Hints as JSON: whoever can write to the queue can name work that exists, and nothing else (pickle runs code)."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


def work(name: str) -> Callable[[W], W]:
    """Register what a worker does when it gets the hint ``name``; the function runs in an application context."""

    def register(function: W) -> W:
        if WORK.setdefault(name, function) is not function:
            raise RuntimeError(f"Two functions want to be {name}.")
        return function

    return register


def hint(session: Session, name: str, *arguments: str | int) -> None:
    """Wake a worker once the session's transaction is committed; a transaction rolled back wakes nobody."""
    hints = session.info.setdefault(HINTS, [])
    if (name, arguments) not in hints:
        hints.append((name, arguments))


def put(name: str, *arguments: str | int) -> None:
    """Wake a worker now. A broken queue is logged and forgiven."""
    try:
        queue().ithaca_call(name, *arguments)
    except Exception as error:  # noqa: BLE001  whatever the queue suffers from, the sweep sends the row
        log.warning("queue_unreachable", error=type(error).__name__)


def waiting_hints() -> int:
    """How many hints no worker has taken yet."""
    return int(queue().pending_count())


def init_app(app: Flask, config: Config) -> None:
    """Remember where the queue is; it is opened by whoever needs it first."""
    app.extensions[EXTENSION] = None
    app.config["ITHACA_QUEUE_URL"] = queue_url(config)


def queue() -> Any:
    """The Huey of this application."""
    huey = current_app.extensions[EXTENSION]
    if huey is None:
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  the proxy's own way
        huey = app.extensions[EXTENSION] = _build(app, app.config["ITHACA_QUEUE_URL"])
    return huey


def queue_url(config: Config) -> str:
    """Where hints wait: as configured; else in the PostgreSQL database, or for SQLite in a file beside the database.

    Never in the same SQLite file: Huey takes its file for itself while it reads, and would wait for our own writer.
    """
    if config.queue_url:
        return config.queue_url
    if config.env == Environment.TEST:
        return IN_MEMORY
    if config.is_sqlite:
        return f"sqlite:///{config.instance / 'queue.sqlite3'}"
    return config.sqlalchemy_url


def _build(app: Flask, url: str) -> Huey:
    huey = _open(url)

    def call(name: str, *arguments: str | int) -> None:
        with app.app_context():
            WORK[name](*arguments)

    huey.ithaca_call = huey.task(name="call")(call)
    huey.periodic_task(crontab(), name=TICK)(lambda: call(TICK))
    return huey


def _open(url: str) -> Huey:
    options: dict[str, Any] = {"name": "ithaca", "results": False, "serializer": JsonSerializer()}
    if url == IN_MEMORY:
        return MemoryHuey(**options)
    if url.startswith("postgresql"):
        return PostgresHuey(dsn="postgresql://" + url.split("://", 1)[1], table_prefix="huey", **options)
    return SqliteHuey(filename=url.removeprefix("sqlite:///"), **options)


@event.listens_for(Session, "after_commit")
def _send_hints(session: Session) -> None:
    # A savepoint's end is reported as well; its hints wait for the transaction around it.
    if session.in_nested_transaction():
        return
    for name, arguments in session.info.pop(HINTS, ()):
        put(name, *arguments)


@event.listens_for(Session, "after_rollback")
def _drop_hints(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(HINTS, None)
