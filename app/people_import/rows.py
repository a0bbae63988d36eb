"""From the rows of a file to people as the file tells of them, and everything that is wrong with its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.tables import Row, Table
from app.people_import.columns import Field
from app.people_import.values import Reader, is_given, readers_for

MOST_REMEMBERED = 20_000
NAMED_GRADES = 8
MOST_PROBLEMS = 5_000
LONGEST_NAME = 200
LONGEST_CONSENTED = 200
# What is kept of a person as it is read; the other fields of a file are put together first.
PLAIN = (
    Field.PRONOUNS,
    Field.JOB_TITLE,
    Field.DEPARTMENT,
    Field.JOB_FAMILY,
    Field.SITE,
    Field.TIME_ZONE,
    Field.LANGUAGES,
    Field.LEVEL,
    Field.START_ON,
)


class Problem(NamedTuple):
    """What is wrong with one cell, or with a row as a whole; nothing is stored while there is one."""

    row: int
    column: str
    reason: str

    @property
    def sentence(self) -> str:
        return _("Row %(row)s, %(column)s: %(reason)s.", row=self.row, column=self.column, reason=self.reason)


@dataclass(slots=True, kw_only=True)
class Incoming:
    """One person as a row tells of them. What the row leaves empty is not there: it changes nothing."""

    row: int
    external_id: str | None = None
    email: str | None = None
    name: str | None = None
    plain: dict[str, Any] = field(default_factory=dict)
    has_end: bool = False
    left_on: date | None = None
    manager: str | None = None
    dotted: tuple[str, ...] = ()
    job_start_on: date | None = None
    about: str | None = None
    arrival_email: str | None = None
    consented: dict[int, str] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """What to call the person in a sentence, and as their name where the file has none."""
        return self.name or self.external_id or self.email or ""


@dataclass(slots=True, kw_only=True)
class Reading:
    """All people of a file, in its order, with what is wrong and what was left out."""

    people: list[Incoming]
    headings: Mapping[Field, str]
    problems: list[Problem]
    notes: list[str]

    def heading(self, wanted: Field) -> str:
        """The heading of a field's column, for sentences about it."""
        return self.headings.get(wanted, "")


Progress = Callable[[int, int], None]


def no_progress(_done: int, _total: int) -> None:
    """For callers who do not wait."""


def read_people(
    table: Table, mapping: Mapping[str, Field], uses: Mapping[str, int], progress: Progress = no_progress
) -> Reading:
    """Read every mapped cell, and of sensitive columns those in ``uses``: heading → consent.

    Raises nothing: what is wrong is in ``problems``, the first 5,000 of them.
    """
    columns = _columns(table, mapping)
    sensitive = [(index, heading, uses[heading]) for index, heading in enumerate(table.headings) if heading in uses]
    reading = Reading(
        people=[],
        headings={column.field: column.heading for column in columns},
        problems=[],
        notes=[],
    )
    for index, row in enumerate(table.rows):
        if index % 5_000 == 0:
            progress(index, len(table.rows))
        if len(reading.problems) >= MOST_PROBLEMS:
            break
        person = _person(row, columns, reading)
        person.consented = dict(_consented(row, sensitive, reading))
        reading.people.append(person)
    reading.problems.extend(_twice(reading))
    reading.notes.extend(note for column in columns for note in column.notes())
    return reading


class _Column:
    """A mapped column: where it stands, what it is, and the cells that it has read already."""

    def __init__(self, index: int, heading: str, wanted: Field, reader: Reader) -> None:
        self.index = index
        self.heading = heading
        self.field = wanted
        self._reader = reader
        self._known: dict[str, Any] = {}
        self._unknown: Counter[str] = Counter()

    def read(self, text: str) -> Any:
        if text in self._known:
            value = self._known[text]
        else:
            value = self._reader(text)
            if len(self._known) < MOST_REMEMBERED:
                self._known[text] = value
        if value is None and self.field is Field.LEVEL:
            self._unknown[text] += 1
        return value

    def notes(self) -> Iterator[str]:
        if self._unknown:
            named = ", ".join(f"“{text[:40]}”" for text, _count in self._unknown.most_common(NAMED_GRADES))
            yield _(
                "%(column)s: left out in %(count)s rows, because these are not known as levels: %(values)s.",
                column=self.heading,
                count=self._unknown.total(),
                values=named,
            )


def _columns(table: Table, mapping: Mapping[str, Field]) -> list[_Column]:
    found = []
    for index, heading in enumerate(table.headings):
        wanted = mapping.get(heading)
        if wanted is not None:
            cells = (row.cells[index] for row in table.rows)
            found.append(_Column(index, heading, wanted, readers_for(wanted, cells)))
    return found


def _person(row: Row, columns: list[_Column], reading: Reading) -> Incoming:
    values: dict[Field, Any] = {}
    has_end = False
    for column in columns:
        text = row.cells[column.index].strip()
        if not text:
            continue
        has_end = has_end or column.field is Field.LEFT_ON
        try:
            values[column.field] = column.read(text)
        except RuleBroken as broken:
            reading.problems.append(Problem(row.number, column.heading, str(broken)))
    person = Incoming(
        row=row.number,
        external_id=values.get(Field.EXTERNAL_ID) or None,
        email=values.get(Field.EMAIL) or None,
        name=_name(values),
        plain={wanted.value: values[wanted] for wanted in PLAIN if is_given(values.get(wanted))},
        has_end=has_end,
        left_on=values.get(Field.LEFT_ON),
        job_start_on=values.get(Field.JOB_START_ON),
        manager=values.get(Field.MANAGER) or None,
        dotted=values.get(Field.DOTTED, ()),
        about=values.get(Field.ABOUT) or None,
        arrival_email=values.get(Field.ARRIVAL_EMAIL) or None,
    )
    _check_row(person, reading)
    return person


def _consented(row: Row, columns: list[tuple[int, str, int]], reading: Reading) -> Iterator[tuple[int, str]]:
    for index, heading, consent_id in columns:
        text = " ".join(row.cells[index].split())
        if len(text) > LONGEST_CONSENTED:
            reason = _("it is longer than %(longest)s characters", longest=LONGEST_CONSENTED)
            reading.problems.append(Problem(row.number, heading, reason))
        elif text:
            yield consent_id, text


def _name(values: Mapping[Field, Any]) -> str | None:
    parts = [values.get(Field.FIRST_NAME), values.get(Field.LAST_NAME)]
    return values.get(Field.NAME) or " ".join(part for part in parts if part) or None


def _check_row(person: Incoming, reading: Reading) -> None:
    key = reading.heading(Field.EXTERNAL_ID) or reading.heading(Field.EMAIL)
    has_problem = bool(reading.problems) and reading.problems[-1].row == person.row
    if person.external_id is None and person.email is None and not has_problem:
        reading.problems.append(Problem(person.row, key, _("there is neither an id nor an e-mail in this row")))
    if person.name and len(person.name) > LONGEST_NAME:
        column = reading.heading(Field.LAST_NAME) or reading.heading(Field.FIRST_NAME)
        reading.problems.append(
            Problem(person.row, column, _("the name is longer than %(longest)s characters", longest=LONGEST_NAME))
        )
    start = person.plain.get("start_on")
    if start and person.left_on and person.left_on < start:
        column = reading.heading(Field.LEFT_ON)
        reading.problems.append(Problem(person.row, column, _("the last day is before the start date")))


def _twice(reading: Reading) -> Iterator[Problem]:
    """People who stand in two rows; addresses that differ only in case are the same person's."""
    by_id: dict[str, int] = {}
    by_email: dict[str, int] = {}
    for person in reading.people:
        for key, seen, wanted in (
            (person.external_id, by_id, Field.EXTERNAL_ID),
            (person.email, by_email, Field.EMAIL),
        ):
            first = seen.setdefault(key, person.row) if key else person.row
            if first != person.row:
                reason = _("“%(key)s” stands in row %(first)s as well", key=key, first=first)
                yield Problem(person.row, reading.heading(wanted), reason)
                break
