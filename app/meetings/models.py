"""Meetings of a pair. No column holds what they were about: only when, how long, where, and whether they took place."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.pairings.models import Pairing
from app.people.models import Person

SHORTEST, LONGEST = 10, 480
"""Minutes."""
LONGEST_PLACE = 300
OFFERED = text("state = 'proposed'")


class MeetingState(StrEnum):
    """How a meeting stands. ``PROPOSED`` offers one to three times, ``HELD`` and ``NOT_HELD`` were logged."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    HELD = "held"
    NOT_HELD = "not-held"
    CANCELLED = "cancelled"


class Meeting(HasPublicId, Base):
    """A meeting of a pair, from the offer to the log.

    ``starts_at`` is the instant of ``wall_time`` (``2026-11-26T10:00``) in ``zone``, both kept: the agreed wall time
    holds when a country moves its clocks. ``proposed_by`` offered the ``options`` that are open: of a meeting that is
    agreed already they are times to move it to, and until one of them is confirmed the old time holds. ``sequence``
    grows with every change, so that calendars know the newest (RFC 5545) and a form knows whether it is stale. A
    meeting that was only logged has noon for its time.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        CheckConstraint(f"minutes BETWEEN {SHORTEST} AND {LONGEST}", name="minutes_in_range"),
        CheckConstraint(f"held_minutes IS NULL OR held_minutes BETWEEN 1 AND {LONGEST}", name="held_minutes_in_range"),
        CheckConstraint("state = 'proposed' OR state = 'cancelled' OR starts_at IS NOT NULL", name="agreed_has_start"),
        CheckConstraint("(starts_at IS NULL) = (wall_time IS NULL)", name="start_has_wall_time"),
        CheckConstraint("(state IN ('held', 'not-held')) = (logged_at IS NOT NULL)", name="logged_has_time"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
        unique_while(
            OFFERED, "one_offer_per_pair", _l("Times are on offer already. Look at them first."), "pairing_id"
        ),
        Index("ix_meeting_pairing_state_starts_at", "pairing_id", "state", "starts_at"),
        Index("ix_meeting_state_starts_at", "state", "starts_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), info=INTERNAL)
    state: Mapped[MeetingState] = mapped_column(default=MeetingState.PROPOSED, info=INTERNAL)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    proposed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    starts_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    wall_time: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)
    zone: Mapped[str] = mapped_column(String(64), info=INTERNAL)
    minutes: Mapped[int] = mapped_column(default=45, info=INTERNAL)
    place: Mapped[str | None] = mapped_column(String(LONGEST_PLACE), info=INTERNAL)
    sequence: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, info=INTERNAL)
    asked_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    logged_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    logged_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    held_minutes: Mapped[int | None] = mapped_column(info=INTERNAL)

    pairing: Mapped[Pairing] = relationship()
    proposed_by: Mapped[Person] = relationship(foreign_keys=[proposed_by_id])
    options: Mapped[list[MeetingOption]] = relationship(
        cascade="all, delete-orphan", back_populates="meeting", order_by="MeetingOption.starts_at"
    )

    @property
    def ends_at(self) -> datetime | None:
        """When it ends, None while no time is agreed."""
        return self.starts_at + timedelta(minutes=self.minutes) if self.starts_at else None


class MeetingOption(Base):
    """One of the times that were offered, by the clock of whoever offered it, and for how long and where."""

    __tablename__ = "meeting_option"
    __table_args__ = (
        UniqueConstraint("meeting_id", "starts_at", name=says("offered_once", _l("Offer each time once."))),
        CheckConstraint(f"minutes BETWEEN {SHORTEST} AND {LONGEST}", name="minutes_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), info=INTERNAL)
    starts_at: Mapped[datetime] = mapped_column(info=INTERNAL)
    wall_time: Mapped[str] = mapped_column(String(16), info=INTERNAL)
    zone: Mapped[str] = mapped_column(String(64), info=INTERNAL)
    minutes: Mapped[int] = mapped_column(default=45, info=INTERNAL)
    place: Mapped[str | None] = mapped_column(String(LONGEST_PLACE), info=INTERNAL)

    meeting: Mapped[Meeting] = relationship(back_populates="options")
