"""Suggestions of managers, to whom they were shown, and who agreed that their manager sees when they are busy."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.pairings.models import Pairing
from app.people.models import Person

says("pk_shown_suggestion", _l("You have shown this to them already."))


class Suggestion(HasPublicId, Base):
    """A thought that a manager left somebody who reports to them.

    Nothing that the reader does with it (``put_away_at``, ``shown``) is ever shown to the writer. ``clashes_at`` is the
    start of the busy time that it is about.
    """

    __tablename__ = "suggestion"
    __table_args__ = (CheckConstraint("length(words) > 0", name="has_words"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    writer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    reader_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, info=INTERNAL)
    clashes_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    left_at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    changed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    put_away_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    writer: Mapped[Person] = relationship(foreign_keys=[writer_id])
    reader: Mapped[Person] = relationship(foreign_keys=[reader_id])
    shown: Mapped[list[ShownSuggestion]] = relationship(cascade="all, delete-orphan", back_populates="suggestion")


class ShownSuggestion(Base):
    """A suggestion that its reader showed to a mentor, in the words that it had then."""

    __tablename__ = "shown_suggestion"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), primary_key=True, info=INTERNAL)
    pairing_id: Mapped[int] = mapped_column(ForeignKey("pairing.id"), primary_key=True, index=True, info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, info=INTERNAL)
    shown_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    suggestion: Mapped[Suggestion] = relationship(back_populates="shown")
    pairing: Mapped[Pairing] = relationship()


class BusyAgreement(Base):
    """A mentee lets one person, while they are their manager, see when meetings of one cohort take their time."""

    __tablename__ = "busy_agreement"
    __table_args__ = (
        unique_while(
            text("ended_at IS NULL"), "one_busy_agreement", _l("You have agreed to this already."), "enrolment_id"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    agreed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()
    manager: Mapped[Person] = relationship()
