"""The organisation that runs this installation: one row, asked for by mails, footers and time zones."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.db import Base, db

ONLY_ROW = 1


class Organisation(Base):
    """What the first administrator's checklist asks; one row at most."""

    __tablename__ = "organisation"
    __table_args__ = (CheckConstraint("id = 1", name="one_organisation"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=ONLY_ROW, info=INTERNAL)
    name: Mapped[str] = mapped_column(String(120), default="", info=PUBLIC)
    sender_name: Mapped[str] = mapped_column(String(120), default="", info=PUBLIC)
    sender_address: Mapped[str] = mapped_column(String(254), default="", info=PUBLIC)
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC", info=PUBLIC)
    language: Mapped[str] = mapped_column(String(8), default="en", info=PUBLIC)
    contact_name: Mapped[str] = mapped_column(String(120), default="", info=PUBLIC)
    contact_email: Mapped[str] = mapped_column(String(254), default="", info=PUBLIC)
    emergency_number: Mapped[str] = mapped_column(String(40), default="", info=PUBLIC)
    eap_name: Mapped[str] = mapped_column(String(120), default="", info=PUBLIC)
    eap_number: Mapped[str] = mapped_column(String(40), default="", info=PUBLIC)
    privacy_notice: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    privacy_version: Mapped[int] = mapped_column(default=0, info=PUBLIC)
    safeguarding_officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PUBLIC)
    safeguarding_deputy_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), info=PUBLIC)
    reading_days: Mapped[int] = mapped_column(default=90, server_default="90", info=PUBLIC)
    safeguarding_phone: Mapped[str] = mapped_column(String(40), default="", server_default="", info=PUBLIC)
    safeguarding_deputy_phone: Mapped[str] = mapped_column(String(40), default="", server_default="", info=PUBLIC)
    help_note_months: Mapped[int] = mapped_column(default=12, server_default="12", info=PUBLIC)
    sender_confirmed_at: Mapped[datetime | None] = mapped_column(info=INTERNAL)
    is_demo: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    created_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)


def organisation() -> Organisation:
    """The organisation's row, an unsaved one with defaults before the first setting was made."""
    return _stored() or _blank()


def date_here(moment: datetime) -> date:
    """The date of an instant where the organisation is."""
    return moment.astimezone(ZoneInfo(organisation().time_zone)).date()


def organisation_for_change() -> Organisation:
    """The row to write to; added to the session when there is none yet. The caller commits."""
    row = _stored()
    if row is None:
        row = _blank()
        db.session.add(row)
        db.session.flush()
    return row


def _stored() -> Organisation | None:
    session = db.session()
    row = session.get(Organisation, ONLY_ROW)
    # A page asks a dozen times; the session alone forgets a row that nobody holds.
    session.info[Organisation] = row
    return row


def _blank() -> Organisation:
    columns = Organisation.__table__.columns
    defaults = {c.key: c.default.arg for c in columns if c.default is not None and c.default.is_scalar}
    return Organisation(**defaults)
