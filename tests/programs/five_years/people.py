"""Who is in the story: sixty who arrive in one year, and the forty-two who are there before them. All are invented."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from app.core.csv_out import csv_text

DEPARTMENTS = ("Finance", "Operations", "Sales", "Engineering", "People")
CRAFTS = ("Budgeting", "Scheduling", "Negotiating", "Prototyping", "Interviewing")
SIXTY = range(60)
WAVES = (date(2027, 2, 1), date(2027, 4, 5), date(2027, 7, 5), date(2027, 10, 4))
IN_A_WAVE = 15
OF_A_LEAD = 6
LONG_AGO = date(2024, 9, 2)
CHIEF, HR_LEAD = "chief", "hr"
EXECUTIVES = ("x0", "x1", "x2")
HEADS = tuple(f"h{number}" for number in range(5))
LEADS = tuple(f"l{number}" for number in range(10))
ADVISERS = ("c0", "c1")
BUDDIES = tuple(f"b{number}" for number in range(20))
OF_AN_EXECUTIVE = {"x0": (0, 4), "x1": (1, 2), "x2": (3,)}
HEADINGS = ("emp no", "name", "e-mail", "level", "department", "site", "manager", "start date", "languages")
FIRST = "Ada Bo Cleo Dov Esi Femi Gus Hana Ivo Juno Kai Lena Milo Nia Otto Pia Quin Rosa Sami Tove Uma Vito Wim Yara"
LAST = "Abel Brook Castel Dahl Eriks Faro Grau Hollis Ismay Jansen Kolb Lorca Marsh Novak Oyelaran Pardo Quist Reyes"


def number_of(hire: int) -> str:
    """What HR calls one of the sixty."""
    return f"p{hire:02}"


def address_of(number: str) -> str:
    return f"{number}@harbour.example"


def starts_on(hire: int) -> date:
    """The first day of one of the sixty: fifteen begin together."""
    return WAVES[hire // IN_A_WAVE]


def department_of(hire: int) -> int:
    """Each department gets twelve of them, three in each wave."""
    return hire % len(DEPARTMENTS)


def lead_of(hire: int) -> str:
    """Whom one of the sixty reports to: each of a department's two leads gets six."""
    return LEADS[2 * department_of(hire) + hire // len(DEPARTMENTS) % 2]


def file_of_hr() -> bytes:
    """Everybody, as HR’s file says at the beginning of the first year: the first days of the sixty lie ahead."""
    return csv_text(HEADINGS, [*_there_before(), *_sixty()]).encode()


def file_of_promotions(hires: Sequence[int], level: int) -> bytes:
    """These of the sixty have come to another level."""
    return csv_text(("emp no", "level"), [(number_of(hire), str(level)) for hire in hires]).encode()


def _there_before() -> Iterator[list[str]]:
    names = iter(_names(seed=1))
    yield _row(CHIEF, next(names), 8, "Board", "", LONG_AGO)
    yield _row(HR_LEAD, next(names), 6, "Board", CHIEF, LONG_AGO)
    for each in EXECUTIVES:
        yield _row(each, next(names), 7, "Board", CHIEF, LONG_AGO)
    for each in ADVISERS:
        yield _row(each, next(names), 6, "Board", CHIEF, LONG_AGO)
    for place, each in enumerate(HEADS):
        above = next(executive for executive, own in OF_AN_EXECUTIVE.items() if place in own)
        yield _row(each, next(names), 6, DEPARTMENTS[place], above, LONG_AGO)
    for place, each in enumerate(LEADS):
        yield _row(each, next(names), 4, DEPARTMENTS[place // 2], HEADS[place // 2], LONG_AGO)
    for place, each in enumerate(BUDDIES):
        yield _row(each, next(names), 3, DEPARTMENTS[place // 4], LEADS[place // 2], LONG_AGO)


def _sixty() -> Iterator[list[str]]:
    for hire, name in zip(SIXTY, _names(seed=60), strict=False):
        yield _row(number_of(hire), name, 2, DEPARTMENTS[department_of(hire)], lead_of(hire), starts_on(hire))


def _row(number: str, name: str, level: int, department: str, manager: str, starts: date) -> list[str]:
    return [number, name, address_of(number), str(level), department, "Porto", manager, starts.isoformat(), "en"]


def _names(seed: int) -> list[str]:
    """Names in an order of chance that is the same each time; those of the two seeds have no family name in common."""
    last = LAST.split()[:9] if seed == 1 else LAST.split()[9:]
    names = [f"{one} {other}" for one, other in product(FIRST.split(), last)]
    return random.Random(seed).sample(names, k=len(names))
