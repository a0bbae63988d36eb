"""Imports that are being prepared or were done, and what is remembered from one to the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base, HasPublicId
from app.people.models import Person
from app.people_import.columns import Field
from app.people_import.sensitive import SensitiveKind

KEPT = timedelta(hours=24)
"""How long an uploaded file waits for its import."""


class Scope(StrEnum):
    """Whether the file lists some of the people, or everyone, so that whoever is missing has left."""

    SOME = "some"
    EVERYONE = "everyone"


class ImportState(StrEnum):
    """How far an import has come."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    DISCARDED = "discarded"


def in_a_day() -> datetime:
    return now() + KEPT


class PeopleImport(HasPublicId, Base):
    """One file on its way into the directory, and afterwards the record of what it did, in numbers only.

    The file itself lies in the instance folder under ``stored_as`` and is deleted once it was applied or is a day old.
    """

    __tablename__ = "people_import"
    __table_args__ = (CheckConstraint("(state = 'applied') = (applied_at IS NOT NULL)", name="applied_has_time"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(default=in_a_day, index=True, info=INTERNAL)
    applied_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    state: Mapped[ImportState] = mapped_column(default=ImportState.UPLOADED, info=INTERNAL)
    filename: Mapped[str] = mapped_column(String(200), info=INTERNAL)
    stored_as: Mapped[str | None] = mapped_column(String(64), unique=True, info=INTERNAL)
    sha256: Mapped[str] = mapped_column(String(64), info=INTERNAL)
    row_count: Mapped[int] = mapped_column(info=INTERNAL)
    headings: Mapped[list[str]] = mapped_column(info=INTERNAL)
    mapping: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    uses: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    scope: Mapped[Scope] = mapped_column(default=Scope.SOME, info=INTERNAL)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict, info=INTERNAL)
    notes: Mapped[list[str]] = mapped_column(default=list, info=INTERNAL)
    asks_twice: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    digest: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)
    sentence: Mapped[str | None] = mapped_column(Text, info=INTERNAL)
    job_id: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)

    created_by: Mapped[Person | None] = relationship()

    @property
    def fields(self) -> dict[str, Field]:
        """What each heading is taken as; headings that are left out are not there."""
        return {heading: Field(name) for heading, name in self.mapping.items()}

    @property
    def is_over(self) -> bool:
        return self.state in {ImportState.APPLIED, ImportState.DISCARDED}


class ImportMapping(Base):
    """What the columns of files with these headings were taken as the last time."""

    __tablename__ = "import_mapping"

    headings_digest: Mapped[str] = mapped_column(String(64), primary_key=True, info=INTERNAL)
    mapping: Mapped[dict[str, Any]] = mapped_column(info=INTERNAL)
    changed_at: Mapped[datetime] = mapped_column(default=now, onupdate=now, info=INTERNAL)


class ImportedText(Base):
    """The last text about somebody that came from a file, as a digest: the same text is not offered to them twice."""

    __tablename__ = "imported_text"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    digest: Mapped[str] = mapped_column(String(64), info=INTERNAL)


class SensitiveConsent(HasPublicId, Base):
    """That people agreed to one stated use of one kind of sensitive information; without it columns are left out."""

    __tablename__ = "sensitive_consent"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    kind: Mapped[SensitiveKind] = mapped_column(info=INTERNAL)
    use: Mapped[str] = mapped_column(String(500), info=INTERNAL)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    recorded_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    withdrawn_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    recorded_by: Mapped[Person | None] = relationship()


class ConsentedValue(Base):
    """What a file told about somebody under such a consent; erased when it is withdrawn. No page shows it."""

    __tablename__ = "consented_value"

    consent_id: Mapped[int] = mapped_column(ForeignKey("sensitive_consent.id"), primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
    value: Mapped[str] = mapped_column(String(200), info=INTERNAL)


class ArrivalAddress(Base):
    """Where HR says that one letter may reach somebody before their first day. No page and no file shows it.

    The address is emptied when that letter is written, so that a second file does not bring it back, and the row goes
    with the first day.
    """

    __tablename__ = "arrival_address"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    address: Mapped[str | None] = mapped_column(String(254), info=INTERNAL)
    given_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
