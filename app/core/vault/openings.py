"""The journal of opened keys, and the brake on whoever opens very many (requirement C-17)."""

from __future__ import annotations

import structlog
from sqlalchemy import func, select

from app.core.clock import now
from app.core.vault.cipher import CannotBeOpened
from app.core.vault.store import Opening, reading, writing

MOST_AN_HOUR = 30
"""Different relationships that one person opens within an hour: nobody has as many conversations."""


class TooManyOpenings(CannotBeOpened):
    """Somebody opens more relationships within an hour than any person would."""


def note_opening(lock: tuple[str, str, str], person: str, generation: int, purpose: str) -> None:
    """Write down that a key was opened, once an hour for each purpose. Raises TooManyOpenings."""
    domain, relationship, owner = lock
    hour = now().replace(minute=0, second=0, microsecond=0)
    mine = Opening.person == person, Opening.hour == hour
    same = Opening.domain == domain, Opening.relationship == relationship
    with reading() as session:
        opened = session.scalars(
            select(Opening.id).where(
                *mine, *same, Opening.owner == owner, Opening.generation == generation, Opening.purpose == purpose
            )
        ).first()
        others = select(func.count(func.distinct(Opening.relationship))).where(*mine)
        others = others.where(Opening.relationship != relationship)
        if opened is not None:
            return
        count = session.scalar(others) or 0
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
