"""What HR expects of the coming months, each time it was entered. It names no role and nobody."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base
from app.people.models import Person
from programs.forecast import Rates

MOST_ROLES = 100_000


class PlacementForecast(Base):
    """How many roles there are, of a hundred how many come free in a year, and how many of those go to insiders."""

    __tablename__ = "placement_forecast"
    __table_args__ = (
        CheckConstraint(f"roles BETWEEN 0 AND {MOST_ROLES}", name="roles_in_range"),
        CheckConstraint("free_a_year BETWEEN 0 AND 100", name="free_in_range"),
        CheckConstraint("from_inside BETWEEN 0 AND 100", name="inside_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    program_type: Mapped[str] = mapped_column(String(40), index=True, info=INTERNAL)
    roles: Mapped[int] = mapped_column(info=INTERNAL)
    free_a_year: Mapped[int] = mapped_column(info=INTERNAL)
    from_inside: Mapped[int] = mapped_column(info=INTERNAL)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    entered_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    entered_by: Mapped[Person] = relationship()

    @property
    def rates(self) -> Rates:
        """The three numbers."""
        return Rates(roles=self.roles, free_a_year=self.free_a_year, from_inside=self.from_inside)
