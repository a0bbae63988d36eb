"""A browser that notices what a person would: console errors, blocked content, barriers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app.core.config import config_of
from tests.databases import KINDS
from tests.journeys.installation import Installation, running
from tests.journeys.looking import KNOWN, ONE_WAY, TWO_WAYS
from tests.journeys.town import Town, town_of
from tests.journeys.visitor import Visitor
from tests.servers import postgres_url

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the system's Chromium: none is downloaded."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.fail("Chromium is missing: run ./dev test", pytrace=False)
    return {**browser_type_launch_args, "executable_path": program, "args": FLAGS}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    """The kind of database that the installation keeps its rows in."""
    return str(request.param)


@pytest.fixture
def empty_installation(kind: str, tmp_path: Path) -> Iterator[Installation]:
    """An installation without the invented company, on each database."""
    settings = {"ITHACA_DATABASE_URL": postgres_url(f"journey_{tmp_path.name}")} if kind == "postgresql" else {}
    with running(tmp_path, "--empty", settings=settings) as installation:
        yield installation


@pytest.fixture
def visitor(kind: str, browser: Browser) -> Iterator[Visitor]:
    """Somebody at a desk; on SQLite they look at each page in both widths and both themes."""
    with Visitor.at_desk(browser, ways=TWO_WAYS if kind == "sqlite" else ONE_WAY, known=KNOWN) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An installation with the invented company."""
    with running(tmp_path_factory.mktemp("company")) as installation:
        yield installation


@pytest.fixture
def town(app: Flask) -> Iterator[Town]:
    """A town on each database; on SQLite its pages are looked at in both widths and themes."""
    is_file = config_of(app).database_url.startswith("sqlite")
    with town_of(app, ways=TWO_WAYS if is_file else ()) as town:
        yield town
