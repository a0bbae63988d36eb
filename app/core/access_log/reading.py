"""The lines about one person, as that person reads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from sqlalchemy import Select, or_, select

from app.core.access_log.models import AccessLine
from app.core.access_log.phrases import spoken
from app.core.access_log.stamps import stamps
from app.core.actor import Actor


@dataclass(frozen=True, slots=True)
class LineView:
    """A line in words. ``is_altered``: it is not what was written here."""

    at: datetime
    by_id: str | None
    what: str
    why: str
    is_for_everybody: bool
    is_altered: bool


def lines_about(person: Actor) -> Select[AccessLine]:
    """Lines about somebody and about everybody, the newest first."""
    mine = or_(AccessLine.person_id == person.public_id, AccessLine.person_id.is_(None))
    return select(AccessLine).where(mine).order_by(AccessLine.id.desc())


def in_words(lines: Collection[AccessLine]) -> list[LineView]:
    """The lines as they are read; each is compared with its stamp."""
    if not lines:
        return []
    vouch = stamps()
    return [
        LineView(
            at=line.at,
            by_id=line.by_id,
            what=spoken(line.what),
            why=spoken(line.why),
            is_for_everybody=line.person_id is None,
            is_altered=not compare_digest(
                line.stamp, vouch.line(line.at, line.person_id, line.what, line.by_id, line.why)
            ),
        )
        for line in lines
    ]
