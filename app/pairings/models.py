"""A pair, and the seat that its mentee takes at the mentor's.

Seats are rows: whoever takes one writes its number under a unique index, so that no race can seat one too many.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now, today
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person

OPEN = text("state = 'open'")


class PairingState(StrEnum):
    """Whether two are a pair."""

    OPEN = "open"
    ENDED = "ended"


class Origin(StrEnum):
    """How a pair came about."""

    RUN = "run"
    IMPORT = "import"
    ADMINISTRATOR = "administrator"
    REQUEST = "request"


class Ending(StrEnum):
    """How a pair ended. ``NOT_THIS_ONE`` is within the first days, ``UNDONE`` is a publication taken back."""

    NOT_THIS_ONE = "not-this-one"
    ENDED = "ended"
    LEFT = "left"
    UNDONE = "undone"
    COMPLETED = "completed"


class Seat(Base):
    """Room for one mentee at a mentor's: numbers 1 to the enrolment's ``seats``."""

    __tablename__ = "seat"
    __table_args__ = (
        UniqueConstraint("mentor_id", "number", name=says("seat_once", _l("Seats have changed. Look once more."))),
        CheckConstraint("number > 0", name="number_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)

    mentor: Mapped[Enrolment] = relationship()


class Pairing(HasPublicId, Base):
    """A mentee and a mentor of a cohort who were put together.

    ``reasons`` are the parts behind it, as ``matching.Part`` mappings: pages make words of those that both may know,
    never points. ``since_on`` lies before ``made_at`` where the two were a pair before Ithaca knew. ``place`` counts
    the mentee's mentors, from 1 to the enrolment's ``needs``. Both sides may say "not this one" until the end of
    ``objection_until``. ``wrote_at`` is when the mentor first wrote, ``reminded_at`` when they were reminded of it;
    ``first_met_on`` is the day of the first meeting that was logged.
    """

    __tablename__ = "pairing"
    __table_args__ = (
        unique_while(OPEN, "mentor_seat_taken_once", _l("This seat has just been taken."), "seat_id"),
        unique_while(
            OPEN, "one_open_pairing_per_mentee", _l("This mentee has just been given a mentor."), "mentee_id", "place"
        ),
        unique_while(OPEN, "two_are_a_pair_once", _l("These two are a pair already."), "mentee_id", "mentor_id"),
        CheckConstraint("(state = 'open') = (seat_id IS NOT NULL)", name="open_holds_a_seat"),
        CheckConstraint("(state = 'ended') = (ended_at IS NOT NULL)", name="ended_has_time"),
        CheckConstraint("(state = 'ended') = (ending IS NOT NULL)", name="ended_has_kind"),
        CheckConstraint("mentee_id <> mentor_id", name="two_enrolments"),
        CheckConstraint("place > 0", name="place_from_one"),
        Index("ix_pairing_of_cohort", "cohort_id", "state", "mentee_id", "mentor_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    mentee_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"), info=INTERNAL)
    place: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    state: Mapped[PairingState] = mapped_column(default=PairingState.OPEN, info=INTERNAL)
    origin: Mapped[Origin] = mapped_column(info=INTERNAL)
    reasons: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    made_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    since_on: Mapped[date] = mapped_column(default=today, info=INTERNAL)
    objection_until: Mapped[date | None] = mapped_column(info=INTERNAL)
    wrote_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    reminded_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    first_met_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    ending: Mapped[Ending | None] = mapped_column(info=INTERNAL)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    mentee: Mapped[Enrolment] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Enrolment] = relationship(foreign_keys=[mentor_id])
    seat: Mapped[Seat | None] = relationship()
    made_by: Mapped[Person | None] = relationship(foreign_keys=[made_by_id])

    @property
    def is_open(self) -> bool:
        """Whether the two are a pair now."""
        return self.state is PairingState.OPEN


class PairsDraft(HasPublicId, Base):
    """A file of running pairs that was read and not yet confirmed.

    ``rows`` are lists of the row's number and what stood in it about mentee, mentor and day.
    ``seats_grow``: mentors get the seats that they lack.
    """

    __tablename__ = "pairs_draft"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id",
            "person_id",
            name=says("one_file_of_pairs_each", _l("You chose another file a moment ago. Look at that one.")),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    rows: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)
    seats_grow: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
