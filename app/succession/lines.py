"""Who answers to an executive: asked once for a whole slate."""

from __future__ import annotations

from sqlalchemy import literal, select, union

from app.core.db import session
from app.people.models import DottedLine, Person


def answering_to(executive: Person) -> set[int]:
    """The ids of all who answer to somebody by the solid line, at any distance, or by a dotted one; one query."""
    start = select(literal(executive.id).label("id")).cte(recursive=True)
    # Without repetition, so that a line that runs in a ring ends.
    below = start.union(select(Person.id).join(start, Person.manager_id == start.c.id))
    dotted = select(DottedLine.person_id).where(DottedLine.boss_id == executive.id)
    found = union(select(below.c.id).where(below.c.id != executive.id), dotted)
    return set(session().scalars(found))
