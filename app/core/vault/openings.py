"""The journal of opened keys, and the brake on whoever opens very many (requirement C-17)."""

from __future__ import annotations

from datetime import datetime, timedelta

import structlog
from sqlalchemy import func, select, update

from app.core.clock import now
from app.core.vault.cipher import CannotBeOpened
from app.core.vault.store import Opening, reading, writing

MOST_AN_HOUR = 30
"""Different relationships that one person opens within an hour: nobody has as many conversations."""
EXACT = timedelta(minutes=1)
"""How exact the journal is about the last opening within an hour."""


class TooManyOpenings(CannotBeOpened):
    """Somebody opens more relationships within an hour than any person would."""


def last_opening(lock: tuple[str, str, str], person: str, purpose: str) -> datetime | None:
    """When somebody last opened a relationship for a purpose, to the minute; None for never."""
    domain, relationship, owner = lock
    found = select(func.max(Opening.at)).where(
        Opening.person == person,
        Opening.domain == domain,
        Opening.relationship == relationship,
        Opening.owner == owner,
        Opening.purpose == purpose,
    )
    with reading() as session:
        return session.scalar(found)


def note_opening(lock: tuple[str, str, str], person: str, generation: int, purpose: str) -> None:
    """Write down that a key was opened: a row an hour for each purpose, with the last time. Raises TooManyOpenings."""
    domain, relationship, owner = lock
    hour = now().replace(minute=0, second=0, microsecond=0)
    mine = Opening.person == person, Opening.hour == hour
    same = Opening.domain == domain, Opening.relationship == relationship
    with reading() as session:
        opened = session.execute(
            select(Opening.id, Opening.at).where(
                *mine, *same, Opening.owner == owner, Opening.generation == generation, Opening.purpose == purpose
            )
        ).first()
        others = select(func.count(func.distinct(Opening.relationship))).where(*mine)
        others = others.where(Opening.relationship != relationship)
        count = 0 if opened else session.scalar(others) or 0
    if opened is not None:
        _again(opened.id, opened.at)
        return
    if count >= MOST_AN_HOUR:
        structlog.get_logger("ithaca.vault").critical("many keys opened", person=person, relationships=count)
        raise TooManyOpenings
    with writing() as session:
        session.add(
            Opening(
                person=person,
                domain=domain,
                relationship=relationship,
                owner=owner,
                generation=generation,
                purpose=purpose,
                hour=hour,
            )
        )


def _again(opening_id: int, at: datetime) -> None:
    if now() - at >= EXACT:
        with writing() as session:
            session.execute(update(Opening).where(Opening.id == opening_id).values(at=now()))
