"""An engagement from one state to the next, under a lock, as its kind allows."""

from __future__ import annotations

from app.coaching.models import Engagement
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.i18n import say
from app.people.models import Person
from programs.engagements import EngagementState


def move(engagement: Engagement, state: EngagementState, *, actor: Person | None) -> None:
    """Go on to a state. Raises Conflict where it has gone on already: a click that came twice, or too late."""
    session().refresh(engagement, ["state"], with_for_update=True)
    try:
        engagement.rules.check_move(engagement.state, state)
    except RuleBroken as broken:
        raise Conflict(say(broken)) from broken
    engagement.state = state
    if state is EngagementState.WAITING:
        engagement.waiting_since = now()
    if state.is_over:
        engagement.closed_on = today()
    session().flush()
    record(actor, "engagement.moved", engagement, to=state.value)


def refuse_unless_under_way(engagement: Engagement) -> None:
    """Raise RuleBroken for what has not begun yet, and for what has ended."""
    if engagement.state is not EngagementState.UNDER_WAY:
        raise RuleBroken(_("This is for reading now: it is not under way."))
