"""Looking through 5,000 mentors: what speaks for each in words, with every filter, on SQLite and on PostgreSQL.

``./dev bench mentors [--requests N]``; ends with 1 where a page takes more than 150 ms or 12 questions.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, text

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.clock import now, today
from app.core.db import db, public_id
from app.core.organisation import Organisation
from app.core.transactions import transaction
from app.people.models import Person, PersonState, Skill, SkillState
from app.people.names import fold, searchable
from benchmarks.few_pages import application, cookie_of, on_both
from benchmarks.large.asking import Row, measured
from programs.phases import Phase

MENTORS, SKILLS = 5_000, 300
MOST_QUERIES, MOST_MILLISECONDS = 12, 150
FILTERS = {
    "all of them": "",
    "the last page": "?page=167",
    "by a skill": "?skill=skill+12",
    "by site, department and language": "?site=Site+3&department=Department+4&language=Portuguese",
    "with a free seat": "?free=1",
    "by name, with a free seat": "?q=mentor+12&free=1",
    "nobody": "?q=nobody+at+all",
}


def filled(folder: Path, database_url: str) -> tuple[Flask, str, str]:
    """An application with one cohort; the address of its mentors, and the cookie of a mentee."""
    app = application(folder, database_url)
    with app.app_context():
        db.create_all()
        with transaction() as session:
            chance = random.Random(1)
            skills = [_skill(number) for number in range(SKILLS)]
            reader = _person(0)
            session.add_all([Organisation(name="Northmere"), *skills, reader])
            session.flush()
            cohort = _cohort(reader)
            session.add(cohort)
            session.flush()
            offers = [{"skill": each.public_id, "name": each.name, "level": 6} for each in skills]
            session.execute(insert(Person), list(_people()))
            ids = session.scalars(select(Person.id).where(Person.id != reader.id)).all()
            session.execute(insert(Enrolment), list(_mentors(cohort, ids, offers, chance)))
            said = {"wants": [{**each, "level": 4} for each in offers[:3]], "target_roles": ["Head of sales"]}
            session.add(Enrolment(cohort=cohort, person=reader, role=Side.MENTEE, needs=1, answers=said))
            path = f"/cohorts/{cohort.public_id}/mentors"
        with db.engine.begin() as connection:
            connection.execute(text("ANALYZE"))
        return app, path, cookie_of(app, reader)


def _skill(number: int) -> Skill:
    name = f"Skill {number}"
    return Skill(name=name, folded=fold(name), area="Craft", state=SkillState.APPROVED)


def _person(number: int) -> Person:
    return Person(**_row(number))


def _row(number: int) -> dict[str, Any]:
    name, title, department = f"Mentor {number}", "Specialist", f"Department {number % 20}"
    return {
        "public_id": public_id(),
        "name": name,
        "job_title": title,
        "department": department,
        "site": f"Site {number % 40}",
        "email": f"mentor{number}@northmere.example",
        "languages": ["en", "pt"] if number % 3 else ["en"],
        "level": 3 if number == 0 else 6,
        "search_text": searchable(name, title, department),
        "state": PersonState.ACTIVE,
        "time_zone": "Europe/Lisbon",
    }


def _people() -> Iterator[dict[str, Any]]:
    return (_row(number) for number in range(1, MENTORS + 1))


def _cohort(reader: Person) -> Cohort:
    return Cohort(
        name="Ready for more",
        program_type="high-potential",
        phase=Phase.MATCHING,
        starts_on=today() + timedelta(days=30),
        ends_on=today() + timedelta(days=300),
        contact_id=reader.id,
        created_by_id=reader.id,
    )


def _mentors(
    cohort: Cohort, people: Any, offers: list[dict[str, Any]], chance: random.Random
) -> Iterator[dict[str, Any]]:
    for person_id in people:
        said = {"offers": chance.sample(offers, 4), "experience": ["Head of sales"], "values": ["candour"]}
        yield {
            "public_id": public_id(),
            "cohort_id": cohort.id,
            "person_id": person_id,
            "role": Side.MENTOR,
            "seats": 1 + person_id % 2,
            "answers": said,
            "joined_at": now(),
        }


def rows_of(folder: Path, database_url: str, times: int) -> Iterator[Row]:
    """Each way of looking, measured."""
    app, path, cookie = filled(folder, database_url)
    for name, query in FILTERS.items():
        yield measured(app, f"{path}{query}", cookie, name=name, who="mentee", times=times)


def is_slow(row: Row) -> bool:
    """Every way of looking has the same target."""
    return row.p50 > MOST_MILLISECONDS or row.queries > MOST_QUERIES


if __name__ == "__main__":
    sys.exit(on_both("mentors", "Look through 5,000 mentors.", rows_of, is_slow))
