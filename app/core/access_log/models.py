"""The log: its lines, the seals that chain them in batches, and where its kept part begins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base

ONLY_ROW = 1


class AccessLine(Base):
    """That somebody did something with what is a person’s. ``person_id`` None: it concerns everybody.

    People stand by public id, deeds and reasons by the name of their phrase. ``stamp`` vouches for the line,
    ``seal_number`` says in which batch it was chained; None for a few seconds.
    """

    __tablename__ = "access_line"
    __table_args__ = (
        Index("ix_access_line_person_id_id", "person_id", "id"),
        Index("ix_access_line_seal_number_id", "seal_number", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    person_id: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)
    what: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    by_id: Mapped[str | None] = mapped_column(String(16), info=INTERNAL)
    why: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    stamp: Mapped[bytes] = mapped_column(LargeBinary, info=INTERNAL)
    seal_number: Mapped[int | None] = mapped_column(info=INTERNAL)


class AccessSeal(Base):
    """A batch of lines and what vouches for it, for its order and for all batches before it."""

    __tablename__ = "access_seal"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, index=True, info=INTERNAL)
    line_count: Mapped[int] = mapped_column(info=INTERNAL)
    mac: Mapped[bytes] = mapped_column(LargeBinary, info=INTERNAL)


class AccessAnchor(Base):
    """Where the kept part of the log begins: the last batch that was taken away for its age, signed."""

    __tablename__ = "access_anchor"
    __table_args__ = (CheckConstraint("id = 1", name="one_anchor"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=ONLY_ROW, info=INTERNAL)
    number: Mapped[int] = mapped_column(default=0, info=INTERNAL)
    mac: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    signature: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info=INTERNAL)
