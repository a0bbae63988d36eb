"""Thousands who have signed up for a cohort, written at once."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.bulk import run_for_each
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person

SKILLS = [f"Skill {number}" for number in range(40)]
AT = "@crowd.example"


def crowd(app: Flask, cohort: Cohort, mentees: int, mentors: int) -> None:
    """Let so many people take part, on each side; nobody teaches everything, and seats are short."""
    chance = random.Random(7)
    with app.app_context():
        with transaction() as session:
            run_for_each(insert(Person), _people("Mentee", mentees, chance))
            run_for_each(insert(Person), _people("Mentor", mentors, chance))
            known = session.execute(select(Person.email, Person.id).where(Person.email.endswith(AT)))
            ids = {address: person_id for address, person_id in known}  # noqa: C416  rows are not tuples to mypy
            run_for_each(insert(Enrolment), _enrolments(cohort, ids, chance))
        db.session.remove()


def name_of(side: str, number: int) -> str:
    return f"{side} {number:04}"


def address_of(side: str, number: int) -> str:
    return f"{side.lower()}{number:04}{AT}"


def _people(side: str, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(count):
        yield {
            "name": name_of(side, number),
            "email": address_of(side, number),
            "languages": ["en"],
            "level": chance.randint(2, 4) if side == "Mentee" else chance.randint(4, 6),
            "site": f"Site {chance.randrange(20)}",
            "job_family": f"Function {chance.randrange(12)}",
            "time_zone": "Europe/Stockholm",
        }


def _enrolments(cohort: Cohort, ids: dict[str | None, int], chance: random.Random) -> Iterator[dict[str, Any]]:
    for address, person_id in sorted(ids.items(), key=lambda each: each[1]):
        is_mentee = str(address).startswith("mentee")
        skills = chance.sample(SKILLS, 2 if is_mentee else 6)
        said = [{"skill": None, "name": name, "level": 3 if is_mentee else chance.randint(3, 7)} for name in skills]
        yield {
            "cohort_id": cohort.id,
            "person_id": person_id,
            "role": Side.MENTEE if is_mentee else Side.MENTOR,
            "needs": int(is_mentee),
            "seats": 0 if is_mentee else chance.randint(1, 3),
            "answers": {"wants" if is_mentee else "offers": said},
        }
