"""The work itself: what stands behind it, one to three areas, a talk each week, and how the advisor sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import select

from app.coaching.areas import CAUSE, PLAN, TALK, VIEW, Area
from app.coaching.models import CheckIn
from app.coaching.papers import OpenDrawer, rewrite, write
from app.coaching.services.moving import refuse_unless_under_way
from app.coaching.services.telling import tell
from app.core.audit import record
from app.core.clock import today
from app.core.db import public_id, session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from programs.engagements import Cause

MOST_LINES = 3


def find_cause(talks: OpenDrawer, cause: Cause) -> None:
    """Say what stands behind it, before there is a plan. It stays between the two."""
    refuse_unless_under_way(talks.engagement)
    write(talks, CAUSE, cause=cause.value)


def set_plan(plan: OpenDrawer, areas: Sequence[Area], seen: int) -> None:
    """One to three areas; client and manager read them from now on. ``seen``: the version that was changed, 0 for new.

    Raises RuleBroken for none and for more than three, Conflict where it was changed meanwhile.
    """
    engagement = plan.engagement
    refuse_unless_under_way(engagement)
    if not 1 <= len(areas) <= engagement.rules.most_areas:
        raise RuleBroken(_("One area at least, three at most: whoever works on all works on none."), field="name_1")
    before = plan.newest(PLAN)
    ids = [each["id"] for each in before.get("areas", [])] if before else []
    ids += [public_id() for _area in areas[len(ids) :]]
    written = [
        {"id": ident, **asdict(each), "due": each.due.isoformat()} for ident, each in zip(ids, areas, strict=False)
    ]
    if before is None:
        if seen:
            raise Conflict(_("This was changed a moment ago. Look at it once more."))
        write(plan, PLAN, areas=written)
    else:
        rewrite(plan, before.paper, seen, areas=written)
    engagement.planned_on = today()
    session().flush()
    record(plan.reader, "engagement.plan_set", engagement, areas=len(written))
    tell(*(each for each in (engagement.client, engagement.sponsor) if each is not plan.reader))


def note_talk(talks: OpenDrawer, on: date, words: Mapping[str, str], *, was_held: bool) -> None:
    """A talk that was to be: whether it took place, and in a few lines what is done, not done, and in the way.

    Raises RuleBroken for a day that is still to come or noted already, and for more than three lines each.
    """
    engagement = talks.engagement
    refuse_unless_under_way(engagement)
    if on > today() or (engagement.begins_on and on < engagement.begins_on):
        raise RuleBroken(_("A day between the beginning and today, please."), field="on")
    for name, text in words.items():
        if len(text.splitlines()) > MOST_LINES:
            raise RuleBroken(_("Three lines at most. What matters fits into them."), field=name)
    there = select(CheckIn.id).where(CheckIn.engagement_id == engagement.id, CheckIn.on == on)
    if session().scalar(there) is not None:
        raise RuleBroken(_("This day is noted already."), field="on")
    check_in = CheckIn(engagement=engagement, on=on, was_held=was_held, public_id=public_id())
    session().add(check_in)
    write(talks, TALK, about=check_in.public_id, **words)
    record(talks.reader, "engagement.talk_noted", engagement)


def see(talks: OpenDrawer, views: Mapping[str, str]) -> None:
    """How the advisor sees each area, by its id: beside the manager's judgement, and never instead of it."""
    refuse_unless_under_way(talks.engagement)
    for area, words in views.items():
        write(talks, VIEW, about=area, words=words)
