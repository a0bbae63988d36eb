"""A report, whom its client named as readers, and who took it away as a file. What it says lies in a sealed paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.coaching.models import Engagement, EngagementConsent, report_drawer
from app.core.classification import COACHING
from app.core.clock import now
from app.core.constraints import unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.engagements import Party
from programs.reports import ReportState

DIGEST = 64
IN_WORK = text("state IN ('draft', 'with-client')")


class CoachingReport(HasPublicId, Base):
    """One report. ``digest`` is of the bytes that the client signed; other bytes are another report."""

    __tablename__ = "coaching_report"
    __table_args__ = (
        unique_while(
            IN_WORK,
            "one_report_in_work",
            _l("There is a report in work already. Finish it, or put it away."),
            "engagement_id",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    engagement_id: Mapped[int] = mapped_column(ForeignKey("engagement.id", ondelete="CASCADE"), info=COACHING)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=COACHING)
    state: Mapped[ReportState] = mapped_column(default=ReportState.DRAFT, info=COACHING)
    begun_at: Mapped[datetime] = mapped_column(default=now, info=COACHING)
    digest: Mapped[str | None] = mapped_column(String(DIGEST), info=COACHING)
    signed_at: Mapped[datetime | None] = mapped_column(info=COACHING)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=COACHING)

    engagement: Mapped[Engagement] = relationship()
    author: Mapped[Person] = relationship()
    readers: Mapped[list[ReportReader]] = relationship(
        back_populates="report", order_by="ReportReader.id", lazy="selectin", passive_deletes=True
    )

    @property
    def drawer(self) -> str:
        """The drawer in which its paper lies: its key is no other report’s."""
        return report_drawer(self.public_id)


class ReportReader(Base):
    """Somebody whom the client named, by a consent with its dates, and as what: see ``policy.still_stands``."""

    __tablename__ = "report_reader"
    __table_args__ = (UniqueConstraint("report_id", "consent_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    report_id: Mapped[int] = mapped_column(ForeignKey("coaching_report.id", ondelete="CASCADE"), info=COACHING)
    consent_id: Mapped[int] = mapped_column(ForeignKey("engagement_consent.id", ondelete="CASCADE"), info=COACHING)
    standing: Mapped[Party] = mapped_column(info=COACHING)

    report: Mapped[CoachingReport] = relationship(back_populates="readers")
    consent: Mapped[EngagementConsent] = relationship(lazy="joined")


class ReportExport(Base):
    """That somebody took a report away as a file, and when: a later withdrawal cannot reach it any more."""

    __tablename__ = "report_export"

    id: Mapped[int] = mapped_column(primary_key=True, info=COACHING)
    report_id: Mapped[int] = mapped_column(
        ForeignKey("coaching_report.id", ondelete="CASCADE"), index=True, info=COACHING
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=COACHING)
    at: Mapped[datetime] = mapped_column(default=now, info=COACHING)

    person: Mapped[Person] = relationship(lazy="joined")
