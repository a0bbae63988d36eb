"""The desk: who waits gets an advisor who has room and no other part in their life here; or a day to count on."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from app.coaching.models import Caseload, Engagement
from app.coaching.queries import guides_with_room
from app.coaching.services.moving import move
from app.coaching.services.separating import barred, part
from app.coaching.services.telling import tell
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.engagements import EngagementKind, EngagementState

LONGEST_WAIT = 90


def assign(engagement: Engagement, guide: Person, *, actor: Person) -> None:
    """Offer the client this coach or advisor; they decide. Raises Conflict where somebody else has used the room.

    Raises RuleBroken for whoever has another part in the client's life here: the page says that and no more.
    """
    session().scalars(select(Caseload).where(Caseload.person_id == guide.id).with_for_update()).all()
    if guide.id not in {each.person.id for each in guides_with_room(engagement.kind)}:
        raise Conflict(_("%(name)s has no room any more. Choose again.", name=guide.name))
    if barred(engagement.client, [guide.id], engagement.kind):
        raise RuleBroken(
            _("%(name)s cannot take this on: they have another part in it, now or within a year.", name=guide.name),
            field="guide",
        )
    engagement.guide, engagement.answer_on = guide, None
    move(engagement, EngagementState.OFFERED, actor=actor)
    part(engagement)
    tell(engagement.client)


def promise(engagement: Engagement, day: date, *, actor: Person) -> None:
    """Nobody is free: say by when there will be an answer. Raises RuleBroken for a day that helps nobody."""
    if not 0 < (day - today()).days <= LONGEST_WAIT:
        raise RuleBroken(_("A day within the coming ninety, please."), field="day")
    engagement.answer_on = day
    session().flush()
    record(actor, "engagement.day_promised", engagement, day=day.isoformat())
    tell(engagement.client)


def set_caseload(guide: Person, kind: EngagementKind, most: int, free_on: date | None) -> None:
    """How many one takes at once, and from when there is room again."""
    row = session().scalar(select(Caseload).where(Caseload.person_id == guide.id, Caseload.kind == kind))
    if row is None:
        row = Caseload(person=guide, kind=kind)
        session().add(row)
    row.most, row.free_on = most, free_on
    session().flush()
    record(guide, "caseload.set", row, most=most)
