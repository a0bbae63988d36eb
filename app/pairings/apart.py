"""Whoever is somebody's mentor, or was within a year, is told to areas beyond the wall as “not this pair”."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from app.cohorts.models import Enrolment
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Pairing
from app.people.apart import knows_apart

A_YEAR = timedelta(days=365)


@knows_apart
def paired_with(person_id: int, others: Collection[int], _besides: Collection[str]) -> set[int]:
    """Those with whom somebody is a pair, on either side, or was within the last year."""
    mentee, mentor = aliased(Enrolment), aliased(Enrolment)
    rows = session().execute(
        select(mentee.person_id, mentor.person_id)
        .select_from(Pairing)
        .join(mentee, mentee.id == Pairing.mentee_id)
        .join(mentor, mentor.id == Pairing.mentor_id)
        .where(
            or_(mentee.person_id == person_id, mentor.person_id == person_id),
            or_(Pairing.ended_at.is_(None), Pairing.ended_at > now() - A_YEAR),
        )
    )
    return {one if other == person_id else other for one, other in rows} & set(others)
