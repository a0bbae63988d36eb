"""A call for help, what was noted about it, and who is told that one waits."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, exists, or_
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from app.core.classification import INTERNAL, SEALED
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.organisation import Organisation
from app.core.vault import Blob, Domain, Lock, SealedBytes
from app.pairings.models import Pairing
from app.people.models import WAYS, Person

# Whether somebody is the officer or the deputy today.
Person.is_officer_or_deputy = column_property(  # type: ignore[assignment]  # a declarative class takes it from here
    exists()
    .where(or_(Organisation.safeguarding_officer_id == Person.id, Organisation.safeguarding_deputy_id == Person.id))
    .correlate_except(Organisation),
    deferred=True,
    group=WAYS,
)


class HelpNote(HasPublicId, Base):
    """A note to the officer, sealed for the officer and the deputy named then.

    ``turn`` counts the pairs of readers: a note that is handed over is sealed anew, under a key of its own.
    """

    __tablename__ = "help_note"
    __table_args__ = (CheckConstraint("officer_id IS NOT NULL OR deputy_id IS NOT NULL", name="somebody_reads_it"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    pairing_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"), index=True, info=INTERNAL)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    turn: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    sent_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    seen_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    done_at: Mapped[datetime | None] = mapped_column(index=True, info=INTERNAL)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    officer: Mapped[Person | None] = relationship(foreign_keys=[officer_id])
    deputy: Mapped[Person | None] = relationship(foreign_keys=[deputy_id])
    pairing: Mapped[Pairing | None] = relationship()

    @property
    def lock(self) -> Lock:
        """What its key is for."""
        return Lock(Domain.SAFEGUARDING, f"{self.public_id}.{self.turn}")

    @property
    def readers(self) -> list[Person]:
        """Who may open it."""
        return [each for each in (self.officer, self.deputy) if each is not None]


class HelpContact(Base):
    """What officer or deputy noted about a call: whom they talked with, and what was agreed."""

    __tablename__ = "help_contact"
    __table_args__ = (
        UniqueConstraint(
            "note_id",
            "number",
            name=says("one_contact_at_a_time", _l("Something was noted at the same moment. Please save once more.")),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    note_id: Mapped[int] = mapped_column(ForeignKey("help_note.id"), info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)

    by: Mapped[Person] = relationship()


class HelpBell(Base):
    """That a note waits for somebody: all that a page outside this area needs, and no word of whose it is."""

    __tablename__ = "help_bell"

    note: Mapped[str] = mapped_column(String(16), primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True, info=INTERNAL)
