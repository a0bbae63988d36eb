"""A letter that an administrator has written to the people of a cohort."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person


class Announcement(HasPublicId, Base):
    """What was written to whom, by an administrator. ``key`` is that of the preview: each preview is sent once."""

    __tablename__ = "announcement"
    __table_args__ = (
        UniqueConstraint("cohort_id", "key", name=says("announced_once", _l("This letter has been sent already."))),
        CheckConstraint("length(subject) > 0", name="has_subject"),
        CheckConstraint("recipients >= 0", name="recipients_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    key: Mapped[str] = mapped_column(String(32), info=INTERNAL)
    audience: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    subject: Mapped[str] = mapped_column(String(150), info=INTERNAL)
    words: Mapped[str] = mapped_column(Text, info=INTERNAL)
    recipients: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    written_at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    written_by: Mapped[Person] = relationship()
