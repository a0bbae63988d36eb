"""Engagements of coaching and performance advising. What is written in them lies in sealed papers, by drawers.

Nothing here refers to mentoring, and nothing of mentoring refers to this: only to people.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import COACHING, SEALED
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import PUBLIC_ID_LENGTH, Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Blob, Domain, Lock, SealedBytes
from app.people.models import Person
from programs.engagements import RULES, EngagementKind, EngagementRules, EngagementState, Outcome, Party

LONGEST_DRAWER = 40
OPEN = text("state NOT IN ('closed', 'not-taken-up')")


class Drawer(StrEnum):
    """What the papers of an engagement are sorted by: each has a key, and people, of its own.

    A report is a drawer of its own as well (`report_drawer`).
    """

    REFERRAL = "referral"
    """What is expected, and what was seen: whoever wrote it, the client, then coach or advisor."""
    STATEMENT = "statement"
    """What the client says to it: the client, then coach or advisor."""
    TALKS = "talks"
    """Notes of their talks and how coach or advisor sees it: the two of them."""
    PLAN = "plan"
    """Areas, measures and the manager's judgement: the two, and the manager whom the client lets in."""


def report_drawer(public_id: str) -> str:
    """The drawer of one report."""
    return f"report-{public_id}"


class Engagement(HasPublicId, Base):
    """One person's coaching or performance advising.

    ``guide`` is the coach or advisor, ``sponsor`` the manager or sponsor it was agreed with: each opens only what a
    living consent of the client names. ``referrer`` is whoever asked for it, the client for themselves.
    """

    __tablename__ = "engagement"
    __table_args__ = (
        # By who asked: nobody learns from a refusal that somebody else, or the client, has asked already.
        unique_while(
            OPEN,
            "asked_for_once",
            _l("You have asked for this already, and it has not ended."),
            "client_id",
            "kind",
            "referrer_id",
        ),
        CheckConstraint("guide_id IS NULL OR guide_id <> client_id", name="two_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    kind: Mapped[EngagementKind] = mapped_column(info=COACHING)
    state: Mapped[EngagementState] = mapped_column(index=True, info=COACHING)
    client_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    referrer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    referred_by: Mapped[Party] = mapped_column(info=COACHING)
    guide_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    days: Mapped[int | None] = mapped_column(info=COACHING)
    opened_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    waiting_since: Mapped[datetime | None] = mapped_column(info=COACHING)
    answer_on: Mapped[date | None] = mapped_column(info=COACHING)
    begins_on: Mapped[date | None] = mapped_column(info=COACHING)
    ends_on: Mapped[date | None] = mapped_column(info=COACHING)
    planned_on: Mapped[date | None] = mapped_column(info=COACHING)
    judged_on: Mapped[date | None] = mapped_column(info=COACHING)
    extended_on: Mapped[date | None] = mapped_column(info=COACHING)
    closed_on: Mapped[date | None] = mapped_column(index=True, info=COACHING)
    outcome: Mapped[Outcome | None] = mapped_column(info=COACHING)
    still_meets: Mapped[bool | None] = mapped_column(info=COACHING)
    asked_on: Mapped[date | None] = mapped_column(info=COACHING)

    client: Mapped[Person] = relationship(foreign_keys=[client_id])
    referrer: Mapped[Person] = relationship(foreign_keys=[referrer_id])
    guide: Mapped[Person | None] = relationship(foreign_keys=[guide_id])
    sponsor: Mapped[Person | None] = relationship(foreign_keys=[sponsor_id])
    consents: Mapped[list[EngagementConsent]] = relationship(
        back_populates="engagement", order_by="EngagementConsent.id", lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def rules(self) -> EngagementRules:
        """What its kind decides."""
        return RULES[self.kind]

    @property
    def is_open(self) -> bool:
        """Whether it goes on, or may begin yet."""
        return not self.state.is_over

    def lock(self, drawer: str) -> Lock:
        """What the key of one of its drawers is for."""
        return Lock(Domain.COACHING, self.public_id, drawer)


class EngagementConsent(Base):
    """That the client lets a named person open a drawer, from when until when."""

    __tablename__ = "engagement_consent"
    __table_args__ = (
        unique_while(
            text("withdrawn_at IS NULL"),
            "consent_given_once",
            _l("You have said yes to this already."),
            "engagement_id",
            "person_id",
            "drawer",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), info=COACHING)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    drawer: Mapped[str] = mapped_column(String(LONGEST_DRAWER), info=COACHING)
    given_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=COACHING)

    engagement: Mapped[Engagement] = relationship(back_populates="consents")
    person: Mapped[Person] = relationship()


class Paper(HasPublicId, Base):
    """Something that was written in an engagement, sealed. ``about`` names what it belongs to, where that is needed.

    A paper that is changed is sealed anew with the next version; what it said before is gone.
    """

    __tablename__ = "coaching_paper"
    __table_args__ = (
        Index("ix_coaching_paper_engagement_drawer", "engagement_id", "drawer"),
        CheckConstraint("version > 0", name="counted_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), info=COACHING)
    drawer: Mapped[str] = mapped_column(String(LONGEST_DRAWER), info=COACHING)
    kind: Mapped[str] = mapped_column(String(LONGEST_DRAWER), info=COACHING)
    about: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH), info=COACHING)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    version: Mapped[int] = mapped_column(default=1, info=COACHING)
    at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    engagement: Mapped[Engagement] = relationship()
    author: Mapped[Person] = relationship()


class CheckIn(HasPublicId, Base):
    """A talk that was to be in a week, and whether it was: attendance. What was said lies in a paper of the talks."""

    __tablename__ = "check_in"
    __table_args__ = (
        UniqueConstraint(
            "engagement_id", "on", name=says("one_check_in_a_day", _l("This day is noted already. Change it there."))
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), info=COACHING)
    on: Mapped[date] = mapped_column(info=COACHING)
    was_held: Mapped[bool] = mapped_column(info=COACHING)

    engagement: Mapped[Engagement] = relationship()


class EngagementCount(Base):
    """How many engagements of a kind ended how in a year, whose rows are gone: no person, no day."""

    __tablename__ = "engagement_count"
    __table_args__ = (UniqueConstraint("kind", "year", "ending"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    kind: Mapped[EngagementKind] = mapped_column(info=COACHING)
    year: Mapped[int] = mapped_column(info=COACHING)
    ending: Mapped[str] = mapped_column(String(40), info=COACHING)
    count: Mapped[int] = mapped_column(default=0, info=COACHING)
    still_meet: Mapped[int] = mapped_column(default=0, info=COACHING)


class Caseload(Base):
    """How many clients a coach or an advisor takes at once, and from when they are free again."""

    __tablename__ = "caseload"
    __table_args__ = (UniqueConstraint("person_id", "kind"), CheckConstraint("most BETWEEN 0 AND 20", name="most"))

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=COACHING)
    kind: Mapped[EngagementKind] = mapped_column(info=COACHING)
    most: Mapped[int] = mapped_column(default=4, info=COACHING)
    free_on: Mapped[date | None] = mapped_column(info=COACHING)

    person: Mapped[Person] = relationship()
