"""The log tells what happened and where, and never what somebody typed."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import structlog
from flask import Flask

from app.core.config import Config, Environment, config_of
from app.core.logs import OUR_HANDLER, init_logging
from tests.client import PageClient

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def config(application: Flask) -> Config:
    return config_of(application)


@pytest.fixture
def lines(config: Config) -> Iterator[Lines]:
    """What production writes to its log, line by line."""
    written = io.StringIO()
    init_logging(replace(config, env=Environment.PRODUCTION))
    for handler in logging.getLogger().handlers:
        if handler.name == OUR_HANDLER and isinstance(handler, logging.StreamHandler):
            handler.setStream(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    init_logging(config)


def stumble() -> None:
    try:
        int("a private word")
    except ValueError as error:
        raise RuntimeError("what somebody typed") from error


def test_error_is_written_as_classes_and_places(lines: Lines) -> None:
    try:
        stumble()
    except RuntimeError:
        structlog.get_logger("test").exception("job_failed", job="abc")

    line = lines()[0]
    assert (line["event"], line["job"], line["level"]) == ("job_failed", "abc", "error")
    assert line["error"] == "RuntimeError < ValueError"
    assert [place.rsplit(" ", 1)[1] for place in line["trace"]][-1] == "stumble"
    assert "typed" not in json.dumps(line)
    assert "private" not in json.dumps(line)


def test_error_of_a_library_is_written_the_same_way(lines: Lines) -> None:
    try:
        stumble()
    except RuntimeError:
        logging.getLogger("some.library").exception("Something broke")

    line = lines()[0]
    assert (line["event"], line["logger"]) == ("Something broke", "some.library")
    assert line["error"] == "RuntimeError < ValueError"
    assert "typed" not in json.dumps(line)


def test_quiet_libraries_are_heard_from_warnings_upwards(lines: Lines) -> None:
    logging.getLogger("huey.consumer").info("Enqueueing a periodic task")
    logging.getLogger("huey.consumer").warning("Worker died")

    assert [line["event"] for line in lines()] == ["Worker died"]


def test_request_is_one_line_without_its_address(client: PageClient, lines: Lines) -> None:
    response = client.get("/nowhere/one-time-link-with-a-key?q=private+words")

    line = lines()[-1]
    assert {key: line[key] for key in ("event", "method", "endpoint", "status")} == {
        "event": "request",
        "method": "GET",
        "endpoint": None,
        "status": 404,
    }
    assert line["request_id"] == response.headers["X-Request-ID"]
    assert "key" not in json.dumps(line)
    assert "private" not in json.dumps(line)


def test_request_id_of_a_stranger_is_not_taken(client: PageClient, lines: Lines) -> None:
    response = client.get("/nowhere", headers={"X-Request-ID": "chosen-by-a-stranger"})

    assert response.headers["X-Request-ID"] != "chosen-by-a-stranger"
