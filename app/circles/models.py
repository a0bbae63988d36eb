"""A peer circle: who is in it, and when it meets. It has no room: what is said in it stands nowhere."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l

SHORTEST, LONGEST = 10, 480
"""Minutes."""
LONGEST_PLACE = 300

says("pk_circle_member", _l("This person was put into a circle a moment ago. Look at the page again."))


class PeerCircle(HasPublicId, Base):
    """One circle of a cohort, by its ``number``. Nobody in it knows of it before ``told_at``."""

    __tablename__ = "peer_circle"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id",
            "number",
            name=says("circle_numbered_once", _l("The circles were made a moment ago. Look at the page again.")),
        ),
        CheckConstraint("number > 0", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)
    told_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    made_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    members: Mapped[list[CircleMember]] = relationship(cascade="all, delete-orphan", back_populates="circle")
    dates: Mapped[list[CircleDate]] = relationship(
        cascade="all, delete-orphan", back_populates="circle", order_by="CircleDate.starts_at"
    )


class CircleMember(Base):
    """A mentee in a circle, and in no other."""

    __tablename__ = "circle_member"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), primary_key=True, info=INTERNAL)
    circle_id: Mapped[int] = mapped_column(ForeignKey("peer_circle.id"), index=True, info=INTERNAL)
    joined_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    circle: Mapped[PeerCircle] = relationship(back_populates="members")
    enrolment: Mapped[Enrolment] = relationship()


class CircleDate(HasPublicId, Base):
    """When a circle meets, and where. ``sequence`` grows with every change (RFC 5545)."""

    __tablename__ = "circle_date"
    __table_args__ = (
        UniqueConstraint(
            "circle_id", "starts_at", name=says("circle_date_once", _l("The circle meets at this time already."))
        ),
        CheckConstraint(f"minutes BETWEEN {SHORTEST} AND {LONGEST}", name="minutes_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    circle_id: Mapped[int] = mapped_column(ForeignKey("peer_circle.id"), info=INTERNAL)
    starts_at: Mapped[datetime] = mapped_column(info=INTERNAL)
    minutes: Mapped[int] = mapped_column(default=60, info=INTERNAL)
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE), default="", info=INTERNAL)
    sequence: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    cancelled_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    circle: Mapped[PeerCircle] = relationship(back_populates="dates")

    @property
    def ends_at(self) -> datetime:
        return self.starts_at + timedelta(minutes=self.minutes)
