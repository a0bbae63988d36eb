"""What somebody tries out on a result. The list is theirs alone, and is gone once it is kept or thrown away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base


class ChangeKind(StrEnum):
    """What is tried."""

    LOCK = "lock"
    FORBID = "forbid"
    SEATS = "seats"
    WEIGHTS = "weights"
    LEAVE_OUT = "leave-out"
    TAKE_IN = "take-in"


class WhatIfChange(Base):
    """One change: two people, the seats of a mentor, all weights, or somebody on either side."""

    __tablename__ = "what_if_change"
    __table_args__ = (CheckConstraint("(kind = 'seats') = (seats IS NOT NULL)", name="seats_of_a_mentor_alone"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    run_id: Mapped[int] = mapped_column(ForeignKey("match_run.id"), index=True, info=INTERNAL)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    kind: Mapped[ChangeKind] = mapped_column(info=INTERNAL)
    mentee_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    seats: Mapped[int | None] = mapped_column(info=INTERNAL)
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    made_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    mentee: Mapped[Enrolment | None] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment | None] = relationship(foreign_keys=[mentor_id])

    @property
    def who(self) -> Enrolment:
        """Of a change about one person: who."""
        found = self.mentee or self.mentor
        assert found is not None  # noqa: S101  the services write no such change without somebody
        return found

    @property
    def pair(self) -> tuple[Enrolment, Enrolment]:
        """Of a change about two: mentee and mentor."""
        assert self.mentee is not None  # noqa: S101  the same
        assert self.mentor is not None  # noqa: S101
        return self.mentee, self.mentor

    @property
    def subject(self) -> tuple[object, ...]:
        """What it is about: a later change about the same takes its place."""
        groups = {ChangeKind.LOCK: "pair", ChangeKind.FORBID: "pair"}
        groups |= {ChangeKind.LEAVE_OUT: "person", ChangeKind.TAKE_IN: "person"}
        return groups.get(self.kind, str(self.kind)), self.mentee_id, self.mentor_id
