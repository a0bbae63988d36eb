"""Who was put forward, what a nominee shows the committee, what its members write, and who wishes to lead."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, Text, UniqueConstraint, exists, select
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.cohorts.models import Cohort
from app.core.classification import INTERNAL, PUBLIC, SEALED
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Blob, Domain, Lock, SealedBytes
from app.people.models import WAYS, Person
from programs.catalogue import PROGRAM_TYPES
from programs.nominations import Nominations, Wish


class Origin(StrEnum):
    """Who put somebody forward. Whoever puts themselves forward leaves no row of this kind."""

    PROGRAM = "program"
    MANAGER = "manager"


class Proposal(StrEnum):
    """What a member would do, and what the committee did."""

    TAKE = "take"
    NOT_NOW = "not-now"


class Selection(HasPublicId, Base):
    """How people come into one cohort by nomination: until when, for how many places, out of how many people.

    ``speaker`` is the member who talks with those who are not taken.
    """

    __tablename__ = "selection"
    __table_args__ = (
        CheckConstraint("places > 0", name="places_from_one"),
        CheckConstraint("audience > 0", name="audience_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(
        ForeignKey("cohort.id"),
        unique=True,
        info=INTERNAL,
    )
    closes_on: Mapped[date] = mapped_column(info=PUBLIC)
    places: Mapped[int] = mapped_column(info=INTERNAL)
    audience: Mapped[int] = mapped_column(info=INTERNAL)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    opened_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    speaker: Mapped[Person | None] = relationship()
    members: Mapped[list[CommitteeMember]] = relationship(
        back_populates="selection", order_by="CommitteeMember.named_at"
    )

    @property
    def terms(self) -> Nominations:
        """What its program type says about nominations."""
        terms = PROGRAM_TYPES[self.cohort.program_type].nominations
        if terms is None:
            raise LookupError("a selection is made for a type that has nominations, and for no other")
        return terms

    @property
    def serving(self) -> list[CommitteeMember]:
        """Those who sit on the committee now."""
        return [each for each in self.members if each.ended_at is None]


class CommitteeMember(Base):
    """Somebody named for a committee; whoever has left it keeps a row, for what they wrote counts still."""

    __tablename__ = "committee_member"

    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
    named_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    selection: Mapped[Selection] = relationship(back_populates="members")
    person: Mapped[Person] = relationship()


class Nomination(HasPublicId, Base):
    """That somebody put somebody forward. Nothing of it changes but ``let_lie_at``, which the nominee alone sees."""

    __tablename__ = "nomination"
    __table_args__ = (
        UniqueConstraint(
            "selection_id",
            "nominee_id",
            "by_id",
            name=says("put_forward_once", _l("You have put this person forward already.")),
        ),
        CheckConstraint("nominee_id <> by_id", name="by_somebody_else"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), info=INTERNAL)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    origin: Mapped[Origin] = mapped_column(info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    nominated_at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    let_lie_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    selection: Mapped[Selection] = relationship()
    nominee: Mapped[Person] = relationship(foreign_keys=[nominee_id])
    by: Mapped[Person] = relationship(foreign_keys=[by_id])


class NominationFile(HasPublicId, Base):
    """What a nominee shows the committee of one selection: a draft until ``approved_at``, then word for word ``shown``.

    ``quoted`` and ``attached`` name the words of others and the evidence that the nominee ticked. ``answer`` is what
    the committee wrote for the nominee to read. From ``talk_held_on``, which the nominee sets, no member opens it.
    """

    __tablename__ = "nomination_file"
    __table_args__ = (
        UniqueConstraint("selection_id", "nominee_id", name=says("one_file_each", _l("This was begun a moment ago."))),
        CheckConstraint("outcome IS NULL OR approved_at IS NOT NULL", name="approved_before_decided"),
        CheckConstraint("outcome IS NULL OR length(answer) > 0", name="decided_in_words"),
        Index("ix_nomination_file_approved", "selection_id", "approved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), info=INTERNAL)
    nominee_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    contribution: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    learning: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    quoted: Mapped[list[str]] = mapped_column(default=list, info=INTERNAL)
    attached: Mapped[list[str]] = mapped_column(default=list, info=INTERNAL)
    begun_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    shown: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    approved_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    outcome: Mapped[Proposal | None] = mapped_column(info=INTERNAL)
    answer: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    decided_at: Mapped[datetime | None] = mapped_column(index=True, info=INTERNAL)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    talk_by: Mapped[date | None] = mapped_column(info=INTERNAL)
    talk_held_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    talk_reminders: Mapped[int] = mapped_column(SmallInteger, default=0, server_default="0", info=INTERNAL)

    selection: Mapped[Selection] = relationship()
    nominee: Mapped[Person] = relationship(foreign_keys=[nominee_id])
    decided_by: Mapped[Person | None] = relationship(foreign_keys=[decided_by_id])
    speaker: Mapped[Person | None] = relationship(foreign_keys=[speaker_id])
    reasons: Mapped[list[CommitteeReason]] = relationship(
        cascade="all, delete-orphan", back_populates="file", order_by="CommitteeReason.written_at"
    )


class CommitteeReason(Base):
    """What one member proposes, and why, written by themselves before they read the others’."""

    __tablename__ = "committee_reason"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="has_reason"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("nomination_file.id"), primary_key=True, info=INTERNAL)
    member_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
    proposal: Mapped[Proposal] = mapped_column(info=INTERNAL)
    reason: Mapped[str] = mapped_column(Text, info=INTERNAL)
    written_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    file: Mapped[NominationFile] = relationship(back_populates="reasons")
    member: Mapped[Person] = relationship()


class WishToLead(Base):
    """What somebody said last when they were asked whether they would lead. Stepping out takes the row away."""

    __tablename__ = "wish_to_lead"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    said: Mapped[Wish] = mapped_column(info=INTERNAL)
    said_on: Mapped[date] = mapped_column(info=INTERNAL)


class Reflection(Base):
    """What somebody asked themselves about leading, sealed for them alone."""

    __tablename__ = "reflection"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    person: Mapped[Person] = relationship()


def lock_of(person: Person) -> Lock:
    """What the key of somebody’s reflection is for."""
    return Lock(Domain.NOMINATIONS, person.public_id)


# Read with the sign-in, so that the home page asks no more of those whom none of it concerns.
Person.sits_on_committee = column_property(  # type: ignore[assignment]  # a declarative class takes it from here
    exists()
    .where(CommitteeMember.person_id == Person.id, CommitteeMember.ended_at.is_(None))
    .correlate_except(CommitteeMember),
    deferred=True,
    group=WAYS,
)
Person.wished_on = column_property(  # type: ignore[assignment]  # the same
    select(WishToLead.said_on).where(WishToLead.person_id == Person.id).correlate_except(WishToLead).scalar_subquery(),
    deferred=True,
    group=WAYS,
)
