"""Who has arrived in a cohort by themselves, which mentor is proposed to them, and how their way ended."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment, EnrolmentState
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.models import MatchRun
from app.people.models import Person

UNSETTLED = text("state IN ('open', 'held')")


class Arriving(StrEnum):
    """Why somebody arrives: they were hired, or have moved to another department."""

    HIRE = "hire"
    MOVER = "mover"


class ProposalState(StrEnum):
    """Whether a proposal waits for its day to pass, is held, became a pair, or came to nothing."""

    OPEN = "open"
    HELD = "held"
    PUBLISHED = "published"
    DROPPED = "dropped"


class ArrivalSettings(Base):
    """Whether a cohort takes in by itself those who were hired, and those who moved; without a row: hires only."""

    __tablename__ = "arrival_settings"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True, info=INTERNAL)
    takes_hires: Mapped[bool] = mapped_column(default=True, info=INTERNAL)
    takes_movers: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)


class DepartmentMove(Base):
    """The day on which somebody last moved to another department."""

    __tablename__ = "department_move"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    moved_on: Mapped[date] = mapped_column(index=True, info=INTERNAL)


class Arrival(HasPublicId, Base):
    """Somebody who takes part without having signed up, until they say otherwise.

    ``starts_on`` is the first day as it was known last. ``stepped_back_at``: it was moved so far ahead that they are
    out until seven days before. ``told_privately_at`` and ``told_at`` say which letters were written, before the first
    day and on it. ``opted_out_at``: they are out by their own button, unless they have signed up since.
    """

    __tablename__ = "arrival"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id", "person_id", name=says("arrived_once", _l("This person has been taken in a moment ago."))
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), unique=True, info=INTERNAL)
    kind: Mapped[Arriving] = mapped_column(info=INTERNAL)
    starts_on: Mapped[date] = mapped_column(info=INTERNAL)
    entered_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    stepped_back_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    told_privately_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    told_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    opted_out_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    person: Mapped[Person] = relationship()
    enrolment: Mapped[Enrolment] = relationship()

    @property
    def is_out(self) -> bool:
        """Whether they have taken themselves out, and have not signed up since."""
        return self.opted_out_at is not None and self.enrolment.state is not EnrolmentState.SIGNED_UP


class Proposal(HasPublicId, Base):
    """A mentor for somebody who waits, from a run that began by itself; ``parts`` are the reasons behind it.

    It keeps mentee and seat from later runs until it is settled.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        unique_while(
            UNSETTLED, "one_proposal_at_a_time", _l("Somebody has just been proposed to this person."), "mentee_id"
        ),
        CheckConstraint("(state IN ('published', 'dropped')) = (settled_at IS NOT NULL)", name="settled_has_time"),
        CheckConstraint("mentee_id <> mentor_id", name="two_enrolments"),
        Index("ix_proposal_cohort_state", "cohort_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), index=True, info=INTERNAL)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    parts: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.OPEN, info=INTERNAL)
    proposed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    held_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    settled_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    run: Mapped[MatchRun] = relationship()
    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])
    held_by: Mapped[Person | None] = relationship(foreign_keys=[held_by_id])

    @property
    def is_settled(self) -> bool:
        return self.settled_at is not None


class MentorSwap(Base):
    """That a mentee has changed mentor by their own button: once, and no row says why."""

    __tablename__ = "mentor_swap"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    swapped_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)


class ClosedRecord(Base):
    """That somebody has gone the way of a program to its end: program, days, and whether with a mentor. Nothing else.

    What opens next goes by this; conversations, goals, reasons and ticks stay where they are.
    """

    __tablename__ = "closed_record"

    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    program_type: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    started_on: Mapped[date] = mapped_column(info=INTERNAL)
    closed_on: Mapped[date] = mapped_column(index=True, info=INTERNAL)
    had_mentor: Mapped[bool] = mapped_column(info=INTERNAL)

    mentee: Mapped[Enrolment] = relationship()
