"""What is asked about letters to the people of a cohort."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from app.announcements.models import Announcement
from app.cohorts.audiences import Audience
from app.cohorts.models import Cohort
from app.core.db import session
from app.people.models import Person


def announcement_by_public_id(public_id: str) -> Announcement | None:
    """The letter of this public id, with its cohort and its writer."""
    found = select(Announcement).where(Announcement.public_id == public_id)
    return session().scalar(found.options(joinedload(Announcement.cohort), joinedload(Announcement.written_by)))


def announcements_of(cohort: Cohort) -> Select[Announcement]:
    """What was written in a cohort, the newest first, with who wrote it."""
    found = select(Announcement).where(Announcement.cohort_id == cohort.id)
    return found.options(joinedload(Announcement.written_by)).order_by(Announcement.id.desc())


def announcement_with_key(cohort: Cohort, key: str) -> Announcement | None:
    """The letter that left from the preview of this key."""
    return session().scalar(select(Announcement).where(Announcement.cohort_id == cohort.id, Announcement.key == key))


def readers(audience: Audience, cohort: Cohort) -> Sequence[Person]:
    """Who would get a letter to this group now, by name."""
    return session().scalars(audience.people(cohort)).all()


def sizes_of(groups: Sequence[Audience], cohort: Cohort) -> dict[str, int]:
    """How many that would be in each of these groups, by name; one query."""
    counts = session().execute(select(*(each.size(cohort) for each in groups))).one()
    return {each.name: count for each, count in zip(groups, counts, strict=True)}
