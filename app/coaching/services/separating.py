"""Who must not guide whom: nobody is coach and advisor, or mentor and advisor, of one person within a year (A2, A6).

Towards mentoring only a pair under a tag leaves: a keyed digest of the engagement, from which nothing is read back.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection

from sqlalchemy import Select, or_, select

from app.coaching.models import Engagement
from app.core.clock import today
from app.core.config import current_config
from app.core.db import session
from app.people.apart import apart_from, keep_apart
from app.people.models import Person
from app.people.policy import ids_above
from programs.engagements import APART, EngagementKind

PURPOSE = b"ithaca: engagement, 1"
TAG_LENGTH = 32


def barred(client: Person, candidates: Collection[int], kind: EngagementKind) -> set[int]:
    """Those who cannot guide this client: themselves, the line, whoever is or was something else to them this year."""
    found = {client.id, *session().scalars(select(ids_above(client).c.id))}
    found |= set(session().scalars(select(Person.id).where(Person.manager_id == client.id)))
    found |= set(session().scalars(_in_the_other_role(client, kind)))
    if kind is EngagementKind.ADVISING:
        own = select(Engagement).where(Engagement.client_id == client.id, Engagement.kind == kind)
        found |= apart_from(client.id, candidates, besides=[tag_of(each) for each in session().scalars(own)])
    return found & set(candidates)


def part(engagement: Engagement, *, is_apart: bool = True) -> None:
    """Let no match make advisor and client a pair from now on; or no longer so."""
    if engagement.kind is EngagementKind.ADVISING and engagement.guide_id is not None:
        keep_apart(engagement.client_id, engagement.guide_id, tag_of(engagement), is_apart=is_apart)


def tag_of(engagement: Engagement) -> str:
    """What tells the excluded pair of an engagement from others, to nobody but this area."""
    secret = current_config().secret_key.encode()
    message = b"%s\n%s\n%d" % (PURPOSE, engagement.public_id.encode(), engagement.guide_id or 0)
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:TAG_LENGTH]


def _in_the_other_role(client: Person, kind: EngagementKind) -> Select[int | None]:
    since = today() - APART
    return select(Engagement.guide_id).where(
        Engagement.client_id == client.id,
        Engagement.kind != kind,
        Engagement.guide_id.is_not(None),
        or_(Engagement.closed_on.is_(None), Engagement.closed_on > since),
    )
