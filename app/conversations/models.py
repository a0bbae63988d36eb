"""The room of a pair: sealed records in strands, one that the two share and one that each has alone.

Records are only ever added. A change is a record of the same item with a higher version; what it replaces loses its
words and keeps its tag, so that the chain of tags still shows a record that was taken out, turned back or moved.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL, SEALED
from app.core.clock import now
from app.core.constraints import says
from app.core.db import PUBLIC_ID_LENGTH, Base, HasPublicId
from app.core.i18n import lazy_gettext as _l
from app.core.vault import Blob, Domain, Head, Lock, SealedBytes
from app.pairings.models import Pairing
from app.people.models import Person


class Room(HasPublicId, Base):
    """Where the two of a pair write to each other; opened by one of them, for both.

    After ``shred_on`` nobody reads the shared words any more; it is empty while they write, and once both want them
    kept. ``told_days``: so many days before that day both were last told of it. ``paused_at``: somebody asked for calm;
    who it was, the other is not told. ``agreed_on``: when both last signed an agreement, whatever it says.
    """

    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id"),
        unique=True,
        info=INTERNAL,
    )
    opened_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    agreed_on: Mapped[date | None] = mapped_column(info=INTERNAL)
    paused_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    paused_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    closed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    shred_on: Mapped[date | None] = mapped_column(index=True, info=INTERNAL)
    told_days: Mapped[int | None] = mapped_column(info=INTERNAL)
    shredded_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    pairing: Mapped[Pairing] = relationship()

    @property
    def is_shredded(self) -> bool:
        """Whether its shared words are gone for good."""
        return self.shredded_at is not None


class RoomSide(Base):
    """One of the two in their room.

    ``waiting_since`` is when the first words came that they may not have opened yet, ``mailed_at`` when a letter last
    told them so; ``keeps``: they want the words kept after the end. ``code_hash``: of the code that opens it again.
    """

    __tablename__ = "room_side"
    __table_args__ = (UniqueConstraint("room_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    entered_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    waiting_since: Mapped[datetime | None] = mapped_column(index=True, info=INTERNAL)
    mailed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    keeps: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    code_hash: Mapped[str | None] = mapped_column(String(64), info=INTERNAL)

    room: Mapped[Room] = relationship()
    person: Mapped[Person] = relationship()


class Strand(HasPublicId, Base):
    """A chain of records under one key: the room's (``owner_id`` empty), or what one of the two writes for themselves.

    ``length`` and ``head`` are its end, the last record's sequence and tag; the keystore knows them too.
    """

    __tablename__ = "strand"
    __table_args__ = (UniqueConstraint("room_id", "owner_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    room_id: Mapped[int] = mapped_column(ForeignKey("room.id"), info=INTERNAL)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    length: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    head: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info=INTERNAL)

    room: Mapped[Room] = relationship()
    owner: Mapped[Person | None] = relationship()

    @property
    def lock(self) -> Lock:
        """What its key is for."""
        return Lock(Domain.CONVERSATIONS, self.room.public_id, self.owner.public_id if self.owner else "")

    @property
    def end(self) -> Head:
        """Where the content says that it ends."""
        return Head(self.length, bytes(self.head))


class Record(Base):
    """One version of one item: a message, a note, a goal, whatever it is, which only its sealed words say.

    ``sealed`` is empty once a later version replaced it; ``tag`` stays.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint(
            "strand_id",
            "sequence",
            name=says("one_record_at_a_time", _l("Something was added at the same moment. Please save once more.")),
        ),
        UniqueConstraint(
            "strand_id",
            "item",
            "version",
            name=says("one_change_at_a_time", _l("This was changed a moment ago. Look at it once more.")),
        ),
        CheckConstraint("sequence > 0 AND version > 0", name="counted_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    strand_id: Mapped[int] = mapped_column(ForeignKey("strand.id"), info=INTERNAL)
    sequence: Mapped[int] = mapped_column(info=INTERNAL)
    item: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), info=INTERNAL)
    version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    tag: Mapped[bytes] = mapped_column(LargeBinary, info=INTERNAL)
    sealed: Mapped[Blob | None] = mapped_column(SealedBytes, info=SEALED)

    strand: Mapped[Strand] = relationship()
    author: Mapped[Person] = relationship()


class Chunk(Base):
    """A piece of a file that belongs to an item."""

    __tablename__ = "chunk"
    __table_args__ = (UniqueConstraint("strand_id", "item", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    strand_id: Mapped[int] = mapped_column(ForeignKey("strand.id"), info=INTERNAL)
    item: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), info=INTERNAL)
    number: Mapped[int] = mapped_column(info=INTERNAL)
    is_last: Mapped[bool] = mapped_column(info=INTERNAL)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)


class Draft(Base):
    """What somebody has begun to write, sealed from the first time it is kept; ``place`` names the form."""

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("strand_id", "person_id", "place"),
        Index("ix_draft_at", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    strand_id: Mapped[int] = mapped_column(ForeignKey("strand.id"), info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    place: Mapped[str] = mapped_column(String(40), info=INTERNAL)
    version: Mapped[int] = mapped_column(default=1, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    sealed: Mapped[Blob] = mapped_column(SealedBytes, info=SEALED)
