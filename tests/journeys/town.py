"""Ithaca served from within the test, so that a story can let days pass: a clock of its own, and a mail server.

The worker's part is done when the story says so: what is due, the jobs, then the letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from threading import Thread
from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask
from playwright.sync_api import Browser
from werkzeug.serving import make_server

from app.core.config import MailTransport, config_of
from app.core.db import db
from app.core.due import run_due
from app.core.job_runs import run_queued
from app.core.outbox import deliver
from app.people.models import Person
from tests.app.core.post_office import Mailbox, mail_server
from tests.factories.accounts import signed_in_cookie
from tests.journeys.looking import KNOWN, TWO_WAYS, Way
from tests.journeys.visitor import Visitor

on_one_database = pytest.mark.parametrize("application", ["sqlite"], indirect=True)
"""For stories about what a browser is needed for, and whose services the tests of their area ask on both databases."""

on_a_server = pytest.mark.parametrize("application", ["postgresql"], indirect=True)
"""The same for other stories, so that both databases have their turn."""

BEGINS = datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
"""A Monday morning, four weeks before the clocks of Europe move."""


@dataclass
class Town:
    """Where the story plays. ``seen`` holds the pages that somebody has looked at already, in each of the ``ways``;
    ``names`` are those of whoever lives here: a page that differs in them alone is the same."""

    app: Flask
    url: str
    mailbox: Mailbox
    clock: time_machine.Traveller
    ways: tuple[Way, ...] = TWO_WAYS
    seen: set[object] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def pass_time(self, time: timedelta) -> None:
        """Let that much time go by, then let the worker do what is due."""
        self.clock.shift(time)
        self.work()

    def be_at(self, moment: datetime) -> None:
        """Let time go by until then."""
        self.clock.move_to(moment)
        self.work()

    def work(self) -> None:
        """What is due, the jobs that wait, and every letter."""
        with self.app.app_context():
            run_due()
            run_queued()
            deliver()
            db.session.remove()

    def letters_to(self, address: str) -> list[EmailMessage]:
        """Every letter that the mail server took for this address, oldest first."""
        return [letter for letter in self.mailbox.letters if address in str(letter["To"])]

    def letter_to(self, address: str, subject: str) -> EmailMessage:
        """The last letter to this address whose subject holds ``subject``."""
        found = [letter for letter in self.letters_to(address) if subject in str(letter["Subject"])]
        assert found, [str(letter["Subject"]) for letter in self.letters_to(address)]
        return found[-1]

    @contextmanager
    def visit(self, browser: Browser, person: Person | None = None) -> Iterator[Visitor]:
        """A browser of somebody's own, signed in as this person."""
        with Visitor.at_desk(browser, ways=self.ways, seen=self.seen, known=KNOWN, names=self.names) as visitor:
            if person is not None:
                self.sign_in(visitor, person)
            yield visitor

    def sign_in(self, visitor: Visitor, person: Person) -> None:
        """Sign in on this browser; a day later one does it again."""
        with self.app.app_context():
            name, value = signed_in_cookie(self.app, person)
            db.session.remove()
        host = urlsplit(self.url).hostname
        visitor.context.add_cookies([{"name": name, "value": value, "domain": str(host), "path": "/"}])


@contextmanager
def town_of(app: Flask, ways: tuple[Way, ...] = TWO_WAYS) -> Iterator[Town]:
    """Serve the application on a port of this machine, with a mail server and a clock that the story moves."""
    mailbox = Mailbox()
    server = make_server("127.0.0.1", 0, app, threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    before = config_of(app)
    with mail_server(mailbox) as port, time_machine.travel(BEGINS, tick=True) as clock:
        app.extensions["ithaca.config"] = replace(
            before, base_url=url, mail=MailTransport.SMTP, smtp_host="127.0.0.1", smtp_port=port
        )
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield Town(app, url, mailbox, clock, ways)
        finally:
            server.shutdown()
            thread.join()
            app.extensions["ithaca.config"] = before
