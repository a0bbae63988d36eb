"""How far each person has come with signing up for a cohort, and which words of consent there have been."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Side
from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.practice import MOST_SEATS

MOST_AVOIDED = 10

says("ck_sign_up_avoided_in_range", _l("Ten people are the most that can be named."))


class SignUpState(StrEnum):
    """How far somebody has come. ``ENTERED`` was filled in by an administrator and waits for the person's word."""

    INVITED = "invited"
    OPENED = "opened"
    STARTED = "started"
    ENTERED = "entered"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class SignUp(HasPublicId, Base):
    """One person's sign-up for one side of a cohort; when it is done, an enrolment stands beside it.

    ``avoided`` counts the people that were named under "please not with": whom, no row says.
    """

    __tablename__ = "sign_up"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id",
            "person_id",
            "side",
            name=says("one_sign_up_each", _l("This sign-up was begun a moment ago. Look at the page again.")),
        ),
        CheckConstraint(f"seats BETWEEN 0 AND {MOST_SEATS}", name="seats_in_range"),
        CheckConstraint(f"needs BETWEEN 0 AND {MOST_SEATS}", name="needs_in_range"),
        CheckConstraint(f"avoided BETWEEN 0 AND {MOST_AVOIDED}", name="avoided_in_range"),
        CheckConstraint(
            "state <> 'done' OR (done_at IS NOT NULL AND consent_version IS NOT NULL)", name="done_has_consent"
        ),
        Index("ix_sign_up_cohort_side_state", "cohort_id", "side", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    side: Mapped[Side] = mapped_column(info=INTERNAL)
    state: Mapped[SignUpState] = mapped_column(default=SignUpState.INVITED, info=INTERNAL)
    step: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    seats: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    needs: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    avoided: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    consent_version: Mapped[str | None] = mapped_column(ForeignKey("consent_words.version"), info=INTERNAL)
    consented_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    invited_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    opened_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    started_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    done_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    reminded_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class ConsentWords(Base):
    """The words that somebody agreed to, kept under the digest of the words themselves."""

    __tablename__ = "consent_words"

    version: Mapped[str] = mapped_column(String(16), primary_key=True, info=PUBLIC)
    words: Mapped[str] = mapped_column(Text, info=PUBLIC)
    first_used_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
