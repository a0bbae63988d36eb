"""How a pair stands, as its cohort's administrators see it: begun or not, under way or quiet. Never how often they met.

What is told of a pair says the same whether two met once or ten times, for ten minutes or two hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, literal, select

from app.core.bulk import portions
from app.core.clock import now
from app.core.db import session
from app.meetings.models import Meeting, MeetingState
from app.pairings.models import Pairing

QUIET_AFTER = timedelta(days=21)


class Standing(StrEnum):
    """What can be told about a pair."""

    NOT_BEGUN = "not-begun"
    UNDER_WAY = "under-way"
    QUIET = "quiet"


def standing_at(moment: datetime) -> ColumnElement[str]:
    """The standing of the ``Pairing`` of the query around it: one expression for lists, counts and filters.

    Under way: one has agreed on a meeting to come, or met in the last 21 days. Not begun: no meeting has been held.
    """
    return standing_by(last_held(), last_agreed(), moment)


def standing_by(held: ColumnElement[Any], agreed: ColumnElement[Any], moment: datetime) -> ColumnElement[str]:
    """The same, by the last time that a pair has met and the last that it has agreed on."""
    return case(
        (held.is_(None), literal(Standing.NOT_BEGUN.value)),
        ((agreed > moment) | (held > moment - QUIET_AFTER), literal(Standing.UNDER_WAY.value)),
        else_=literal(Standing.QUIET.value),
    )


def last_held() -> ScalarSelect[datetime | None]:
    """When the ``Pairing`` of the query around it met last: the last entry of its own in an index."""
    return _last(MeetingState.HELD)


def last_agreed() -> ScalarSelect[datetime | None]:
    """The last time that it has agreed on and not logged."""
    return _last(MeetingState.CONFIRMED)


def _last(state: MeetingState) -> ScalarSelect[datetime | None]:
    last = select(func.max(Meeting.starts_at)).where(Meeting.pairing_id == Pairing.id, Meeting.state == state)
    return last.correlate(Pairing).scalar_subquery()


def standing_of(pairings: Iterable[Pairing]) -> dict[int, Standing]:
    """How each of these pairs stands, by id; one query for thousands."""
    ids = [pairing.id for pairing in pairings]
    moment = now()
    found: dict[int, Standing] = {}
    for some in portions(ids):
        rows = select(Pairing.id, standing_at(moment)).where(Pairing.id.in_(some))
        for pairing_id, standing in session().execute(rows):
            found[pairing_id] = Standing(standing)
    return found
