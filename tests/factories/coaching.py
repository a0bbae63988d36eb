"""Engagements as they are under way, written through the same services as real use; everything is committed."""

from __future__ import annotations

from typing import Any

from app.coaching.models import Drawer, Engagement
from app.coaching.services.consents import give_consent, make_drawers
from app.core.clock import today
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState, Party

GUIDES_OPEN = (Drawer.REFERRAL, Drawer.STATEMENT, Drawer.TALKS, Drawer.PLAN)


def engagement(
    client: Person,
    guide: Person | None = None,
    sponsor: Person | None = None,
    *,
    kind: EngagementKind = EngagementKind.ADVISING,
    state: EngagementState = EngagementState.UNDER_WAY,
    **fields: Any,
) -> Engagement:
    """An engagement that began today for ninety days, with the client's yes to coach or advisor and to the sponsor."""
    with transaction() as session:
        here, accompanies, stands_by = (each and session.merge(each) for each in (client, guide, sponsor))
        assert here is not None
        asked = stands_by or here
        made = Engagement(
            kind=kind,
            state=state,
            client=here,
            referrer=asked,
            referred_by=Party.MANAGER if stands_by else Party.CLIENT,
            guide=accompanies,
            sponsor=stands_by,
            begins_on=today(),
            **{"days": 90, **fields},
        )
        session.add(made)
        session.flush()
        make_drawers(made)
        if accompanies:
            give_consent(made, accompanies, GUIDES_OPEN)
        if stands_by:
            give_consent(made, stands_by, (Drawer.PLAN,))
    db.session().commit()
    return made
