"""An administrator who imports, and small files that are applied without a browser."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.config import config_of
from app.core.csv_out import csv_text
from app.core.db import db
from app.core.job_runs import run_queued
from app.core.transactions import transaction
from app.people.models import Person, Role
from app.people.services import appoint
from app.people_import.models import ImportState, PeopleImport, Scope
from app.people_import.services import ask_apply, ask_check, map_columns, start_import
from tests.client import PageClient
from tests.factories.people import administrator, loaded

Rows = Sequence[Sequence[str]]


def csv_of(headings: str, *rows: str) -> bytes:
    """A CSV file out of lines whose cells are parted by “|”."""
    cells = [[cell.strip() for cell in line.split("|")] for line in rows]
    return csv_text([heading.strip() for heading in headings.split("|")], cells).encode()


@dataclass
class Importer:
    """Goes through the same services as the pages."""

    actor_id: int

    @property
    def actor(self) -> Person:
        return db.session.get_one(Person, self.actor_id)

    def check(self, content: bytes, scope: Scope = Scope.SOME, filename: str = "people.csv") -> PeopleImport:
        """Choose a file, take its columns as recognised, and look."""
        with transaction():
            draft = start_import(io.BytesIO(content), filename, actor=self.actor)
            map_columns(draft, draft.fields, {}, scope)
            ask_check(draft, actor=self.actor)
        run_queued()
        return loaded(draft)

    def apply(self, draft: PeopleImport, leavers: int | None = None) -> PeopleImport:
        """Apply what was looked at."""
        with transaction():
            ask_apply(db.session.get_one(PeopleImport, draft.id), actor=self.actor, leavers=leavers)
        run_queued()
        return loaded(db.session.get_one(PeopleImport, draft.id))

    def run(self, content: bytes, scope: Scope = Scope.SOME, leavers: int | None = None) -> PeopleImport:
        """Look and apply; the file must have no problems."""
        draft = self.apply(self.check(content, scope), leavers)
        assert draft.state is ImportState.APPLIED
        return draft


@pytest.fixture
def ruth(session: Session) -> Person:
    """Administers this installation, and gives roles."""
    person = administrator()
    with transaction():
        appoint(person, Role.APPOINTER, actor=None)
    return loaded(person)


@pytest.fixture
def importer(ruth: Person) -> Importer:
    return Importer(ruth.id)


@pytest.fixture
def found(session: Session) -> Callable[[str], Person]:
    """Somebody by id of the HR system or by name."""

    def find(key: str) -> Person:
        session.rollback()
        wanted = select(Person).where((Person.external_id == key) | (Person.name == key))
        return loaded(session.scalars(wanted).one())

    return find


@pytest.fixture
def application_folder(app: Flask) -> Path:
    """Where the application keeps its files."""
    return config_of(app).instance


@pytest.fixture
def signed_in(client: PageClient, ruth: Person) -> PageClient:
    """The administrator's browser."""
    client.sign_in(ruth)
    return client
