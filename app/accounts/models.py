"""How people prove who they are: credentials, sign-in sessions, known devices, one-time links."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base, HasPublicId
from app.people.models import Person

TOKEN_DIGEST = 64


class TokenKind(StrEnum):
    """What a one-time link is for."""

    FIRST_ADMINISTRATOR = "first_administrator"
    INVITATION = "invitation"
    FIRST_LINK = "first_link"
    RESET = "reset"


LIFETIMES = {
    TokenKind.FIRST_ADMINISTRATOR: timedelta(days=7),
    TokenKind.INVITATION: timedelta(days=14),
    TokenKind.FIRST_LINK: timedelta(minutes=30),
    TokenKind.RESET: timedelta(minutes=30),
}
"""How long a link of each kind is good."""


class Account(Base):
    """What somebody signs in with; who they are stands in the directory. No row: never had a password."""

    __tablename__ = "account"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True, info=INTERNAL)
    password_hash: Mapped[str | None] = mapped_column(String(200), info=INTERNAL)
    password_changed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    person: Mapped[Person] = relationship()


class KnownDevice(HasPublicId, Base):
    """A browser in which somebody signed in during the last 30 days, known by a cookie of its own.

    Failed attempts elsewhere never keep its owner out here. ``is_trusted`` is the owner's own word for it, and
    ``trusted_since`` when they first said so: after a new password by mail the browser is known anew, and stays trusted
    since then, for it vouches for them.
    """

    __tablename__ = "known_device"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    token_hash: Mapped[str] = mapped_column(String(TOKEN_DIGEST), unique=True, info=INTERNAL)
    label: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    is_trusted: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    trusted_since: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(info=INTERNAL)
    revoked_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)


class SignInSession(HasPublicId, Base):
    """One sign-in in one browser; how long it lasts, ``app.accounts.limits`` says."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        CheckConstraint("idle_seconds > 0", name="idle_limit_is_positive"),
        Index("ix_sign_in_session_person_ended", "person_id", "ended_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=INTERNAL)
    device_id: Mapped[int | None] = mapped_column(ForeignKey("known_device.id"), index=True, info=INTERNAL)
    token_hash: Mapped[str] = mapped_column(String(TOKEN_DIGEST), unique=True, info=INTERNAL)
    label: Mapped[str] = mapped_column(String(80), info=INTERNAL)
    address: Mapped[str | None] = mapped_column(String(45), info=INTERNAL)
    is_trusted: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    idle_seconds: Mapped[int] = mapped_column(info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    last_seen_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=INTERNAL)
    ended_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    flashes: Mapped[list[Any]] = mapped_column(default=list, info=INTERNAL)

    person: Mapped[Person] = relationship()


class OneTimeToken(Base):
    """The key in a link that works once. Kept for a while after use, so that an old link can offer a new one."""

    __tablename__ = "one_time_token"

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    kind: Mapped[TokenKind] = mapped_column(info=INTERNAL)
    token_hash: Mapped[str] = mapped_column(String(TOKEN_DIGEST), unique=True, info=INTERNAL)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    expires_at: Mapped[datetime] = mapped_column(index=True, info=INTERNAL)
    used_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)

    person: Mapped[Person | None] = relationship()

    @property
    def is_open(self) -> bool:
        return self.used_at is None and now() < self.expires_at


class LinkRequest(Base):
    """Somebody asked for a link by an address, known or not: counted, so that nobody's mailbox is filled."""

    __tablename__ = "link_request"
    __table_args__ = (
        Index("ix_link_request_subject_at", "subject", "at"),
        Index("ix_link_request_address_at", "address", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
    subject: Mapped[str] = mapped_column(String(TOKEN_DIGEST), info=INTERNAL)
    address: Mapped[str | None] = mapped_column(String(45), info=INTERNAL)
