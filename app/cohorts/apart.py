"""Excluded pairs, as areas beyond the wall add to them and ask about them: no row says who did."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import or_, select

from app.cohorts.models import ExcludedPair
from app.core.db import session
from app.people.apart import keeps_apart, knows_apart


@keeps_apart
def exclude(lower_id: int, higher_id: int, tag: str, is_apart: bool) -> None:
    """Note a pair that is never to be, or take away what was noted under the same tag."""
    there = session().get(ExcludedPair, (lower_id, higher_id, tag))
    if is_apart and there is None:
        session().add(ExcludedPair(lower_id=lower_id, higher_id=higher_id, tag=tag))
    elif there is not None and not is_apart:
        session().delete(there)
    session().flush()


@knows_apart
def excluded_from(person_id: int, others: Collection[int], besides: Collection[str]) -> set[int]:
    """Those with whom somebody is never to be put together."""
    rows = session().execute(
        select(ExcludedPair.lower_id, ExcludedPair.higher_id).where(
            or_(ExcludedPair.lower_id == person_id, ExcludedPair.higher_id == person_id),
            ExcludedPair.tag.not_in(list(besides)),
        )
    )
    return {lower if higher == person_id else higher for lower, higher in rows} & set(others)
