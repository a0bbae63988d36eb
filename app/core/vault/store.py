"""The keystore: wrapped keys in a database of their own, with backups of their own, apart from what they open.

Content and keys never lie in one file, one dump or one backup: whoever has one of the two reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy import (
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    MetaData,
    String,
    UniqueConstraint,
    create_engine,
    event,
)
from sqlalchemy.engine import make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.core.clock import now
from app.core.config import Config
from app.core.db import NAMING, UtcDateTime
from app.core.vault.roots import root_key

NAME = 40
UNCOUNTED = -1
"""The length in a mark of words that are older than their marks: the next that are written begin the count."""


class Domain(StrEnum):
    """Kinds of sealed words that never share a key."""

    CONVERSATIONS = "conversations"
    COACHING = "coaching"
    SAFEGUARDING = "safeguarding"
    SUCCESSION = "succession"
    NOMINATIONS = "nominations"
    OBSERVATIONS = "observations"
    AUDIT = "audit-mac"

    @property
    def members_change(self) -> bool:
        """Whether its people are let in and out: by whom the words are about, or as owners of a plan name others."""
        return self in {Domain.COACHING, Domain.SUCCESSION, Domain.OBSERVATIONS}


class KeystoreBase(DeclarativeBase):
    """Base of the keystore's tables: nothing refers from them to the content, nor back."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012  SQLAlchemy reads the class attribute


class Epoch(KeystoreBase):
    """A key that wraps relationship keys for a while. Random, not derived: once its row is gone it is gone."""

    __tablename__ = "epoch"
    __table_args__ = (UniqueConstraint("domain", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    domain: Mapped[str] = mapped_column(String(NAME))
    number: Mapped[int]
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=now)


class Member(KeystoreBase):
    """Somebody who may open a relationship's words: a pair's two for life, in coaching whoever the client lets in."""

    __tablename__ = "member"

    domain: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    relationship: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    owner: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    person: Mapped[str] = mapped_column(String(NAME), primary_key=True, index=True)


class Recipient(KeystoreBase):
    """A relationship's key of one generation, wrapped for one recipient.

    ``recipient`` is ``epoch`` in sealed mode. A later browser-held mode adds rows for its users' keys, by
    ``algorithm``, and takes this one away: the content stays as it is.
    """

    __tablename__ = "recipient"
    __table_args__ = (
        UniqueConstraint("domain", "relationship", "owner", "generation", "recipient"),
        Index("ix_recipient_epoch_id", "epoch_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    domain: Mapped[str] = mapped_column(String(NAME))
    relationship: Mapped[str] = mapped_column(String(NAME))
    owner: Mapped[str] = mapped_column(String(NAME))
    generation: Mapped[int]
    recipient: Mapped[str] = mapped_column(String(NAME), default="epoch")
    algorithm: Mapped[str] = mapped_column(String(NAME), default="AES-256-GCM")
    epoch_id: Mapped[int] = mapped_column(ForeignKey("epoch.id"))
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=now)


class Mark(KeystoreBase):
    """How far a relationship's words had come: what the content must still show, or it was cut or turned back.

    Two heads, for content and keystore cannot commit as one: ``ahead_…`` is announced before the content commits and
    becomes the head afterwards. ``altered_at`` stays once the two did not agree.
    """

    __tablename__ = "mark"

    domain: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    relationship: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    owner: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    length: Mapped[int] = mapped_column(default=0)
    head: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    ahead_length: Mapped[int] = mapped_column(default=0)
    ahead_head: Mapped[bytes] = mapped_column(LargeBinary, default=b"")
    altered_at: Mapped[datetime | None]


class Freeze(KeystoreBase):
    """Generations that somebody may not open for now, for how they prove who they are has changed."""

    __tablename__ = "freeze"
    __table_args__ = (
        ForeignKeyConstraint(
            ["domain", "relationship", "owner", "person"],
            ["member.domain", "member.relationship", "member.owner", "member.person"],
            ondelete="CASCADE",
        ),
    )

    domain: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    relationship: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    owner: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    person: Mapped[str] = mapped_column(String(NAME), primary_key=True)
    generation: Mapped[int]
    since: Mapped[datetime] = mapped_column(default=now)
    opens_at: Mapped[datetime | None]


class Opening(KeystoreBase):
    """That somebody opened a relationship's key within an hour, and for what: to notice who opens very many."""

    __tablename__ = "opening"
    __table_args__ = (Index("ix_opening_person_hour", "person", "hour"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(String(NAME))
    domain: Mapped[str] = mapped_column(String(NAME))
    relationship: Mapped[str] = mapped_column(String(NAME))
    owner: Mapped[str] = mapped_column(String(NAME))
    generation: Mapped[int]
    purpose: Mapped[str] = mapped_column(String(NAME))
    hour: Mapped[datetime]
    at: Mapped[datetime] = mapped_column(default=now)


class Canary(KeystoreBase):
    """One row that only the right root key opens, so that a wrong one is told before anything is written."""

    __tablename__ = "canary"

    id: Mapped[int] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(slots=True)
class Keystore:
    """The open keystore of an application. The root key never appears in its representation."""

    engine: Engine
    setting: str
    _root: bytes | None = None

    def __repr__(self) -> str:
        return "<keystore>"

    @property
    def root(self) -> bytes:
        """The root key, fetched when first needed. Raises ConfigError."""
        if self._root is None:
            self._root = root_key(self.setting)
        return self._root

    def forget_root(self, setting: str) -> None:
        """Take the root key from another place from now on."""
        self.setting, self._root = setting, None


def init_app(app: Flask, config: Config) -> None:
    """Open the keystore that the settings name."""
    app.extensions["ithaca.keystore"] = Keystore(_engine(config.keystore_sqlalchemy_url), config.root_key_setting)


def keystore() -> Keystore:
    """The keystore of the application at work."""
    found: Keystore = current_app.extensions["ithaca.keystore"]
    return found


@contextmanager
def reading(*, of_one_moment: bool = False) -> Iterator[Session]:
    """Look something up; nothing is written. ``of_one_moment``: two questions get answers that belong together."""
    engine = keystore().engine.execution_options(writes=False)
    if of_one_moment and engine.dialect.name == "postgresql":  # SQLite’s readers never see half a change
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A short transaction of the keystore's own: it cannot commit as one with the content's."""
    engine = keystore().engine.execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


def _engine(url: str) -> Engine:
    where = make_url(url)
    if where.get_backend_name() == "sqlite":
        Path(where.database or "").parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(where, hide_parameters=True)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA secure_delete=ON"))
        return engine
    return create_engine(where, hide_parameters=True, pool_size=5, max_overflow=10, pool_pre_ping=True)
