"""Who has read their orientation, and the words of cohorts that have words of their own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment, Side
from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base
from app.core.i18n import lazy_gettext as _l

says("pk_orientation_text", _l("Somebody else changed this a moment ago. Look at it once more."))
says("pk_orientation_read", _l("This was noted a moment ago."))


class OrientationText(Base):
    """The cards of one side in the words of one cohort, see ``programs.orientation``. No row: the program’s own."""

    __tablename__ = "orientation_text"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True, info=INTERNAL)
    side: Mapped[Side] = mapped_column(primary_key=True, info=INTERNAL)
    text: Mapped[str] = mapped_column(Text, info=PUBLIC)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()


class OrientationRead(Base):
    """Somebody has said that they read it. What they thought about it, nobody asks."""

    __tablename__ = "orientation_read"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    read_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()
