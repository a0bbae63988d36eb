"""The reporting lines of those who take part in a cohort, as far up as they go."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Cohort, Enrolment
from app.core.bulk import among, portions
from app.core.db import session
from app.people.models import DottedLine, Person

AT_ONCE = 20_000


def superiors(cohort: Cohort) -> dict[int, int]:
    """Person to manager for everybody who takes part and everybody above them; one query."""
    return _managers(Person.id.in_(_taking_part(cohort)))


def dotted_bosses(cohort: Cohort) -> dict[int, list[int]]:
    """Person to dotted-line managers for everybody who takes part; one query."""
    return _bosses(DottedLine.person_id.in_(_taking_part(cohort)))


def superiors_of(people: Collection[int]) -> dict[int, int]:
    """The same as ``superiors`` for people, whether they take part or not; one query for each 20,000."""
    found: dict[int, int] = {}
    for some in portions(sorted(people), AT_ONCE):
        found |= _managers(among(Person.id, some))
    return found


def dotted_bosses_of(people: Collection[int]) -> dict[int, list[int]]:
    """The same as ``dotted_bosses`` for people, whether they take part or not; one query for each 20,000."""
    found: dict[int, list[int]] = {}
    for some in portions(sorted(people), AT_ONCE):
        found |= _bosses(among(DottedLine.person_id, some))
    return found


def line_of(person_id: int, manager_of: Mapping[int, int]) -> list[int]:
    """Everybody above a person, the direct manager first."""
    line: list[int] = []
    step = manager_of.get(person_id)
    while step is not None and step not in line:
        line.append(step)
        step = manager_of.get(step)
    return line


def _taking_part(cohort: Cohort) -> Select[int]:
    return select(Enrolment.person_id).where(Enrolment.cohort_id == cohort.id)


def _managers(starts: ColumnElement[bool]) -> dict[int, int]:
    line = select(Person.id, Person.manager_id).where(starts).cte("line", recursive=True)
    boss = aliased(Person)
    # Looked up one by one: a join would read everybody once for each step of the line.
    next_one = select(boss.manager_id).where(boss.id == line.c.manager_id).scalar_subquery()
    # UNION and not UNION ALL: lines of many meet in the same few people, and a ring must end.
    line = line.union(select(line.c.manager_id, next_one).where(line.c.manager_id.is_not(None)))
    rows = session().execute(select(line.c.id, line.c.manager_id).where(line.c.manager_id.is_not(None)))
    return dict(rows.all())


def _bosses(starts: ColumnElement[bool]) -> dict[int, list[int]]:
    rows = select(DottedLine.person_id, DottedLine.boss_id).where(starts)
    bosses: dict[int, list[int]] = {}
    for person_id, boss_id in session().execute(rows.order_by(DottedLine.person_id, DottedLine.boss_id)):
        bosses.setdefault(person_id, []).append(boss_id)
    return bosses
