"""The client's answer to an offer: yes with its conditions, somebody else, or no; and of a no nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from app.coaching.models import Drawer, Engagement
from app.coaching.services.consents import give_consent, withdraw_consent
from app.coaching.services.erasing import erase_words
from app.coaching.services.moving import move
from app.coaching.services.regaining import refuse_if_shut
from app.coaching.services.separating import part
from app.coaching.services.telling import tell
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState, Party

GUIDES_DRAWERS = (Drawer.REFERRAL, Drawer.STATEMENT, Drawer.TALKS, Drawer.PLAN)


def take_up(engagement: Engagement, days: int, *, with_manager: bool) -> None:
    """Yes to this advisor, for so many days, and to what the manager sees. Whoever was referred cannot leave that out.

    Raises RuleBroken for a length that its kind does not have.
    """
    if days not in engagement.rules.days:
        raise RuleBroken(_("Choose how long it lasts."), field="days")
    if engagement.guide is None:
        raise RuleBroken(_("Nobody is found yet. The desk is looking."))
    move(engagement, EngagementState.UNDER_WAY, actor=engagement.client)
    if engagement.begins_on is None:  # it goes on as it was agreed where another advisor takes over
        engagement.days, engagement.begins_on = days, today()
        engagement.ends_on = engagement.begins_on + timedelta(days=days)
    give_consent(engagement, engagement.guide, GUIDES_DRAWERS)
    if with_manager or engagement.referred_by is not Party.CLIENT:
        let_manager_in(engagement)
    tell(engagement.guide, engagement.sponsor)


def let_manager_in(engagement: Engagement) -> None:
    """Let today's manager see areas, attendance and status, by name. Whoever it was before is out."""
    manager = engagement.client.manager
    if engagement.sponsor is not None and engagement.sponsor is not manager:
        withdraw_consent(engagement, engagement.sponsor, actor=engagement.client)
    engagement.sponsor = manager
    if manager is not None:
        give_consent(engagement, manager, (Drawer.PLAN,))


def ask_for_another(engagement: Engagement) -> None:
    """Somebody else, please: before it begins or later, without a reason, and whoever it was is not told."""
    _let_go(engagement, engagement.client)


def turn_down(engagement: Engagement) -> None:
    """Not taken up: no reason is asked or kept, and what was written is gone for everybody.

    Raises RuleBroken while it is shut to the client.
    """
    refuse_if_shut(engagement)
    part(engagement, is_apart=False)
    engagement.guide = None
    move(engagement, EngagementState.NOT_TAKEN_UP, actor=engagement.client)
    erase_words([engagement])


def leave_guideless(engagements: Sequence[Engagement], actor: Person | None) -> None:
    """The advisor has left: they open nothing any more, and the desk looks for another."""
    for each in engagements:
        _let_go(each, actor)
        tell(each.client)


def _let_go(engagement: Engagement, actor: Person | None) -> None:
    # A coach is asked by the client, an advisor is found at the desk.
    is_coaching = engagement.kind is EngagementKind.COACHING
    move(engagement, EngagementState.OFFERED if is_coaching else EngagementState.WAITING, actor=actor)
    if engagement.guide is not None:
        withdraw_consent(engagement, engagement.guide, actor=actor)
    part(engagement, is_apart=False)
    engagement.guide = None
    session().flush()
