"""The directory: everybody, whom they answer to, what they can do, and how they sign in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from app.accounts.models import Account, KnownDevice, SignInSession
from app.core.clock import now, today
from app.core.organisation import Organisation
from app.demo.company import DEPARTMENTS, RANKS, SITES
from app.demo.names import FAMILY, GIVEN
from app.people.models import Appointment, DottedLine, Person, PersonSkill, Role, Skill
from app.people.names import fold, searchable
from benchmarks.large.copying import Copier

PEOPLE = 100_000
ANSWER_TO_ONE = 9
SKILLS = 300
SKILLS_EACH = 3

ADMINISTRATOR, SECOND, MENTEE, MENTOR = 1_001, 1_002, 50_001, 5_001
"""Those who are asked by name; their addresses are ``administrator@``, ``second@`` and so on."""
NAMED = {ADMINISTRATOR: "administrator", SECOND: "second", MENTEE: "mentee", MENTOR: "mentor"}


def write_people(copier: Copier, chance: random.Random) -> None:
    copier.copy(Organisation, [ORGANISATION])
    copier.copy(Person, _people(chance))
    copier.copy(DottedLine, _dotted_lines(chance))
    copier.copy(Skill, _skills())
    copier.copy(PersonSkill, _own_skills(chance))
    copier.copy(Appointment, _appointments())
    copier.copy(Account, ({"person_id": number, "password_hash": "none that anybody knows"} for number in everybody()))
    copier.copy(KnownDevice, _devices())
    copier.copy(SignInSession, _sign_ins())


ORGANISATION = {
    "name": "Northmere",
    "sender_name": "Mentoring at Northmere",
    "sender_address": "mentoring@northmere.example",
    "time_zone": "Europe/Stockholm",
    "contact_name": "Ruth Baptiste",
    "contact_email": "ruth.baptiste@northmere.example",
    "privacy_notice": "Ithaca is run by Northmere on its own servers.",
    "privacy_version": 1,
    "safeguarding_officer_id": None,
    "sender_confirmed_at": now(),
}


def everybody() -> range:
    return range(1, PEOPLE + 1)


def skill_name(number: int) -> str:
    return f"Craft number {number}"


def address(number: int) -> str:
    return f"{NAMED.get(number, f'person{number}')}@northmere.example"


def _people(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in everybody():
        depth = _depth(number)
        department = DEPARTMENTS[number % len(DEPARTMENTS)]
        craft = chance.choice(department.crafts)
        site = chance.choice(SITES)
        title = RANKS.get(max(1, 7 - depth), "{}").format(craft.lower()).capitalize()
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        yield {
            "id": number,
            "external_id": f"E{number}",
            "email": address(number),
            "name": name,
            "job_title": title,
            "department": department.name,
            "job_family": craft,
            "site": site.name,
            "time_zone": site.time_zone,
            "languages": ["en", site.language],
            "working_hours": {str(day): ["09:00", "17:00"] for day in range(1, 6)},
            "level": max(1, 7 - depth),
            "start_on": today() - timedelta(days=chance.randint(20, 4000)),
            "manager_id": _manager(number),
            "about": "I like to see how things work, and to show it to others." if number % 3 == 0 else None,
            "search_text": searchable(name, title, department.name),
        }


def _manager(number: int) -> int | None:
    return (number - 2) // ANSWER_TO_ONE + 1 if number > 1 else None


def _depth(number: int) -> int:
    depth, boss = 0, _manager(number)
    while boss is not None:
        depth, boss = depth + 1, _manager(boss)
    return depth


def _dotted_lines(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(20, PEOPLE, 10):
        yield {"person_id": number, "boss_id": chance.randrange(1, number)}


def _skills() -> Iterator[dict[str, Any]]:
    for number in range(1, SKILLS + 1):
        name = skill_name(number)
        yield {"id": number, "name": name, "folded": fold(name), "area": DEPARTMENTS[number % len(DEPARTMENTS)].skills}


def _own_skills(chance: random.Random) -> Iterator[dict[str, Any]]:
    for number in everybody():
        for skill in chance.sample(range(1, SKILLS + 1), SKILLS_EACH):
            yield {"person_id": number, "skill_id": skill, "level": chance.choice((2, 4, 6))}


def _appointments() -> Iterator[dict[str, Any]]:
    for number in (ADMINISTRATOR, SECOND, *range(2_000, 2_060)):
        yield {"person_id": number, "role": Role.ADMINISTRATOR, "appointed_by_id": 1}
    yield {"person_id": ADMINISTRATOR, "role": Role.APPOINTER, "appointed_by_id": 1}


def _devices() -> Iterator[dict[str, Any]]:
    for number in range(1, 20_001):
        yield {
            "id": number,
            "person_id": number,
            "token_hash": f"device {number}",
            "label": "Firefox on Linux",
            "expires_at": now() + timedelta(days=20),
        }


def _sign_ins() -> Iterator[dict[str, Any]]:
    for number in range(1, 60_001):
        began = now() - timedelta(minutes=30 + number)
        yield {
            "id": number,
            "person_id": 1 + number % 20_000,
            "device_id": 1 + number % 20_000,
            "token_hash": f"sign-in {number}",
            "label": "Firefox on Linux",
            "idle_seconds": 1800,
            "created_at": began,
            "last_seen_at": began,
            "expires_at": began + timedelta(hours=12),
            "ended_at": began + timedelta(minutes=20),
        }
