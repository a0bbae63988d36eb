"""Words that are gone for good: written into the ledger of erasures first, so that no backup brings them back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import delete, select

from app.coaching.models import CheckIn, Engagement, EngagementCount, Paper
from app.core.audit import AuditEvent
from app.core.bulk import among
from app.core.db import session
from app.core.erasures import erasable, note_erasures
from app.core.jobs import enqueue
from app.core.vault import Domain, destroy_relationships, relationships_of

KIND = "engagement"
DESTROY = "coaching.destroy_keys"


def erase_words(engagements: Sequence[Engagement]) -> None:
    """Take away every paper of these now, and their keys as soon as this has committed."""
    note_erasures(KIND, [each.public_id for each in engagements])
    for each in engagements:
        _without_words(each.id)
        enqueue(DESTROY, actor=None, engagement=each.public_id)


def erase_rows(engagements: Sequence[Engagement]) -> None:
    """Take these away whole and count them: that there was one of its kind in a year, and how it ended."""
    erase_words(engagements)
    for each in engagements:
        _count(each)
        # Who asked, moved and agreed would tell of it for as long as the log is kept.
        session().execute(
            delete(AuditEvent).where(
                AuditEvent.object_type == Engagement.__tablename__, AuditEvent.object_id == each.public_id
            )
        )
        session().delete(each)
    session().flush()


def known() -> Iterable[str]:
    """The public ids of all that have words or keys."""
    return {*session().scalars(select(Engagement.public_id)), *relationships_of(Domain.COACHING)}


@erasable(KIND, present=known)
def erase_again(public_ids: Collection[str]) -> int:
    """After a backup was restored: words and keys of these are gone once more."""
    held = destroy_relationships(Domain.COACHING, public_ids)
    ids = session().scalars(select(Engagement.id).where(among(Engagement.public_id, list(public_ids)))).all()
    return max(held, sum(_without_words(each) for each in ids))


def _without_words(engagement_id: int) -> bool:
    there = session().scalar(select(Paper.id).where(Paper.engagement_id == engagement_id).limit(1)) is not None
    for table in (Paper, CheckIn):
        session().execute(delete(table).where(table.engagement_id == engagement_id))
    return there


def _count(engagement: Engagement) -> None:
    ending = (engagement.outcome or engagement.state).value
    year = (engagement.closed_on or engagement.opened_at.date()).year
    same = EngagementCount.kind == engagement.kind, EngagementCount.year == year, EngagementCount.ending == ending
    row = session().scalar(select(EngagementCount).where(*same).with_for_update())
    if row is None:
        row = EngagementCount(kind=engagement.kind, year=year, ending=ending, count=0, still_meet=0)
        session().add(row)
    row.count += 1
    row.still_meet += bool(engagement.still_meets)
