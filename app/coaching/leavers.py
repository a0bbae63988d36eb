"""Whoever leaves: as a client it ends, as an advisor the desk looks for another."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.coaching.models import Engagement
from app.coaching.services.moving import move
from app.coaching.services.taking_up import leave_guideless
from app.core.bulk import among, portions
from app.core.db import session
from app.people.leaving import when_left
from app.people.models import Person
from programs.engagements import EngagementState, Outcome


@when_left
def go_on_without(person_ids: Sequence[int], actor: Person | None) -> None:
    """End what the leavers were clients of, and let the desk find others for those whom they guided."""
    is_open = Engagement.state.not_in([EngagementState.CLOSED, EngagementState.NOT_TAKEN_UP])
    for some in portions(person_ids):
        for each in session().scalars(select(Engagement).where(among(Engagement.client_id, some), is_open)).all():
            under_way = each.state in {EngagementState.UNDER_WAY, EngagementState.AGREEING}
            move(each, EngagementState.CLOSED if under_way else EngagementState.NOT_TAKEN_UP, actor=actor)
            each.outcome = Outcome.WITHDRAWN if under_way else None
        guided = select(Engagement).where(among(Engagement.guide_id, some), is_open)
        leave_guideless(session().scalars(guided).all(), actor)
