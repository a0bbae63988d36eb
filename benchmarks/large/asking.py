"""Requests through the WSGI application in this process, with what each took."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine
from werkzeug.test import EnvironBuilder, run_wsgi_app

BASE = "https://ithaca.northmere.example"


@dataclass(slots=True)
class Answer:
    """One answer, and what it took."""

    status: int
    kind: str
    size: int
    seconds: float
    worked: float
    queries: int


@dataclass(frozen=True, slots=True)
class Row:
    """What a page took, many times over."""

    name: str
    who: str
    queries: int
    kilobytes: float
    p50: float
    p95: float
    most: float
    cpu: float


@dataclass(slots=True)
class Counter:
    """How many statements have gone to the database."""

    statements: list[str] = field(default_factory=list)


@contextmanager
def counting() -> Iterator[Counter]:
    """Count every statement until the end of the block."""
    counter = Counter()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith("BEGIN"):  # SQLite is told so in words, and it asks nothing
            counter.statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield counter
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def ask(app: Flask, path: str, cookie: str = "") -> Answer:
    """Ask once; the time is that from the call of the application to the last byte."""
    builder = EnvironBuilder(path=path, base_url=BASE, headers=[("Accept", "text/html")])
    if cookie:
        builder.headers["Cookie"] = cookie
    environ = builder.get_environ()
    with counting() as counter:
        began, worked = time.perf_counter(), time.process_time()
        body, status, headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
        content = b"".join(body)
        seconds, worked = time.perf_counter() - began, time.process_time() - worked
    kind = headers.get("Content-Type", "").split(";")[0]
    return Answer(int(status.split()[0]), kind, len(content), seconds, worked, len(counter.statements))


def measured(app: Flask, path: str, cookie: str, *, name: str, who: str, times: int) -> Row:
    """Ask so many times, after one that warms up. Raises where an answer is not 200."""
    ask(app, path, cookie)
    answers = [ask(app, path, cookie) for _ in range(times)]
    odd = {answer.status for answer in answers} - {200}
    if odd:
        raise RuntimeError(f"{name} answered {odd}")
    seconds = [answer.seconds for answer in answers]
    return Row(
        name=name,
        who=who,
        queries=max(answer.queries for answer in answers),
        kilobytes=max(answer.size for answer in answers) / 1000,
        p50=1000 * statistics.median(seconds),
        p95=1000 * (statistics.quantiles(seconds, n=20)[-1] if times > 1 else seconds[0]),
        most=1000 * max(seconds),
        cpu=1000 * statistics.median(answer.worked for answer in answers),
    )
