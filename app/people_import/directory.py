"""The directory as it is now, read in one go for comparing with a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.bulk import ROWS
from app.core.db import session
from app.people.models import Appointment, DottedLine, Person, PersonState, Role
from app.people.services.people import NEVER_WITHOUT, last_day_to_restore
from app.people_import.columns import Field
from app.people_import.models import ArrivalAddress, ConsentedValue, ImportedText

ALWAYS = (
    "id",
    "public_id",
    "external_id",
    "email",
    "name",
    "job_title",
    "department",
    "state",
    "start_on",
    "left_on",
    "manager_id",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Everybody by id; ``by_id_text`` and ``by_email`` lead to those who can still be meant by a key.

    Whoever left more than 30 days ago cannot: a newcomer with their key gets a new account (``gone``).
    """

    people: Mapping[int, Any]
    by_external_id: Mapping[str, int]
    by_email: Mapping[str, int]
    gone: Mapping[str, int]
    dotted: Mapping[int, frozenset[int]]
    told: Mapping[int, str]
    consented: Mapping[int, Mapping[int, str]]
    arrival_emails: Mapping[int, str | None]
    holders: Mapping[Role, frozenset[int]]
    today: date

    def is_here(self, person_id: int) -> bool:
        return self.people[person_id].state is not PersonState.LEFT


def read_directory(fields: Collection[Field], consents: Collection[int], today: date) -> Directory:
    """Everybody, with what ``fields`` and ``consents`` compare. Reads only; needs an open transaction."""
    names = dict.fromkeys([*ALWAYS, *(name for name in fields if name in Person.__table__.c)])
    columns = [Person.__table__.c[name] for name in names]
    if Field.ABOUT in fields:
        columns.append(Person.__table__.c.about_draft)
    statement = select(*columns).order_by(Person.id).execution_options(yield_per=ROWS)
    people = {row.id: row for row in session().execute(statement)}
    gone = {row.id for row in people.values() if _is_gone(row, today)}
    return Directory(
        people=people,
        by_external_id={row.external_id: row.id for row in people.values() if row.external_id and row.id not in gone},
        by_email={row.email: row.id for row in people.values() if row.email and row.id not in gone},
        gone={key: each for each in gone for key in (people[each].external_id, people[each].email) if key},
        dotted=_dotted() if Field.DOTTED in fields or Field.MANAGER in fields else {},
        told=_told() if Field.ABOUT in fields else {},
        consented=_consented(consents),
        arrival_emails=_arrival_emails() if Field.ARRIVAL_EMAIL in fields else {},
        holders=_holders(),
        today=today,
    )


def _is_gone(row: Any, today: date) -> bool:
    is_left = row.state is PersonState.LEFT and row.left_on is not None
    return is_left and today > last_day_to_restore(row.left_on)


def _dotted() -> dict[int, frozenset[int]]:
    lines: defaultdict[int, set[int]] = defaultdict(set)
    for person_id, boss_id in session().execute(select(DottedLine.person_id, DottedLine.boss_id)):
        lines[person_id].add(boss_id)
    return {person_id: frozenset(bosses) for person_id, bosses in lines.items()}


def _told() -> dict[int, str]:
    told = session().execute(select(ImportedText.person_id, ImportedText.digest))
    return {row.person_id: row.digest for row in told}


def _consented(consents: Collection[int]) -> dict[int, dict[int, str]]:
    found: defaultdict[int, dict[int, str]] = defaultdict(dict)
    kept = select(ConsentedValue).where(ConsentedValue.consent_id.in_(consents)) if consents else None
    for value in session().scalars(kept) if kept is not None else ():
        found[value.person_id][value.consent_id] = value.value
    return found


def _arrival_emails() -> dict[int, str | None]:
    return {row.person_id: row.address for row in session().scalars(select(ArrivalAddress))}


def _holders() -> dict[Role, frozenset[int]]:
    open_ones = select(Appointment.role, Appointment.person_id).where(
        Appointment.ended_at.is_(None), Appointment.role.in_(NEVER_WITHOUT)
    )
    found: defaultdict[Role, set[int]] = defaultdict(set)
    for role, person_id in session().execute(open_ones):
        found[role].add(person_id)
    return {role: frozenset(found[role]) for role in NEVER_WITHOUT}
