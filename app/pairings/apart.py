"""Whoever is somebody's mentor, or was within a year, is told to areas beyond the wall as “not this pair”."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from sqlalchemy import Select, or_, select, union
from sqlalchemy.orm import InstrumentedAttribute

from app.cohorts.models import Enrolment
from app.core.clock import now
from app.core.db import session
from app.pairings.models import Pairing
from app.people.apart import knows_apart

A_YEAR = timedelta(days=365)


@knows_apart
def paired_with(person_id: int, others: Collection[int], _besides: Collection[str]) -> set[int]:
    """Those with whom somebody is a pair, on either side, or was within the last year."""
    own = select(Enrolment.id).where(Enrolment.person_id == person_id)
    # Asked for one side and then the other: with “or” the database would look through all pairs.
    partners = union(
        _lately(Pairing.mentor_id).where(Pairing.mentee_id.in_(own)),
        _lately(Pairing.mentee_id).where(Pairing.mentor_id.in_(own)),
    )
    return {*session().scalars(partners)} & set(others)


def _lately(side: InstrumentedAttribute[int]) -> Select[int]:
    """The people on this side of pairs that there are, or were within the last year."""
    people = select(Enrolment.person_id).join(Pairing, side == Enrolment.id)
    return people.where(or_(Pairing.ended_at.is_(None), Pairing.ended_at > now() - A_YEAR))
