"""Who has moved to another department: remembered where a cohort may take such people in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import delete, insert, select

from app.arrivals.models import ArrivalSettings, DepartmentMove
from app.arrivals.queries import open_cohorts
from app.core.bulk import portions, run_for_each
from app.core.db import session
from app.people.new_departments import when_department_changes

AT_ONCE = 500


@when_department_changes
def remember_moves(moves: Mapping[int, date]) -> None:
    """Note the day, which may lie ahead; nothing where no cohort takes in those who move."""
    chosen = select(ArrivalSettings.cohort_id).where(ArrivalSettings.takes_movers.is_(True))
    if not {each.id for each in open_cohorts()} & set(session().scalars(chosen)):
        return
    for some in portions(moves, AT_ONCE):
        session().execute(delete(DepartmentMove).where(DepartmentMove.person_id.in_(some)))
    run_for_each(insert(DepartmentMove), ({"person_id": each, "moved_on": day} for each, day in moves.items()))
