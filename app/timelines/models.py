"""What a mentee has ticked on their timeline. No words are kept with it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base
from app.core.i18n import lazy_gettext as _l

says("pk_milestone_tick", _l("This was ticked a moment ago. Look at the page again."))


class MilestoneTick(Base):
    """One milestone of one mentee, done. ``milestone`` is its name in the cohort."""

    __tablename__ = "milestone_tick"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    milestone: Mapped[str] = mapped_column(String(40), primary_key=True, info=INTERNAL)
    ticked_on: Mapped[date] = mapped_column(info=INTERNAL)
    ticked_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()
