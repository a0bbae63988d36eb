"""From “A new cohort” to an open sign-up with nothing but defaults: few pages, and each step in one transaction."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from app.cohorts.models import Cohort
from app.cohorts.services import Outline, create_cohort
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from app.people.services import load_starter_skills
from app.sign_up.administration.queries import chosen_sign_ups
from app.sign_up.administration.services import launch
from app.sign_up.administration.services.inviting import digest_of
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.timeline import as_stored
from tests.app.sign_up.administration.steps import mails
from tests.client import PageClient
from tests.factories.people import loaded

WRITES = ("INSERT", "UPDATE", "DELETE")


class Clicks:
    """An administrator who follows what the pages offer; each page that is asked for counts."""

    def __init__(self, client: PageClient):
        self.client = client
        self.pages = 0
        self.here = ""
        self.shown: TestResponse | None = None

    def open(self, path: str) -> None:
        """Ask for a page."""
        self.pages += 1
        self.here, self.shown = path, self.client.get(path)
        assert self.shown.status_code == 200

    def follow(self, label: str) -> None:
        """Click on a link of the page."""
        links = re.findall(r'<a\b[^>]*href="([^"]+)"[^>]*>(.*?)</a>', self.text, re.DOTALL)
        self.open(next(href for href, words in links if label in words))

    def press(self, **fields: Any) -> None:
        """Fill in the form of the page, and go where it leads."""
        self.pages += 1
        hidden = dict(re.findall(r'<input[^>]*name="(seen|csrf_token)"[^>]*value="([^"]*)"', self.text))
        answer = self.client.post(self.here, data={**hidden, **fields})
        assert answer.status_code == 302, answer.text
        self.open(answer.location)

    @property
    def text(self) -> str:
        assert self.shown is not None
        return self.shown.text


@pytest.mark.parametrize("slug", PROGRAM_TYPES)
def test_launching_with_every_default_takes_nine_pages(
    session: Session, signed_in: PageClient, priya: Person, slug: str
) -> None:
    clicks, starts_on = Clicks(signed_in), today() + timedelta(days=40)

    clicks.open("/cohorts/new")
    clicks.press(program_type=slug, name="Winter 2027", starts_on=starts_on.isoformat())
    clicks.follow("Open sign-up")
    clicks.follow("Choose whom to invite")
    clicks.press(sides="mentee", by="department", department="Finance")
    clicks.press()

    session.rollback()
    made, kind = session.scalars(select(Cohort)).one(), PROGRAM_TYPES[slug]
    assert "Sign-up is open." in clicks.text
    assert clicks.pages == 9
    assert [who for _kind, who in mails(session)] == ["priya"]
    assert (made.phase, made.purpose, made.audience) == (Phase.SIGN_UP, kind.purpose, kind.audience)
    assert (made.weights, made.rules, made.aims, made.practice) == (kind.weights, {}, {}, {})
    assert (made.cadence, made.guides, made.own_guides) == (kind.cadence, kind.guides, {})
    assert made.own_milestones == as_stored(kind.milestones)


def make(ruth: Person) -> None:
    """A cohort with skills, and with a second administrator, who is written down last."""
    outline = Outline(
        program_type="high-potential",
        name="Winter 2027",
        starts_on=today() + timedelta(days=40),
        competencies=("Survey design",),
        second="priya@northmere.example",
    )
    create_cohort(outline, actor=ruth)


def open_sign_up(ruth: Person) -> None:
    """The launch of the only cohort there is, with its letters."""
    cohort = db.session.scalars(select(Cohort)).one()
    launch(cohort, digest_of(chosen_sign_ups(cohort)), actor=ruth)


@pytest.mark.parametrize(("step", "least"), [(make, 4), (open_sign_up, 6)], ids=["make", "launch"])
def test_whichever_statement_fails_nothing_is_left(
    session: Session, ruth: Person, chosen: Cohort, step: Callable[[Person], None], least: int
) -> None:
    with transaction():
        load_starter_skills()
    before, actor = everything(session), loaded(ruth)
    failed = 0

    while broke_at(failed + 1, lambda: step(db.session.merge(actor))):
        failed += 1
        assert everything(session) == before

    assert failed >= least
    assert everything(session) != before


def broke_at(place: int, change: Callable[[], None]) -> bool:
    """Whether the change came to its writing statement number so-and-so, which the database then refused."""
    try:
        with refusing(place) as commits, transaction():
            change()
    except ConnectionError:
        return True
    assert commits == [1]
    return False


@contextmanager
def refusing(place: int) -> Iterator[list[int]]:
    """A database that is gone at the writing statement of this number; counts the commits."""
    seen: list[str] = []
    commits: list[int] = []

    def look(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.extend([statement] if statement.startswith(WRITES) else [])
        if statement.startswith(WRITES) and len(seen) == place:
            raise ConnectionError

    def count(_conn: object) -> None:
        commits[:] = [sum(commits) + 1]

    event.listen(db.engine, "before_cursor_execute", look)
    event.listen(db.engine, "commit", count)
    try:
        yield commits
    finally:
        event.remove(db.engine, "before_cursor_execute", look)
        event.remove(db.engine, "commit", count)


def everything(session: Session) -> dict[str, list[str]]:
    """Each row of each table, as text."""
    session.rollback()
    tables = db.metadata.tables.items()
    return {name: sorted(map(str, session.execute(select(table)).all())) for name, table in tables}
