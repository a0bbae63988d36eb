"""Observation reports of a pair, whom their mentees named as readers, and the sealed papers that hold every word.

Nothing here refers to what the two say to each other, and nothing of it refers to this.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import COACHING, SEALED
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Blob, Domain, Lock, SealedBytes
from app.pairings.models import Pairing
from app.people.models import Person
from programs.observations import ObservationState

LONGEST_NAME = 40
DIGEST = 64
LEVELS = "levels"
"""The drawer of a pair’s skill levels; a report’s drawer is called by its public id."""
IN_WORK = text("state IN ('rated', 'with-mentee', 'replied')")
NAMED = text("ended_at IS NULL")


class PaperKind(StrEnum):
    """Who wrote what: each kind of paper has one author."""

    RATING = "rating"
    OBSERVED = "observed"
    REPLY = "reply"
    SIGNED = "signed"
    BEFORE = "before"
    AFTER = "after"
    COMMENT = "comment"


class Standing(StrEnum):
    """As what somebody was named: a manager reads for as long as they are the manager, anybody else as a person."""

    MANAGER = "manager"
    PERSON = "person"


class ObservationReport(HasPublicId, Base):
    """One report on one task. ``digest`` is of what the mentee signed; other words are another report."""

    __tablename__ = "observation_report"
    __table_args__ = (
        unique_while(
            IN_WORK,
            "one_observation_in_work",
            _l("A report is in work already. Finish it, or keep it between you."),
            "pairing_id",
        ),
        CheckConstraint("(signed_at IS NULL) = (digest IS NULL)", name="signed_has_digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), index=True, info=COACHING)
    state: Mapped[ObservationState] = mapped_column(default=ObservationState.RATED, info=COACHING)
    begun_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    digest: Mapped[str | None] = mapped_column(String(DIGEST), info=COACHING)
    signed_at: Mapped[datetime | None] = mapped_column(index=True, info=COACHING)

    pairing: Mapped[Pairing] = relationship()
    readers: Mapped[list[ObservationReader]] = relationship(
        back_populates="report", order_by="ObservationReader.id", cascade="all, delete-orphan"
    )

    @property
    def mentee(self) -> Person:
        """Whom it is about, and whose it is."""
        return self.pairing.mentee.person

    @property
    def expert(self) -> Person:
        """Who saw it."""
        return self.pairing.mentor.person


class ObservationReader(Base):
    """Somebody whom the mentee named, from when until when, and as what."""

    __tablename__ = "observation_reader"
    __table_args__ = (
        unique_while(NAMED, "observation_reader_once", _l("They read this report already."), "report_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    report_id: Mapped[int] = mapped_column(ForeignKey("observation_report.id", ondelete="CASCADE"), info=COACHING)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    standing: Mapped[Standing] = mapped_column(info=COACHING)
    named_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    ended_at: Mapped[datetime | None] = mapped_column(info=COACHING)

    report: Mapped[ObservationReport] = relationship(back_populates="readers")
    person: Mapped[Person] = relationship(lazy="joined")


class ObservationPaper(Base):
    """What one of the two wrote, sealed: one of each kind in a drawer, sealed anew with the next version."""

    __tablename__ = "observation_paper"
    __table_args__ = (
        UniqueConstraint(
            "pairing_id",
            "drawer",
            "kind",
            name=says("one_paper_of_a_kind", _l("This was written a moment ago. Look at it once more.")),
        ),
        CheckConstraint("version > 0", name="counted_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), info=COACHING)
    drawer: Mapped[str] = mapped_column(String(LONGEST_NAME), info=COACHING)
    kind: Mapped[PaperKind] = mapped_column(info=COACHING)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    version: Mapped[int] = mapped_column(default=1, info=COACHING)
    at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    author: Mapped[Person] = relationship()


def lock_of(pairing: Pairing, drawer: str) -> Lock:
    """What the key of one drawer of a pair is for."""
    return Lock(Domain.OBSERVATIONS, pairing.public_id, drawer)
