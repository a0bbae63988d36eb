"""Whoever leaves or is erased is in no circle any more."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from app.circles.models import CircleMember
from app.cohorts.models import Enrolment
from app.core.bulk import portions
from app.core.db import session
from app.people.erasing import when_erased
from app.people.leaving import when_left
from app.people.models import Person

AT_ONCE = 500


@when_left
def leave_circles(person_ids: Sequence[int], _actor: Person | None) -> None:
    """Take them out; those who stay find one name less."""
    for some in portions(person_ids, AT_ONCE):
        own = select(Enrolment.id).where(Enrolment.person_id.in_(some))
        gone = delete(CircleMember).where(CircleMember.enrolment_id.in_(own))
        session().execute(gone.execution_options(synchronize_session=False))


@when_erased
def forget_circles(person: Person) -> None:
    """The same for somebody who is erased."""
    leave_circles([person.id], None)
