"""The stretch task of a mentee, and what the two whom it concerns wrote about it afterwards."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, exists, text
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.cohorts.models import Cohort, Enrolment
from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.constraints import unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.models import WAYS, Person
from programs.stretch import LIVE, SPONSORED, Days, Standing, State, standing

LONGEST_TITLE, LONGEST_WORDS = 160, 2_000
IS_LIVE = text("state IN ('agreed', 'proposed')")


class StretchTask(HasPublicId, Base):
    """One task of a mentee; ``version`` grows with each change, so that nobody agrees to what they have not read.

    It stays ``proposed`` until the days for an answer are over, whatever the sponsor said before, unless they said
    yes: a no and a silence are told at the same moment in the same words. ``declined_at`` is forgotten then.
    """

    __tablename__ = "stretch_task"
    __table_args__ = (
        unique_while(
            IS_LIVE,
            "one_stretch_task_each",
            _l("You proposed a task in another window a moment ago. Look at that one."),
            "enrolment_id",
        ),
        CheckConstraint("begins_on <= ends_on", name="begins_before_it_ends"),
        CheckConstraint("(state IN ('agreed', 'reviewed')) <= (agreed_at IS NOT NULL)", name="agreed_has_time"),
        CheckConstraint("declined_at IS NULL OR state IN ('proposed', 'withdrawn')", name="a_no_is_forgotten"),
        CheckConstraint("version > 0", name="version_from_one"),
        Index("ix_stretch_task_due", "state", "answer_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id"), index=True, info=INTERNAL)
    sponsor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    state: Mapped[State] = mapped_column(default=State.PROPOSED, info=INTERNAL)
    version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE), info=INTERNAL)
    goal: Mapped[str] = mapped_column(Text, info=INTERNAL)
    risk: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    support: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    begins_on: Mapped[date] = mapped_column(info=INTERNAL)
    ends_on: Mapped[date] = mapped_column(info=INTERNAL)
    review_on: Mapped[date] = mapped_column(info=INTERNAL)
    outcome: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    learnt: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    sponsor_words: Mapped[str] = mapped_column(Text, default="", info=INTERNAL)
    proposed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    answer_by: Mapped[date] = mapped_column(info=INTERNAL)
    declined_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    agreed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    reminded_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    reviewed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    sponsor_wrote_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    enrolment: Mapped[Enrolment] = relationship()
    sponsor: Mapped[Person] = relationship()

    @property
    def mentee(self) -> Person:
        """Whose task it is."""
        return self.enrolment.person

    @property
    def cohort(self) -> Cohort:
        """The cohort in which it is done."""
        return self.enrolment.cohort

    @property
    def days(self) -> Days:
        """When it begins and ends, and when the two look back."""
        return Days(begins_on=self.begins_on, ends_on=self.ends_on, review_on=self.review_on)

    @property
    def is_live(self) -> bool:
        """Whether it takes the place of the one task at a time."""
        return self.state in LIVE

    @property
    def has_sponsor(self) -> bool:
        """Whether somebody said yes to it."""
        return self.state in SPONSORED

    def standing(self, today: date) -> Standing:
        """Where it stands by the calendar."""
        return standing(self.state, self.begins_on, today)


# Read with the sign-in, so that the home page asks no more of those whom none of it concerns.
Person.sponsors_a_task = column_property(  # type: ignore[assignment]  # a declarative class takes it from here
    exists()
    .where(StretchTask.sponsor_id == Person.id, StretchTask.state.in_([State.PROPOSED, State.AGREED, State.REVIEWED]))
    .correlate_except(StretchTask),
    deferred=True,
    group=WAYS,
)
