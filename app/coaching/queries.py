"""What is asked about engagements. Who finds one has not read a word of it: see ``papers``."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from app.coaching.models import Engagement, EngagementConsent
from app.coaching.policy import CoachingAction
from app.core.access import can
from app.core.db import session
from app.people.models import Person


def engagement_by_public_id(public_id: str) -> Engagement | None:
    """The engagement of this public id, with its people."""
    return session().scalar(_with_people(select(Engagement).where(Engagement.public_id == public_id)))


def engagements_of(person: Person) -> Sequence[Engagement]:
    """All that somebody has a part in and may know of, the newest first: two queries."""
    found = select(Engagement).where(_concerns(person)).order_by(Engagement.opened_at.desc(), Engagement.id.desc())
    return [each for each in session().scalars(_with_people(found)) if can(person, CoachingAction.VIEW, each)]


def _concerns(person: Person) -> ColumnElement[bool]:
    let_in = select(EngagementConsent.engagement_id).where(
        EngagementConsent.person_id == person.id, EngagementConsent.withdrawn_at.is_(None)
    )
    return or_(Engagement.client_id == person.id, Engagement.referrer_id == person.id, Engagement.id.in_(let_in))


def _with_people(found: Select[Engagement]) -> Select[Engagement]:
    return found.options(
        joinedload(Engagement.client),
        joinedload(Engagement.referrer),
        joinedload(Engagement.guide),
        joinedload(Engagement.sponsor),
    )
