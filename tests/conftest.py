"""Fixtures that every test may ask for: the application on each database, a client, and a small world."""

from __future__ import annotations

import socket
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.core.db import db
from app.core.serving import spare_what_stays
from app.core.vault.store import keystore
from tests.client import PageClient
from tests.databases import KINDS, build, config_for, empty
from tests.letters import empty_mail_folder

LONGEST = ("tests/journeys/", "test_kills.py")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "every_case: ask every case on both databases, for each is asked other things")
    config.addinivalue_line("markers", "takes_long(on): ask it on this database alone, unless every case is asked")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-case", action="store_true", help="ask every case of every test on both databases")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is asked twice, and let the tests that take longest begin, stories in a browser first.

    With ``--dist worksteal`` they fall to the first worker, one after another, with one browser and one invented
    company for all of them; all others stay in the order of chance, and are shared out evenly at the end.
    """
    twice = set() if config.getoption("every_case") else asked_twice(items)
    config.hook.pytest_deselected(items=[each for each in items if each in twice])
    items[:] = [each for each in items if each not in twice]
    items.sort(key=lambda item: next((rank for rank, each in enumerate(LONGEST) if each in item.nodeid), len(LONGEST)))


def asked_twice(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """What need not be asked on this database: every test is asked on both, but of its cases only the first is.

    The others differ in what is typed or who asks, and take turns: the same statements go to both databases.
    """
    tests: defaultdict[str, defaultdict[str, dict[str, pytest.Item]]] = defaultdict(lambda: defaultdict(dict))
    for item in (each for each in items if each.get_closest_marker("every_case") is None):
        test, _, words = item.nodeid.partition("[")
        for kind in KINDS:
            if kind in words.removesuffix("]").split("-"):
                tests[test][words.replace(kind, "", 1)][kind] = item
    return elsewhere(items) | {
        both[KINDS[number % 2]]
        for cases in tests.values()
        for number, (_case, both) in enumerate(sorted(cases.items()))
        if number and len(both) == len(KINDS)
    }


def elsewhere(items: Iterable[pytest.Item]) -> set[pytest.Item]:
    """The tests that take long, on the database on which they are not asked."""
    marks = ((each, each.get_closest_marker("takes_long")) for each in items)
    return {each for each, mark in marks if mark is not None and mark.kwargs["on"] not in each.name}


def pytest_collection_finish() -> None:
    """Thousands of tests and all that they import are there to stay: do not look through them for garbage."""
    spare_what_stays()


@pytest.fixture(scope="session", params=KINDS)
def application(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application on one kind of database, migrated once per test process.

    Tests on the other kind may run in between, and this is asked for again: folder, database and root key stay.
    """
    folder = tmp_path_factory.getbasetemp() / request.param
    folder.mkdir(exist_ok=True)
    app = create_app(config_for(request.param, folder))
    app.test_client_class = PageClient
    build(app)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
        keystore().engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The application with an empty database and no letters; whatever the test leaves is taken away afterwards."""
    yield application
    empty(application)
    empty_mail_folder(application)


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """The database session, inside an application context."""
    with app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture
def client(app: Flask) -> PageClient:
    """A browser's stand-in, signed out."""
    client = app.test_client()
    assert isinstance(client, PageClient)
    return client


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a test talks to another machine; sockets of this machine are what a test itself started."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else None
        assert host in {None, "127.0.0.1", "::1", "localhost"}, f"a test tried to reach {host}"
        connect(self, address)  # type: ignore[arg-type]  # each kind of socket has its own

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture
def data_folder() -> Path:
    """The data sets that nobody here wrote; the test is skipped, saying so, where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder shared/data does not lie beside the project")
    return folder
