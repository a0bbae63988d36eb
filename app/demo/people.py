"""Writes the planned company to the database, through the services that real use goes through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from app.core.clock import now, today
from app.core.organisation import organisation_for_change
from app.demo.cast import CAST
from app.demo.company import PlannedPerson, plan_company
from app.people.models import Person, Skill
from app.people.queries import skills_in_list
from app.people.services import (
    add_person,
    appoint,
    load_starter_skills,
    set_dotted_lines,
    set_manager,
    set_skill_level,
)
from app.setup.services import change_settings, name_safeguarding, publish_privacy_notice


def set_up_organisation(actor: Person) -> None:
    """Answer the checklist, as the first administrator would. The caller commits."""
    for item, values in SETTINGS.items():
        change_settings(item, actor=actor, **values)
    publish_privacy_notice(PRIVACY, actor=actor)
    phones = {"safeguarding_phone": "020 123 4490", "safeguarding_deputy_phone": "020 123 4491"}
    officers = ("helena.duarte@northmere.example", "samuel.adeyemi@northmere.example")
    name_safeguarding(*officers, actor=actor, others=phones)
    house = organisation_for_change()
    house.is_demo = True
    # Letters of the demonstration are files, so there is nothing to try out.
    house.sender_confirmed_at = now()


SETTINGS: Mapping[str, Mapping[str, str]] = {
    "organisation": {
        "name": "Northmere",
        "contact_name": "Ruth Baptiste",
        "contact_email": "ruth.baptiste@northmere.example",
    },
    "letters": {"sender_name": "Mentoring at Northmere", "sender_address": "mentoring@northmere.example"},
    "time": {"time_zone": "Europe/Stockholm"},
    "emergency": {"emergency_number": "112", "eap_name": "The listening line", "eap_number": "020 123 456"},
}
PRIVACY = (
    "Ithaca is run by Northmere on its own servers. It keeps what the directory says about you, what you say when you "
    "sign up, and which pairs came of it. It never keeps ratings, pay or health. Managers do not see what you look at "
    "or decide."
)


def write_people() -> dict[str, Person]:
    """Write everybody, then whom they answer to, what they can do and which roles they hold; by name.

    The caller commits.
    """
    load_starter_skills()
    skills = {skill.name: skill for skill in skills_in_list()}
    plan = plan_company(_by_area(skills.values()), today())
    people = [_write(planned) for planned in plan]
    for person, planned in zip(people, plan, strict=True):
        if planned.boss is not None:
            set_manager(person, people[planned.boss], actor=None)
        if planned.dotted:
            set_dotted_lines(person, [people[boss] for boss in planned.dotted], actor=None)
        for name, level in planned.skills.items():
            set_skill_level(person, skills[name], level, actor=None)
    by_name = {person.name: person for person in people}
    _give_roles(by_name)
    return by_name


def _by_area(skills: Iterable[Skill]) -> dict[str, Sequence[str]]:
    areas: dict[str, list[str]] = {}
    for skill in sorted(skills, key=lambda skill: skill.name):
        areas.setdefault(skill.area, []).append(skill.name)
    return dict(areas)


def _write(planned: PlannedPerson) -> Person:
    return add_person(
        actor=None,
        name=planned.name,
        email=planned.email,
        pronouns=planned.pronouns,
        job_title=planned.job_title,
        department=planned.department,
        job_family=planned.job_family,
        site=planned.site.name,
        time_zone=planned.site.time_zone,
        languages=list(planned.languages),
        level=planned.level,
        start_on=planned.start_on,
    )


def _give_roles(people: dict[str, Person]) -> None:
    for member in CAST:
        for role in member.roles:
            appoint(people[member.name], role, actor=None)
