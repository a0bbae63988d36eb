"""A cohort of one program type: who runs it, who takes part, and what they said when they signed up."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, exists
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId, public_id
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.models import WAYS, Person, Skill
from programs.aims import Aims
from programs.catalogue import PROGRAM_TYPES
from programs.choice import FormOfChoice, form_of
from programs.guides import Guide, in_own_words
from programs.phases import Phase
from programs.practice import MOST_SEATS, Practice
from programs.timeline import Milestone, way_of
from programs.types import Cadence

NO_END = date(2199, 12, 31)
"""The last day of a cohort that goes on: people join it one by one."""


class Side(StrEnum):
    """Which of the two somebody is in a cohort; one person may be both, in two enrolments."""

    MENTEE = "mentee"
    MENTOR = "mentor"


class EnrolmentState(StrEnum):
    """Whether somebody takes part."""

    SIGNED_UP = "signed-up"
    WITHDRAWN = "withdrawn"


class Cohort(HasPublicId, Base):
    """People who are mentored over the same months by the rules of one program type.

    ``program_type`` and ``phase`` are words of ``programs``; ``weights`` and ``rules`` began as the type's own;
    ``aims`` is what differs of ``programs.aims``.
    ``questions`` names what is asked at sign-up, empty: all that the type asks. ``privacy`` is what the cohort chose
    of the settings in ``programs.privacy``, ``practice`` what differs of ``programs.practice``; ``own_milestones`` and
    ``own_guides``, empty: as its type has them. ``archived_at``: put away, out of every list; a draft that was
    ``relabelled_as`` something else is no mentoring. Without ``sign_up_closes_on`` sign-up stays open; a cohort that
    people join one by one ends on ``NO_END``; ``next_run_on`` is what the unplaced are told. ``choice`` is its form of
    choice, empty: as its type begins.
    """

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("ends_on > starts_on", name="ends_after_start"),
        CheckConstraint("length(name) > 0", name="has_name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    program_type: Mapped[str] = mapped_column(String(40), index=True, info=PUBLIC)
    phase: Mapped[Phase] = mapped_column(default=Phase.DRAFT, index=True, info=PUBLIC)
    purpose: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    audience: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    starts_on: Mapped[date] = mapped_column(info=PUBLIC)
    ends_on: Mapped[date] = mapped_column(info=PUBLIC)
    sign_up_closes_on: Mapped[date | None] = mapped_column(info=PUBLIC)
    next_run_on: Mapped[date | None] = mapped_column(info=PUBLIC)
    questions: Mapped[list[str]] = mapped_column(default=list, info=PUBLIC)
    privacy: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PUBLIC)
    weights: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    rules: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    aims: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", info=INTERNAL)
    choice: Mapped[str] = mapped_column(String(20), default="", server_default="", info=PUBLIC)
    practice: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", info=PUBLIC)
    own_milestones: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", info=PUBLIC)
    own_guides: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}", info=PUBLIC)
    launched_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    archived_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    relabelled_as: Mapped[str | None] = mapped_column(String(40), info=INTERNAL)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=PUBLIC)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, info=INTERNAL)

    contact: Mapped[Person | None] = relationship(foreign_keys=[contact_id])
    administrators: Mapped[list[CohortAdministrator]] = relationship(
        cascade="all, delete-orphan", back_populates="cohort"
    )
    competencies: Mapped[list[Skill]] = relationship(secondary="cohort_competency", order_by=Skill.folded)

    @property
    def has_end(self) -> bool:
        return self.ends_on < NO_END

    @property
    def mentors_each(self) -> int:
        """How many mentors a mentee is to have who asked for no other number."""
        return Aims.of(PROGRAM_TYPES[self.program_type], self.aims).needs

    @property
    def practised(self) -> Practice:
        """How it works: as its program type has it, with what its administrators changed."""
        return PROGRAM_TYPES[self.program_type].practice.changed_by(self.practice)

    @property
    def seats_cap(self) -> int:
        """The most mentees that a mentor takes."""
        return self.practised.seats_cap or PROGRAM_TYPES[self.program_type].seats_cap

    @property
    def form_of_choice(self) -> FormOfChoice | None:
        """Who chooses whom here; None where the type has a way of its own."""
        return form_of(PROGRAM_TYPES[self.program_type].choice, self.choice)

    @property
    def cadence(self) -> tuple[Cadence, ...]:
        """How often the two are asked to meet, and for how long."""
        return PROGRAM_TYPES[self.program_type].cadence_by(self.practised)

    @property
    def milestones(self) -> tuple[Milestone, ...]:
        """What is worth having done by which day; from the launch on it stays as it was."""
        return way_of(self.own_milestones, PROGRAM_TYPES[self.program_type].milestones)

    @property
    def guides(self) -> tuple[Guide, ...]:
        """What two may ask each other, by where they are on their way."""
        return in_own_words(PROGRAM_TYPES[self.program_type].guides, self.own_guides)

    @property
    def is_discreet(self) -> bool:
        """Whether taking part is itself something that a mailbox must not tell."""
        return PROGRAM_TYPES[self.program_type].is_discreet

    @property
    def name_in_letters(self) -> str:
        """What letters call it: its name, or a word that says nothing of it (C-25)."""
        return _("Mentoring") if self.is_discreet else self.name


class CohortCompetency(Base):
    """A skill that a cohort is about."""

    __tablename__ = "cohort_competency"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True, info=INTERNAL)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), primary_key=True, index=True, info=PUBLIC)


class CohortAdministrator(Base):
    """Somebody named to run one cohort; nobody else sees anything of it by office alone."""

    __tablename__ = "cohort_administrator"

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    named_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship(back_populates="administrators")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


# Whether somebody is named to run any cohort.
Person.runs_a_cohort = column_property(  # type: ignore[assignment]  # a declarative class takes it from here as well
    exists().where(CohortAdministrator.person_id == Person.id).correlate_except(CohortAdministrator),
    deferred=True,
    group=WAYS,
)


class PrivacyChange(Base):
    """A privacy setting that was changed after the launch: shown to all who take part, with its date.

    One that ``is_tighter`` holds for everybody at once; a looser one only for those who sign up after it.
    """

    __tablename__ = "cohort_privacy_change"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True, info=INTERNAL)
    setting: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    before: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    after: Mapped[str] = mapped_column(String(40), info=PUBLIC)
    is_tighter: Mapped[bool] = mapped_column(info=PUBLIC)
    changed_at: Mapped[datetime] = mapped_column(default=now, info=PUBLIC)
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)


class Enrolment(HasPublicId, Base):
    """Somebody taking part in a cohort on one side.

    A mentor offers ``seats``, and with ``takes_more`` off no new mentee is put on a free one. A mentee has ``needs``:
    how many different mentors they would like. ``answers`` is what they said: wanted and offered skills, interests,
    roles in view, a wish list. It never holds a protected trait.
    """

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint(
            "cohort_id",
            "person_id",
            "role",
            name=says("signed_up_once", _l("This person has signed up for this cohort already.")),
        ),
        CheckConstraint(f"seats BETWEEN 0 AND {MOST_SEATS}", name="seats_in_range"),
        CheckConstraint(f"needs BETWEEN 0 AND {MOST_SEATS}", name="needs_in_range"),
        CheckConstraint(
            "(role = 'mentor' AND needs = 0) OR (role = 'mentee' AND seats = 0)", name="mentors_offer_and_mentees_need"
        ),
        # Who takes part is counted and put in order by this alone: answers are long.
        Index("ix_enrolment_taking_part", "cohort_id", "role", "state", "seats", "needs", "person_id"),
        # And who went from one program to another.
        Index("ix_enrolment_of_person", "person_id", "cohort_id", "role", "state", "joined_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    role: Mapped[Side] = mapped_column(info=INTERNAL)
    seats: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    needs: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    state: Mapped[EnrolmentState] = mapped_column(default=EnrolmentState.SIGNED_UP, info=INTERNAL)
    takes_more: Mapped[bool] = mapped_column(default=True, info=INTERNAL)
    joined_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
    person: Mapped[Person] = relationship()


class ExcludedPair(Base):
    """Two people who are never to be put together, in any cohort: no source, no reason, and no page shows it.

    ``lower_id`` is the smaller of the two, so that one row says it for both directions. ``tag`` tells rows of
    different origin apart, so that taking one back leaves the others: random, or a keyed digest that names nobody.
    """

    __tablename__ = "excluded_pair"
    __table_args__ = (CheckConstraint("lower_id < higher_id", name="smaller_first"),)

    lower_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    higher_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
    tag: Mapped[str] = mapped_column(String(32), primary_key=True, default=public_id, info=INTERNAL)


class SignUpDraft(HasPublicId, Base):
    """Sign-up files that were read and not yet confirmed. Sensitive columns were left out before it was written."""

    __tablename__ = "sign_up_draft"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    files: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=INTERNAL)

    cohort: Mapped[Cohort] = relationship()
