"""Who asked whom, what somebody wrote to a mentor on their list, and why an administrator picked a pair."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.pairings.models import Pairing
from app.people.models import Person

LONGEST_LINE = 300
LONGEST_REASON = 500
OPEN = text("state = 'open'")
COUNTS = text("state <> 'withdrawn'")


class RequestState(StrEnum):
    """Where a request stands, as its asker knows it."""

    OPEN = "open"
    ACCEPTED = "accepted"
    OVER = "over"
    WITHDRAWN = "withdrawn"


class MentorRequest(HasPublicId, Base):
    """A mentee asks a mentor, with a line why.

    It stays ``open`` until the days for an answer are over, whatever the mentor said before, unless they said yes: so
    a no, a silence, a rule and a full mentor are told at the same moment in the same words. ``declined_at`` is
    forgotten then. ``is_allowed``: the rules of the cohort did not stand against the two when it was asked; who asked
    not to be put together with whom is no part of it. ``place`` counts what a mentee may ask at the same time.
    """

    __tablename__ = "mentor_request"
    __table_args__ = (
        unique_while(
            OPEN,
            "request_place_taken_once",
            _l("You were asking somebody else at the same moment. Look once more."),
            "mentee_id",
            "place",
        ),
        unique_while(COUNTS, "mentor_asked_once", _l("You have asked this mentor already."), "mentee_id", "mentor_id"),
        CheckConstraint("mentee_id <> mentor_id", name="two_enrolments"),
        CheckConstraint("place > 0", name="place_from_one"),
        CheckConstraint("declined_at IS NULL OR state IN ('open', 'withdrawn')", name="a_no_is_forgotten"),
        Index("ix_mentor_request_due", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True, info=INTERNAL)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    place: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    is_allowed: Mapped[bool] = mapped_column(default=True, info=INTERNAL)
    state: Mapped[RequestState] = mapped_column(default=RequestState.OPEN, info=INTERNAL)
    asked_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    answer_by: Mapped[date] = mapped_column(info=INTERNAL)
    talk_offered_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    reminded_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    declined_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])

    @property
    def is_open(self) -> bool:
        """Whether its asker has not heard of it yet."""
        return self.state is RequestState.OPEN


class WishLine(Base):
    """What a mentee wrote to a mentor on their wish list: by it, and by it alone, the mentor learns of the wish."""

    __tablename__ = "wish_line"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, index=True, info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, info=INTERNAL)
    written_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])


class Pick(Base):
    """Why an administrator put two together, and which rules of the cohort they set aside for it."""

    __tablename__ = "administrators_pick"

    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), primary_key=True, info=INTERNAL)
    reason: Mapped[str] = mapped_column(Text, info=INTERNAL)
    rules: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)
    picked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    picked_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    picked_by: Mapped[Person] = relationship()
    pairing: Mapped[Pairing] = relationship()
