"""What a test looks at: the lists of an import, and a digest of everything an import may touch."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import select

from app.core.db import db
from app.people.models import DottedLine, Person
from app.people_import.files import read_list
from app.people_import.models import ConsentedValue, ImportedText, PeopleImport
from app.people_import.plan import Kind


def listed(draft: PeopleImport, kind: Kind) -> list[Any]:
    """A list of the plan: of changes the names with field, old and new; of problems row, column and reason."""
    entries = list(read_list(draft.stored_as, kind))
    if kind is Kind.CHANGED:
        return [
            (entry["name"], [(each["field"], each["before"], each["after"]) for each in entry["changes"]])
            for entry in entries
        ]
    if kind is Kind.PROBLEMS:
        return [(entry["row"], entry["column"], entry["reason"]) for entry in entries]
    return [entry["name"] for entry in entries]


def problems(draft: PeopleImport) -> list[Any]:
    """Row, column and reason of everything that is wrong with a file."""
    return listed(draft, Kind.PROBLEMS)


def state_hash() -> str:
    """The same for two directories that hold the same people, whatever ids they were given."""
    db.session.rollback()
    people = {person.id: person for person in db.session.scalars(select(Person))}
    keys = {each.id: each.external_id or each.email or each.name for each in people.values()}
    lines = sorted((keys[line.person_id], keys[line.boss_id]) for line in db.session.scalars(select(DottedLine)))
    texts = sorted((keys[text.person_id], text.digest) for text in db.session.scalars(select(ImportedText)))
    values = sorted((keys[each.person_id], each.value) for each in db.session.scalars(select(ConsentedValue)))
    rows = sorted(repr(_row(person, keys)) for person in people.values())
    db.session.rollback()
    return hashlib.sha256(repr((rows, lines, texts, values)).encode()).hexdigest()


def _row(person: Person, keys: dict[int, str]) -> list[Any]:
    left_out = {"id", "public_id", "manager_id", "created_at", "changed_at"}
    columns = [column.key for column in Person.__table__.columns if column.key not in left_out]
    return [*(getattr(person, name) for name in columns), keys.get(person.manager_id or 0)]
