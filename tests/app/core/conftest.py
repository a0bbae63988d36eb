"""Fixtures for jobs and letters."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy.orm import Session

from app.core import jobs
from app.core.jobs import BODIES
from app.core.mail import LETTERS
from tests.app.core.post_office import Mailbox, mail_server
from tests.app.core.registries import kept
from tests.app.core.written_jobs import Hints
from tests.app.core.written_letters import HTML, TEXT, use_smtp


@pytest.fixture
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test's own jobs, which report without a pause."""
    monkeypatch.setattr(jobs, "QUIET_SECONDS", 0.0)
    with kept(BODIES):
        yield


@pytest.fixture
def hints(session: Session) -> Hints:
    """The queue of this test, empty at first."""
    return Hints()


@pytest.fixture
def own_letters(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A test's own kinds of letters."""
    templates = DictLoader({"mail/test.txt": TEXT, "mail/test.html": HTML})
    assert app.jinja_env.loader is not None
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([templates, app.jinja_env.loader]))
    with kept(LETTERS):
        yield


@pytest.fixture
def mailbox() -> Mailbox:
    """What the mail server of this test has taken."""
    return Mailbox()


@pytest.fixture
def smtp(app: Flask, session: Session, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A mail server that the application uses; its port."""
    with mail_server(mailbox) as port:
        use_smtp(app, monkeypatch, port)
        yield port
