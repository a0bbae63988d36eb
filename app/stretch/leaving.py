"""Whoever leaves does and sponsors nothing any more; whoever is erased leaves no word in a task."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from app.cohorts.models import Enrolment
from app.core.db import session
from app.people.erasing import when_erased
from app.people.leaving import when_left
from app.people.models import Person
from app.stretch.models import StretchTask
from app.stretch.services import part_from


@when_left
def leave_tasks(person_ids: Sequence[int], actor: Person | None) -> None:
    """End what is theirs, and let those who stay know."""
    part_from(person_ids, actor)


@when_erased
def forget_tasks(person: Person) -> None:
    """Delete their tasks; of those that they sponsored, their words."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    gone = delete(StretchTask).where(StretchTask.enrolment_id.in_(own))
    session().execute(gone.execution_options(synchronize_session=False))
    written = update(StretchTask).where(StretchTask.sponsor_id == person.id).values(sponsor_words="")
    session().execute(written.execution_options(synchronize_session=False))
