"""People of the organisation: who they are, whom they answer to, what they can do, what they were appointed to."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
    exists,
    text,
)
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, Mapper, column_property, mapped_column, relationship

from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.constraints import says, unique_while
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.people.names import LONGEST_SEARCH_TEXT, searchable


class PersonState(StrEnum):
    """Where somebody stands with the organisation."""

    JOINING = "joining"
    ACTIVE = "active"
    LEFT = "left"


class Role(StrEnum):
    """What somebody can be appointed to; taking part and reporting lines need no appointment."""

    ADMINISTRATOR = "administrator"
    APPOINTER = "appointer"
    EXECUTIVE = "executive"
    COACH = "coach"
    ADVISOR = "advisor"
    HR_LEAD = "hr_lead"
    WORKS_COUNCIL = "works_council"


class SkillState(StrEnum):
    """A skill in the list, one that somebody proposed, or a proposal that was not taken."""

    APPROVED = "approved"
    PROPOSED = "proposed"
    REJECTED = "rejected"


HAS_LEFT = text("state = 'left'")

# Two people who write the same at the same moment pass the services' checks; the second one reads these.
says("uq_person_email", _l("Somebody else has this e-mail address."))
says("uq_person_external_id", _l("Somebody else has this id."))
says("uq_skill_synonym_folded", _l("Another skill goes by this word already."))
says("pk_person_skill", _l("This was saved a moment ago. Look at your skills again."))
says("pk_dotted_line", _l("This line was drawn a moment ago. Look at the page again."))


def _searchable(context: DefaultExecutionContext) -> str:
    given = context.get_current_parameters()
    return searchable(given.get("name"), given.get("job_title"), given.get("department"))


class Person(HasPublicId, Base):
    """Somebody in the directory. The key of an import is ``external_id`` or ``email``; without an e-mail no sign-in."""

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("manager_id IS NULL OR manager_id <> id", name="not_own_manager"),
        CheckConstraint("level IS NULL OR level BETWEEN 0 AND 99", name="level_in_range"),
        Index("ix_person_listed", "search_text", "id", "state"),
        Index("ix_person_left", "id", sqlite_where=HAS_LEFT, postgresql_where=HAS_LEFT),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    external_id: Mapped[str | None] = mapped_column(String(100), unique=True, info=INTERNAL)
    email: Mapped[str | None] = mapped_column(String(254), unique=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(200), info=PUBLIC)
    pronouns: Mapped[str | None] = mapped_column(String(40), info=PUBLIC)
    job_title: Mapped[str | None] = mapped_column(String(200), info=PUBLIC)
    department: Mapped[str | None] = mapped_column(String(200), index=True, info=PUBLIC)
    job_family: Mapped[str | None] = mapped_column(String(200), info=PUBLIC)
    site: Mapped[str | None] = mapped_column(String(200), info=PUBLIC)
    time_zone: Mapped[str | None] = mapped_column(String(64), info=PUBLIC)
    languages: Mapped[list[str]] = mapped_column(default=list, info=PUBLIC)
    # Day of the week, "1" for Monday, to the first and last time of day: {"1": ["09:00", "17:00"]}; empty: not told.
    working_hours: Mapped[dict[str, Any]] = mapped_column(default=dict, info=PUBLIC)
    level: Mapped[int | None] = mapped_column(info=INTERNAL)
    start_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    left_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    state: Mapped[PersonState] = mapped_column(default=PersonState.ACTIVE, info=INTERNAL)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    about: Mapped[str | None] = mapped_column(Text, info=PUBLIC)
    about_draft: Mapped[str | None] = mapped_column(Text, info=INTERNAL)
    theme: Mapped[str | None] = mapped_column(String(10), info=INTERNAL)
    # Kept up by itself on inserts and on changes of an object; a bulk update sets it with ``names.searchable``.
    search_text: Mapped[str] = mapped_column(String(LONGEST_SEARCH_TEXT), default=_searchable, info=PUBLIC)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, info=INTERNAL)
    erased_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    manager: Mapped[Person | None] = relationship(remote_side="Person.id", foreign_keys=[manager_id])
    dotted_lines: Mapped[list[DottedLine]] = relationship(
        foreign_keys="DottedLine.person_id", cascade="all, delete-orphan", back_populates="person"
    )
    skills: Mapped[list[PersonSkill]] = relationship(cascade="all, delete-orphan", back_populates="person")
    appointments: Mapped[list[Appointment]] = relationship(
        foreign_keys="Appointment.person_id", back_populates="person"
    )

    if TYPE_CHECKING:
        has_reports: bool
        runs_a_cohort: bool
        is_officer_or_deputy: bool
        sits_on_committee: bool
        sponsors_a_task: bool
        wished_on: date | None

    @property
    def first_name(self) -> str:
        """What a colleague calls them in a sentence; of somebody who was erased all that is left."""
        if self.erased_at is not None:
            return self.name
        return self.name.split(maxsplit=1)[0] if self.name.strip() else self.name

    @property
    def position(self) -> str:
        """Job title, department and site, whichever are known: what stands under a name."""
        return ", ".join(part for part in (self.job_title, self.department, self.site) if part)

    # Flask-Login asks these four; a person who has left is signed out on the next request.
    @property
    def is_active(self) -> bool:
        return self.state is not PersonState.LEFT

    @property
    def is_authenticated(self) -> bool:
        return self.is_active

    @property
    def is_anonymous(self) -> bool:
        return False

    def get_id(self) -> str:
        return self.public_id


WAYS = "ways"
"""The group of what every page asks about whoever is signed in, to know which ways are open: read with the sign-in."""

_report = Person.__table__.alias("report")
# Whether anybody reports to somebody by the solid line. Read on purpose only: it looks at others.
Person.has_reports = column_property(  # type: ignore[assignment]  # a declarative class takes it from here as well
    exists().where(_report.c.manager_id == Person.id, _report.c.state != PersonState.LEFT).correlate_except(_report),
    deferred=True,
    group=WAYS,
)


@event.listens_for(Person, "before_update")
def _keep_searchable(_mapper: Mapper[Person], _connection: Connection, person: Person) -> None:
    person.search_text = searchable(person.name, person.job_title, person.department)


class DottedLine(Base):
    """A second boss: any number, beside the one solid line of ``Person.manager_id``."""

    __tablename__ = "dotted_line"
    __table_args__ = (CheckConstraint("person_id <> boss_id", name="two_people"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    boss_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)

    person: Mapped[Person] = relationship(foreign_keys=[person_id], back_populates="dotted_lines")
    boss: Mapped[Person] = relationship(foreign_keys=[boss_id])


class Skill(HasPublicId, Base):
    """Something one can learn from a colleague. A merged skill stays as a signpost to the one it became."""

    __tablename__ = "skill"
    __table_args__ = (
        UniqueConstraint("folded", name=says("uq_skill_folded", _l("This skill is in the list already."))),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    folded: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    area: Mapped[str] = mapped_column(String(80), index=True, info=PUBLIC)
    state: Mapped[SkillState] = mapped_column(default=SkillState.APPROVED, index=True, info=PUBLIC)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("skill.id"), index=True, info=PUBLIC)
    answer: Mapped[str | None] = mapped_column(String(300), info=INTERNAL)

    synonyms: Mapped[list[SkillSynonym]] = relationship(cascade="all, delete-orphan", back_populates="skill")
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])


class SkillSynonym(Base):
    """Another word for a skill, found when somebody types it."""

    __tablename__ = "skill_synonym"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), index=True, info=PUBLIC)
    name: Mapped[str] = mapped_column(String(120), info=PUBLIC)
    folded: Mapped[str] = mapped_column(String(120), unique=True, info=PUBLIC)

    skill: Mapped[Skill] = relationship(back_populates="synonyms")


class PersonSkill(Base):
    """How well somebody can do something, by their own word: 0 new to me, 2 with help, 4 on my own, 6 can teach."""

    __tablename__ = "person_skill"
    __table_args__ = (CheckConstraint("level BETWEEN 0 AND 7", name="level_in_range"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=PUBLIC)
    skill_id: Mapped[int] = mapped_column(ForeignKey("skill.id"), primary_key=True, index=True, info=PUBLIC)
    level: Mapped[int] = mapped_column(info=PUBLIC)

    person: Mapped[Person] = relationship(back_populates="skills")
    skill: Mapped[Skill] = relationship()


class Appointment(HasPublicId, Base):
    """A role that somebody was given by a named person, open until it is ended."""

    __tablename__ = "appointment"
    __table_args__ = (
        unique_while(
            text("ended_at IS NULL"), "appointed_once", _l("This person holds that role already."), "person_id", "role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    role: Mapped[Role] = mapped_column(info=INTERNAL)
    appointed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    appointed_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    person: Mapped[Person] = relationship(foreign_keys=[person_id], back_populates="appointments")
    appointed_by: Mapped[Person | None] = relationship(foreign_keys=[appointed_by_id])


def holds(person: Person, role: Role) -> bool:
    """Whether the person holds the role now."""
    return any(each.role is role and each.ended_at is None for each in person.appointments)
