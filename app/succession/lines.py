"""Who answers to an executive: asked once for a whole slate."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import CompoundSelect, literal, select, union

from app.core.bulk import among
from app.core.db import session
from app.people.models import DottedLine, Person


def people_and_line(public_ids: Collection[str], executive: Person) -> tuple[dict[str, Person], set[int]]:
    """Many people by public id, and the ids of those who answer to an executive; one query."""
    found = select(Person, Person.id.in_(_answering_to(executive))).where(among(Person.public_id, list(public_ids)))
    rows = session().execute(found).all()
    return {each.public_id: each for each, _is in rows}, {each.id for each, is_in_line in rows if is_in_line}


def _answering_to(executive: Person) -> CompoundSelect[int]:
    """The ids of all who answer to somebody by the solid line, at any distance, or by a dotted one."""
    start = select(literal(executive.id).label("id")).cte(recursive=True)
    # Without repetition, so that a line that runs in a ring ends.
    below = start.union(select(Person.id).join(start, Person.manager_id == start.c.id))
    dotted = select(DottedLine.person_id).where(DottedLine.boss_id == executive.id)
    return union(select(below.c.id).where(below.c.id != executive.id), dotted)
