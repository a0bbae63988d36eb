"""Reads the rows of a sign-up file: who, what they said for the match, and what cannot be read, by row and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.cohorts.models import Side
from app.cohorts.sign_ups.columns import Answer
from app.cohorts.sign_ups.files import SignUpFile
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.tables import Row, Table
from app.people.phrases import HIGHEST
from app.people_import import values
from app.people_import.columns import Field
from app.people_import.rows import Incoming, Problem, read_people
from programs.practice import MOST_SEATS

MOST_ITEMS = 30
LONGEST_ITEM = 120
MOST_WISHES = 20
NUMBERS = {Side.MENTEE: Answer.NEEDS, Side.MENTOR: Answer.SEATS}

_LEVELLED = re.compile(r"(.+?)\s*:\s*([0-9]+(?:\.[0-9]+)?)")
_WHOLE = re.compile(r"([0-9]{1,4})(?:\.0)?")  # Excel writes whole numbers as 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """One row: who it is about, and what they said. ``number``: the seats of a mentor, the needs of a mentee."""

    side: Side
    person: Incoming
    answers: Mapping[str, Any] = field(default_factory=dict)
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All rows of one file. While there is a problem nothing is stored; a note says what is left empty."""

    side: Side
    sign_ups: list[SignUp]
    problems: list[Problem]
    notes: list[str]


def read_rows(file: SignUpFile) -> Reading:
    """Every row of the file, and everything in it that cannot be read."""
    fields = {heading: each for heading, each in file.meaning.items() if isinstance(each, Field)}
    table = Table(headings=tuple(file.headings), rows=[Row(number, tuple(cells)) for number, cells in file.rows])
    people = read_people(table, fields, {})
    said, problems = _answers(file)
    sign_ups = [_sign_up(file.side, person, said[person.row]) for person in people.people]
    found = sorted([*people.problems, *problems])
    return Reading(side=file.side, sign_ups=sign_ups, problems=found, notes=list(people.notes))


def _sign_up(side: Side, person: Incoming, said: Mapping[Answer, Any]) -> SignUp:
    number = NUMBERS[side]
    answers = {each.value: value for each, value in said.items() if each is not number}
    return SignUp(side=side, person=person, answers=answers, number=said.get(number))


def _answers(file: SignUpFile) -> tuple[dict[int, dict[Answer, Any]], list[Problem]]:
    columns = [
        (file.headings.index(heading), heading, each)
        for heading, each in file.meaning.items()
        if isinstance(each, Answer)
    ]
    said: dict[int, dict[Answer, Any]] = {number: {} for number, _cells in file.rows}
    problems = []
    for number, cells in file.rows:
        for place, heading, answer in columns:
            try:
                value = READERS[answer](cells[place].strip()) if cells[place].strip() else None
            except RuleBroken as broken:
                problems.append(Problem(number, heading, str(broken)))
                continue
            if values.is_given(value):
                said[number][answer] = value
    return said, problems


def seats(text: str) -> int:
    """A whole number from 0 to 20."""
    found = _WHOLE.fullmatch(text)
    if found is None or int(found[1]) > MOST_SEATS:
        raise RuleBroken(_("“%(text)s” is not a whole number from 0 to %(most)s", text=text[:80], most=MOST_SEATS))
    return int(found[1])


def needs(text: str) -> int:
    """A whole number from 1 to 20."""
    found = seats(text)
    if found == 0:
        raise RuleBroken(_("nobody signs up for 0 mentors"))
    return found


def items(text: str) -> list[str]:
    """Short texts parted by semicolons or line breaks, or by commas where there are none of those; each once."""
    parts = re.split(r"[;\n]", text) if re.search(r"[;\n]", text) else text.split(",")
    unique = list(dict.fromkeys(part for part in map(values.tidy, parts) if part))
    if len(unique) > MOST_ITEMS:
        raise RuleBroken(_("it names more than %(most)s things", most=MOST_ITEMS))
    if any(len(part) > LONGEST_ITEM for part in unique):
        raise RuleBroken(_("one of the things it names is longer than %(longest)s characters", longest=LONGEST_ITEM))
    return unique


def skills(text: str) -> list[dict[str, Any]]:
    """Skills by name, each with a level from 0 to 7 where one is written behind a colon.

    >>> skills("Forecasting: 4; Contract law")
    [{'name': 'Forecasting', 'level': 4.0}, {'name': 'Contract law', 'level': None}]
    """
    return [_skill(part) for part in items(text)]


def wishes(text: str) -> list[str]:
    """E-mail addresses, the first wish first."""
    unique = list(dict.fromkeys(values.email(part) for part in re.split(r"[;,\s]+", text) if part))
    if len(unique) > MOST_WISHES:
        raise RuleBroken(_("a wish list holds at most %(most)s people", most=MOST_WISHES))
    return unique


def _skill(part: str) -> dict[str, Any]:
    found = _LEVELLED.fullmatch(part)
    if found is None:
        return {"name": part, "level": None}
    level = float(found[2])
    if level > HIGHEST:
        raise RuleBroken(_("a level of skill is a number from 0 to %(most)s", most=HIGHEST))
    return {"name": found[1], "level": level}


READERS: dict[Answer, Callable[[str], Any]] = {
    Answer.SEATS: seats,
    Answer.NEEDS: needs,
    Answer.WANTS: skills,
    Answer.OFFERS: skills,
    Answer.INTERESTS: items,
    Answer.VALUES: items,
    Answer.TARGET_ROLES: items,
    Answer.EXPERIENCE: items,
    Answer.WISHES: wishes,
}
