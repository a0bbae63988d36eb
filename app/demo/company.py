"""The plan of Northmere, an invented company of about 400 people: who, where, whom they answer to, what they can do.

Everything follows from the seed, so that two installations show the same company. Nothing here touches the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from app.demo.cast import CAST
from app.demo.names import address_of, invented_names

SEED = 20261
PEOPLE = 401


@dataclass(frozen=True, slots=True)
class Site:
    """An office: its time zone and what is spoken there besides English."""

    name: str
    time_zone: str
    language: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department: the heading of its skills in the starter list, its crafts and what people there are called."""

    name: str
    skills: str
    crafts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPerson:
    """Somebody before they are written to the database; ``boss`` and ``dotted`` are positions in the plan."""

    name: str
    job_title: str
    department: str
    job_family: str
    site: Site
    level: int
    start_on: date
    boss: int | None
    skills: dict[str, int]
    dotted: Sequence[int] = ()
    pronouns: str | None = None
    languages: Sequence[str] = field(default_factory=list)

    @property
    def email(self) -> str:
        return address_of(self.name)


SITES = (
    Site("Gothenburg", "Europe/Stockholm", "sv"),
    Site("Porto", "Europe/Lisbon", "pt"),
    Site("Toronto", "America/Toronto", "fr"),
    Site("Nairobi", "Africa/Nairobi", "sw"),
    Site("Bengaluru", "Asia/Kolkata", "kn"),
    Site("Singapore", "Asia/Singapore", "zh"),
)
DEPARTMENTS = (
    Department("Finance", "Finance", ("Treasury", "Controlling", "Accounting")),
    Department("Legal", "Law and compliance", ("Contracts", "Compliance", "Public affairs")),
    Department("People", "Leading people", ("Recruiting", "People development", "Rewards")),
    Department("Communication", "Communication", ("Press", "Brand", "Internal communication")),
    Department("Data", "Data", ("Analytics", "Data engineering", "Forecasting")),
    Department("Software", "Software", ("Development", "Platform", "Quality")),
    Department("Projects", "Projects and products", ("Project office", "Programme planning", "Change")),
    Department("Sales", "Sales and marketing", ("Key accounts", "Partners", "Inside sales")),
    Department("Customer care", "Customers and service", ("Service desk", "Field service", "Training")),
    Department("Operations", "Operations", ("Planning", "Logistics", "Purchasing")),
)
RANKS = {7: "Chief of {}", 6: "Director of {}", 5: "Head of {}", 4: "{} lead", 3: "Senior {} specialist",
         2: "{} specialist", 1: "{} associate"}  # fmt: skip
STAFF_LEVELS = (4, 3, 3, 3, 2, 2, 2, 2, 1, 1)
SOMETIMES = 0.12


def plan_company(skills: Mapping[str, Sequence[str]], today: date, *, seed: int = SEED) -> list[PlannedPerson]:
    """Plan everybody, bosses before those who answer to them.

    ``skills`` are the names of the skills by area; a department whose area is missing there teaches general ones.
    """
    chance = Random(seed)
    names = iter(invented_names(chance, PEOPLE, {each.name for each in CAST}))
    size = (PEOPLE - 1) // len(DEPARTMENTS)
    plan = [replace(_person(chance, next(names), DEPARTMENTS[0], 8, None, skills, today), job_title="Chief executive")]
    for department in DEPARTMENTS:
        plan += _department(chance, names, department, skills, today, first=len(plan), size=size)
    return _with_dotted_lines(chance, _with_cast(plan))


def _department(
    chance: Random, names: Iterator[str], department: Department, skills: Mapping[str, Sequence[str]], today: date,
    *, first: int, size: int,
) -> list[PlannedPerson]:  # fmt: skip
    """One chief, two directors, a head for each seven or so people, and the people."""
    shape = [(7, 0)] + [(6, first)] * 2 + [(5, first + 1 + n % 2) for n in range(max(2, size // 8))]
    heads = range(first + 3, first + len(shape))
    shape += [(chance.choice(STAFF_LEVELS), heads[n % len(heads)]) for n in range(size - len(shape))]
    return [_person(chance, next(names), department, level, boss, skills, today) for level, boss in shape]


def _person(
    chance: Random, name: str, department: Department, level: int, boss: int | None,
    skills: Mapping[str, Sequence[str]], today: date,
) -> PlannedPerson:  # fmt: skip
    site = chance.choices(SITES, weights=(6, 4, 3, 3, 4, 3))[0]
    craft = chance.choice(department.crafts)
    title = RANKS.get(level, "{}").format((department.name if level > 5 else craft).lower())
    return PlannedPerson(
        name=name,
        job_title=title[:1].upper() + title[1:],
        department=department.name,
        job_family=craft,
        site=site,
        level=level,
        start_on=today - timedelta(days=chance.randint(20 if level < 3 else 200, 400 + 500 * level)),
        boss=boss,
        skills=_skills(chance, skills, department, level),
        pronouns=chance.choice(("she/her", "he/him", "they/them")) if chance.random() < SOMETIMES else None,
        languages=["en", site.language] if chance.random() > SOMETIMES else ["en"],
    )


def _skills(chance: Random, skills: Mapping[str, Sequence[str]], department: Department, level: int) -> dict[str, int]:
    """Four to eight skills, mostly of one's own department; the higher the level, the more one can teach."""
    own = list(skills.get(department.skills, ())) or [name for names in skills.values() for name in names]
    others = [name for area, names in skills.items() if area != department.skills for name in names]
    chosen = chance.sample(own, min(len(own), chance.randint(3, 5))) + chance.sample(others, min(len(others), 2))
    return {name: 2 * min(3, max(0, level // 2 + chance.choice((-1, 0, 0, 1)))) for name in chosen}


def _with_cast(plan: list[PlannedPerson]) -> list[PlannedPerson]:
    """Give the people of the tour their names: each takes a place of their own department and rank."""
    taken: dict[int, str] = {}
    for role in CAST:
        fits = (
            place for place, each in enumerate(plan)
            if place not in taken and (each.department, each.level) == (role.department, role.level)
            if role.reports_to is None or (each.boss is not None and taken.get(each.boss) == role.reports_to)
            if not (role.leads_nobody_of_the_cast and any(plan[other].boss == place for other in taken))
        )  # fmt: skip
        place = next(fits)
        taken[place] = role.name
        plan[place] = replace(plan[place], name=role.name, job_title=role.job_title or plan[place].job_title)
    return plan


def _with_dotted_lines(chance: Random, plan: list[PlannedPerson]) -> list[PlannedPerson]:
    """One in eight works for a head of another department too."""
    heads = [place for place, each in enumerate(plan) if each.level == 5]
    return [
        replace(each, dotted=(boss,))
        if each.level < 5 and chance.random() < SOMETIMES
        and plan[boss := chance.choice(heads)].department != each.department
        else each
        for each in plan
    ]  # fmt: skip
