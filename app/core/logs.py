"""What the log may hold: events, counts, classes of errors and places in the code; never what somebody typed.

JSON lines for machines, aligned text for a developer. A traceback is written as its places only, because the message
of an error likes to quote the value that it stumbled over.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any, TypeVar

import structlog
from flask import Flask, Response, current_app, g, request
from structlog.typing import EventDict, Processor, WrappedLogger

from app.core.config import Config, Environment

QUIET = ("alembic", "flask_migrate", "huey", "sqlalchemy")
"""Libraries heard from warnings upwards only."""
SAFE_REQUEST_ID = re.compile(r"[\w-]{8,64}", re.ASCII)
OUR_HANDLER = "ithaca"

View = TypeVar("View", bound=Callable[..., Any])
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def init_app(app: Flask, config: Config) -> None:
    """Set the log up for this process, and write one line for each request."""
    init_logging(config)
    trusts_proxy = config.trusted_proxies > 0

    @app.before_request
    def begin() -> None:
        g.began = time.monotonic()
        g.request_id = _request_id(trusts_proxy)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    app.after_request(_log_request)


def unlogged(view: View) -> View:
    """Leave the requests of a view out of the log: that somebody opened such a page is nobody’s business."""
    view.is_unlogged = True  # type: ignore[attr-defined]  # read where a request is logged
    return view


def init_logging(config: Config) -> None:
    """Send the whole process's log, libraries included, to standard error."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        places_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    _listen(config, shared)


def places_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Replace a traceback by the classes of its errors and the places it went through."""
    exc_info = event.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event["error"] = " < ".join(type(each).__name__ for each in _chain(error))
        event["trace"] = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return event


def _chain(error: BaseException | None) -> list[BaseException]:
    chain: list[BaseException] = []
    while error is not None and error not in chain:
        chain.append(error)
        error = error.__cause__ or error.__context__
    return chain


def _listen(config: Config, shared: list[Processor]) -> None:
    root = logging.getLogger()
    root.setLevel(config.log_level.upper())
    for handler in [each for each in root.handlers if each.name == OUR_HANDLER]:
        root.removeHandler(handler)
    if config.env == Environment.TEST:
        return  # the test runner listens by itself
    handler = logging.StreamHandler()
    handler.name = OUR_HANDLER
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=_last_steps(config)))
    root.addHandler(handler)


def _last_steps(config: Config) -> list[Processor]:
    without_internals = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if config.is_production:
        return [without_internals, structlog.processors.JSONRenderer()]
    return [without_internals, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())]


def _request_id(trusts_proxy: bool) -> str:
    given = request.headers.get("X-Request-ID", "")
    return given if trusts_proxy and SAFE_REQUEST_ID.fullmatch(given) else secrets.token_hex(8)


def _log_request(response: Response) -> Response:
    # The endpoint, not the address: addresses hold public ids and, in letters, one-time links.
    request_id = g.get("request_id", "")
    response.headers["X-Request-ID"] = request_id
    view = current_app.view_functions.get(request.endpoint or "")
    if request.endpoint != "static" and not getattr(view, "is_unlogged", False):
        took = round(1000 * (time.monotonic() - g.get("began", time.monotonic())))
        fields = {"method": request.method, "endpoint": request.endpoint, "status": response.status_code, "ms": took}
        structlog.get_logger("ithaca.web").info("request", **fields)
    return response
