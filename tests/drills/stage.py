"""Where drills about cohorts take place: the application on a database of its own, its people and their browsers."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from app.accounts.services import Browser, start_session
from app.accounts.session_interface import CookieNames
from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, Side
from app.core.clock import today
from app.core.config import Config, Environment, MailTransport, config_of
from app.core.db import db
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.people.models import Appointment, Person, Role
from programs.phases import Phase
from tests.servers import postgres_url

ADMINISTRATORS = 2
SECRET = "a-secret-that-only-drills-know-of"
LANGUAGE, ZONE = "en", "Europe/Stockholm"
HIDDEN = re.compile(r'<input[^>]*name="(csrf_token|expected|digest)"[^>]*value="([^"]*)"')
TROUBLE = re.compile(r'class="trouble".*?<li>(.*?)</li>', re.DOTALL)
LEAD = re.compile(r"<h1.*?</h1>.*?<p[^>]*>(.*?)</p>", re.DOTALL)
TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Site:
    """One installation of a drill: its folder, its database where that is not in the folder, its mail server."""

    folder: Path
    database_url: str = ""
    smtp_port: int = 25

    def app(self) -> Flask:
        return create_app(
            Config(
                env=Environment.TEST,
                secret_key=SECRET,
                database_url=self.database_url,
                queue_url="memory://",
                instance=self.folder,
                base_url="http://localhost",
                mail=MailTransport.SMTP,
                smtp_host="127.0.0.1",
                smtp_port=self.smtp_port,
                log_level="CRITICAL",
            )
        )


@dataclass(frozen=True, slots=True)
class Group:
    """A cohort with those who take part: the numbers of the rows."""

    cohort_id: int
    public_id: str
    mentees: Sequence[int]
    mentors: Sequence[int]


@dataclass(slots=True)
class Stage:
    """The application with an organisation and administrators, who run every cohort that is made here."""

    app: Flask
    is_postgres: bool = False
    administrators: list[int] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def set(self) -> None:
        """Write whoever is there before the first cohort."""
        with self.app.app_context(), transaction() as session:
            session.add(Organisation(name="Northmere", time_zone=ZONE))
            people = [self._person("Administrator") for _ in range(ADMINISTRATORS)]
            session.add_all(people)
            session.flush()
            session.add_all(Appointment(person_id=each.id, role=Role.ADMINISTRATOR) for each in people)
            self.administrators = [each.id for each in people]

    def group(
        self,
        phase: Phase,
        *,
        mentees: int,
        mentors: int,
        seats: int,
        choice: str = "",
        program_type: str = "functional-expertise",
        guides: Sequence[int] = (),
    ) -> Group:
        """A cohort of newcomers in which everybody can be with everybody; ``guides`` are mentors elsewhere already."""
        with self.app.app_context(), transaction() as session:
            cohort = Cohort(
                name=f"Cohort {next(self.numbers)}",
                program_type=program_type,
                choice=choice,
                phase=phase,
                starts_on=today(),
                ends_on=today() + timedelta(days=150),
                created_by_id=self.administrators[0],
                contact_id=self.administrators[0],
            )
            cohort.administrators = [CohortAdministrator(person_id=each) for each in self.administrators]
            learners = [self._enrolment(cohort, Side.MENTEE, 0) for _ in range(mentees)]
            known = [session.get_one(Person, each) for each in guides] or [
                self._person("Mentor") for _ in range(mentors)
            ]
            seated = [self._enrolment(cohort, Side.MENTOR, seats, each) for each in known]
            session.add_all([cohort, *learners, *seated])
            session.flush()
            ids = [each.id for each in learners], [each.id for each in seated]
            return Group(cohort.id, cohort.public_id, *ids)

    def browser(self, person_id: int) -> FlaskClient:
        """Somebody's browser, signed in."""
        with self.app.app_context(), transaction() as session:
            token = start_session(session.get_one(Person, person_id), Browser(user_agent="Drill")).session_token
        client = self.app.test_client()
        client.set_cookie(CookieNames.of(config_of(self.app)).session, token)
        return client

    def _person(self, what: str) -> Person:
        number = next(self.numbers)
        email = f"{what.lower()}{number}@northmere.example"
        return Person(name=f"{what} {number}", email=email, time_zone=ZONE, languages=[LANGUAGE], level=3)

    def _enrolment(self, cohort: Cohort, side: Side, seats: int, who: Person | None = None) -> Enrolment:
        said = [{"skill": None, "name": "Law", "level": 4 if side is Side.MENTEE else 6}]
        return Enrolment(
            cohort=cohort,
            person=who or self._person(side.value.capitalize()),
            role=side,
            seats=seats,
            needs=int(side is Side.MENTEE),
            answers={"wants" if side is Side.MENTEE else "offers": said},
        )


@contextmanager
def staged(*, is_postgres: bool, name: str, smtp_port: int = 25) -> Iterator[tuple[Stage, Site]]:
    """A stage on a database of its own, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / name, postgres_url(name) if is_postgres else "", smtp_port)
        stage = Stage(site.app(), is_postgres)
        with stage.app.app_context():
            db.create_all()
        stage.set()
        try:
            yield stage, site
        finally:
            with stage.app.app_context():
                db.session.remove()
                if is_postgres:
                    db.drop_all()
                db.engine.dispose()


def filled_in(client: FlaskClient, path: str, **typed: str) -> dict[str, str]:
    """The fields of the form at this address, as a browser would send them."""
    page = client.get(path)
    assert page.status_code == 200, f"{path} is answered with {page.status_code}"
    return {**dict(HIDDEN.findall(page.text)), **typed}


def sentence_in(answer: TestResponse) -> str:
    """What a page says that refuses something: at its form, or as the page itself."""
    found = TROUBLE.search(answer.text) or LEAD.search(answer.text)
    return " ".join(TAGS.sub("", found[1]).split()) if found else ""
