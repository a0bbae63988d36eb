"""Plans for critical roles. Their words, and who is on a slate, lie in sealed papers; no row names a candidate.

Nothing here refers to mentoring or coaching, and nothing there refers to this: only to people.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import SEALED, SUCCESSION
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import PUBLIC_ID_LENGTH, Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Blob, Domain, Lock, SealedBytes
from app.people.models import Person

LONGEST_NAME = 40
SERVING = text("ended_at IS NULL")
CHOSEN = text("slot IS NOT NULL")
THIRD = _l("You bring on two people at most. Take one of your choices back first.")


class PlanState(StrEnum):
    """How far a plan has come."""

    PROPOSED = "proposed"
    IN_FORCE = "in-force"
    TURNED_DOWN = "turned-down"


class CandidateState(StrEnum):
    """How far it has come with somebody whom the owners name. Only who agreed is on the slate."""

    NAMED = "named"
    ASKED = "asked"
    AGREED = "agreed"
    PAIRED = "paired"
    PLACED = "placed"


class PickState(StrEnum):
    """What becomes of a choice."""

    DRAFT = "draft"
    CHOSEN = "chosen"
    SETTLED = "settled"


class Plan(HasPublicId, Base):
    """A critical role and who may follow in it. What role it is stands in a sealed paper."""

    __tablename__ = "succession_plan"

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    state: Mapped[PlanState] = mapped_column(default=PlanState.PROPOSED, info=SUCCESSION)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=SUCCESSION)
    confirmer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=SUCCESSION)
    proposed_at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    reviewed_on: Mapped[date | None] = mapped_column(info=SUCCESSION)
    reminded_on: Mapped[date | None] = mapped_column(info=SUCCESSION)

    proposer: Mapped[Person] = relationship(foreign_keys=[proposer_id])
    confirmer: Mapped[Person] = relationship(foreign_keys=[confirmer_id])
    owners: Mapped[list[PlanOwner]] = relationship(
        back_populates="plan", order_by="PlanOwner.id", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def serving(self) -> list[PlanOwner]:
        """Its owners today; those who have left the organisation are none."""
        return [each for each in self.owners if each.ended_at is None and each.person.is_active]

    def lock(self, drawer: str) -> Lock:
        """What the key of one of its drawers is for."""
        return Lock(Domain.SUCCESSION, self.public_id, drawer)


class PlanOwner(Base):
    """That somebody owns a plan, from when until when, and who appointed them. Two at once, never more."""

    __tablename__ = "plan_owner"
    __table_args__ = (
        CheckConstraint("place BETWEEN 1 AND 2", name="two_owners"),
        *(
            unique_while(SERVING, name, sentence, "plan_id", column)
            for name, sentence, column in (
                ("owner_place_taken_once", _l("This plan has two owners already."), "place"),
                ("owner_named_once", _l("They own this plan already."), "person_id"),
            )
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    plan_id: Mapped[int] = mapped_column(ForeignKey("succession_plan.id", ondelete="CASCADE"), info=SUCCESSION)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=SUCCESSION)
    place: Mapped[int] = mapped_column(info=SUCCESSION)
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=SUCCESSION)
    since: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    ended_at: Mapped[datetime | None] = mapped_column(info=SUCCESSION)

    plan: Mapped[Plan] = relationship(back_populates="owners")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")


class Candidate(HasPublicId, Base):
    """Somebody on the slate of a plan: no column says who. ``mark`` is the person under a key of the plan's owners."""

    __tablename__ = "succession_candidate"
    __table_args__ = (
        UniqueConstraint("plan_id", "mark", name=says("on_a_slate_once", _l("They are on this slate already."))),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    plan_id: Mapped[int] = mapped_column(ForeignKey("succession_plan.id", ondelete="CASCADE"), info=SUCCESSION)
    mark: Mapped[bytes] = mapped_column(LargeBinary, info=SUCCESSION)
    state: Mapped[CandidateState] = mapped_column(default=CandidateState.NAMED, info=SUCCESSION)
    named_at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    reviewed_on: Mapped[date] = mapped_column(info=SUCCESSION)
    told_on: Mapped[date | None] = mapped_column(info=SUCCESSION)
    executive_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=SUCCESSION)
    begins_on: Mapped[date | None] = mapped_column(info=SUCCESSION)
    ends_on: Mapped[date | None] = mapped_column(info=SUCCESSION)

    plan: Mapped[Plan] = relationship(lazy="joined")
    executive: Mapped[Person | None] = relationship(foreign_keys=[executive_id])

    def lock(self, drawer: str) -> Lock:
        """What the key of something between this candidate and others is for."""
        return Lock(Domain.SUCCESSION, self.public_id, drawer)


class Round(HasPublicId, Base):
    """A round in which named executives choose. ``meets_at`` and ``delegate`` are for the talent meeting.

    By ``choose_by`` the executives choose, and by ``ends_on`` the owners have talked with every candidate.
    """

    __tablename__ = "succession_round"
    __table_args__ = (
        unique_while(
            text("closed_at IS NULL"), "one_open_round", _l("A round of this plan is open already."), "plan_id"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    plan_id: Mapped[int] = mapped_column(ForeignKey("succession_plan.id", ondelete="CASCADE"), info=SUCCESSION)
    opened_at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    choose_by: Mapped[date] = mapped_column(info=SUCCESSION)
    ends_on: Mapped[date] = mapped_column(info=SUCCESSION)
    closed_at: Mapped[datetime | None] = mapped_column(info=SUCCESSION)
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=SUCCESSION)
    meets_at: Mapped[datetime | None] = mapped_column(info=SUCCESSION)

    plan: Mapped[Plan] = relationship(lazy="joined")
    delegate: Mapped[Person | None] = relationship(foreign_keys=[delegate_id])
    choosers: Mapped[list[Chooser]] = relationship(
        back_populates="round", order_by="Chooser.place", lazy="selectin", cascade="all, delete-orphan"
    )


class Chooser(Base):
    """An executive who is named for a round, and when it is their turn. ``in_room_by``: recorded by an owner."""

    __tablename__ = "succession_chooser"
    __table_args__ = (UniqueConstraint("round_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    round_id: Mapped[int] = mapped_column(ForeignKey("succession_round.id", ondelete="CASCADE"), info=SUCCESSION)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=SUCCESSION)
    place: Mapped[int] = mapped_column(info=SUCCESSION)
    in_room_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=SUCCESSION)
    confirmed_at: Mapped[datetime | None] = mapped_column(info=SUCCESSION)

    round: Mapped[Round] = relationship(back_populates="choosers")
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined")


class Pick(Base):
    """An executive's draft about a candidate, and their choice once it has one of their two slots.

    The text belongs to the executive alone; what they record as a reason is dropped to the owners as well. Written only
    within `drafts.moving`: the picks of an executive in a plan are a chain.
    """

    __tablename__ = "succession_pick"
    __table_args__ = (
        UniqueConstraint("round_id", "executive_id", "candidate_id"),
        CheckConstraint("slot IS NULL OR slot BETWEEN 1 AND 2", name=says("slot_of_two", THIRD)),
        unique_while(CHOSEN, "slot_taken_once", THIRD, "executive_id", "slot"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    round_id: Mapped[int] = mapped_column(ForeignKey("succession_round.id", ondelete="CASCADE"), info=SUCCESSION)
    candidate_id: Mapped[int] = mapped_column(
        ForeignKey("succession_candidate.id", ondelete="CASCADE"), index=True, info=SUCCESSION
    )
    executive_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=SUCCESSION)
    slot: Mapped[int | None] = mapped_column(info=SUCCESSION)
    state: Mapped[PickState] = mapped_column(default=PickState.DRAFT, info=SUCCESSION)
    version: Mapped[int] = mapped_column(default=1, info=SUCCESSION)
    at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    round: Mapped[Round] = relationship()
    candidate: Mapped[Candidate] = relationship()
    executive: Mapped[Person] = relationship(foreign_keys=[executive_id])


class SuccessionPaper(HasPublicId, Base):
    """Something written, sealed. ``belongs_to`` and ``drawer`` name its key, ``about`` the candidate it speaks of."""

    __tablename__ = "succession_paper"
    __table_args__ = (
        Index("ix_succession_paper_drawer", "belongs_to", "drawer"),
        CheckConstraint("version > 0", name="counted_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    belongs_to: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), info=SUCCESSION)
    drawer: Mapped[str] = mapped_column(String(LONGEST_NAME), info=SUCCESSION)
    kind: Mapped[str] = mapped_column(String(LONGEST_NAME), info=SUCCESSION)
    about: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH), index=True, info=SUCCESSION)
    version: Mapped[int] = mapped_column(default=1, info=SUCCESSION)
    at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)


class PlanEvent(Base):
    """One line of a plan's own journal: who opened or did what, when. Its owners read it, and nobody else."""

    __tablename__ = "plan_event"

    id: Mapped[int] = mapped_column(primary_key=True, info=SUCCESSION)
    plan_id: Mapped[int] = mapped_column(
        ForeignKey("succession_plan.id", ondelete="CASCADE"), index=True, info=SUCCESSION
    )
    at: Mapped[datetime] = mapped_column(default=now, info=SUCCESSION)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=SUCCESSION)
    kind: Mapped[str] = mapped_column(String(LONGEST_NAME), info=SUCCESSION)
    about: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH), info=SUCCESSION)

    person: Mapped[Person | None] = relationship(lazy="joined")
