"""The manager's judgement, which alone closes a plan; the client reads it as soon as it is written, and may answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from app.coaching.areas import COMMENT, JUDGEMENT, areas_of
from app.coaching.models import Engagement
from app.coaching.papers import OpenDrawer, OpenPaper, write
from app.coaching.policy import stands_by_it
from app.coaching.services.moving import move, refuse_unless_under_way
from app.coaching.services.telling import tell
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.engagements import EngagementState, Judgement, Outcome

ENOUGH = frozenset({Judgement.MEETS, Judgement.SUSTAINED})


def judge(plan: OpenDrawer, judgements: Mapping[str, tuple[Judgement, str]]) -> None:
    """Say for each area, by its id, how far the client is, with an example. The client is told at once."""
    engagement = plan.engagement
    refuse_unless_under_way(engagement)
    for area, (judgement, example) in judgements.items():
        write(plan, JUDGEMENT, about=area, level=judgement.value, example=example)
    engagement.judged_on = today()
    session().flush()
    record(plan.reader, "engagement.judged", engagement)
    tell(engagement.client)


def answer(plan: OpenDrawer, judgement: OpenPaper, words: str) -> None:
    """What the client says to a judgement; whoever reads the one reads the other."""
    write(plan, COMMENT, about=judgement.paper.public_id, words=words)
    tell(plan.engagement.sponsor)


def extend(engagement: Engagement, days: int, *, actor: Person) -> None:
    """Once, for thirty days at most. Raises RuleBroken for more, and for a second time."""
    refuse_unless_under_way(engagement)
    longest = engagement.rules.longest_extension
    if engagement.extended_on is not None or engagement.ends_on is None:
        raise RuleBroken(_("It was extended once already. Now it is met, or it is not."), field="days")
    if not 0 < days <= longest:
        raise RuleBroken(_("Between one and %(longest)s days.", longest=longest), field="days")
    engagement.ends_on += timedelta(days=days)
    engagement.extended_on = today()
    session().flush()
    record(actor, "engagement.extended", engagement, days=days)
    tell(engagement.client, engagement.guide)


def close(plan: OpenDrawer, outcome: Outcome) -> None:
    """Close it with how it ended: the manager does, or the client where no manager is let in.

    Raises RuleBroken for “met” before every area is judged as met, and for an ending that is not this person's to say.
    """
    engagement, actor = plan.engagement, plan.reader
    judges = stands_by_it(actor, engagement)
    if outcome is Outcome.NOT_MET and not judges:
        raise RuleBroken(_("Only the manager says so."), field="outcome")
    if outcome is Outcome.MET and judges and not is_met(plan):
        raise RuleBroken(
            _("Judge every area first: it is met when each of them is met by your last judgement."), field="outcome"
        )
    move(engagement, EngagementState.CLOSED, actor=actor)
    engagement.outcome = outcome
    session().flush()
    record(actor, "engagement.closed", engagement, outcome=outcome.value)
    tell(*(each for each in (engagement.client, engagement.guide, engagement.sponsor) if each is not actor))


def is_met(plan: OpenDrawer) -> bool:
    """Whether the newest judgement of each area says so."""
    areas = areas_of(plan)
    return bool(areas) and all(area.newest is not None and area.newest.level in ENOUGH for area in areas)


def end(engagement: Engagement) -> None:
    """The client ends it before its time, at once and without a reason."""
    move(engagement, EngagementState.CLOSED, actor=engagement.client)
    engagement.outcome = Outcome.WITHDRAWN
    session().flush()
    tell(engagement.guide, engagement.sponsor)


def say_still(engagement: Engagement, *, still: bool, actor: Person) -> None:
    """Asked once, three months after “met”: whether it still is."""
    if engagement.asked_on is None or engagement.still_meets is not None:
        raise RuleBroken(_("This is asked once, three months after the end."))
    engagement.still_meets = still
    session().flush()
    record(actor, "engagement.still_meets", engagement)
    tell(engagement.client)
