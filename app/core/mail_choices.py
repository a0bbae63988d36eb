"""Letters that one need not get: who has said no to which kind. Letters that taking part needs cannot be refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.db import Base


class RefusedLetters(Base):
    """An address that gets no letters of a kind any more."""

    __tablename__ = "refused_letters"

    recipient: Mapped[str] = mapped_column(String(254), primary_key=True, info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(80), primary_key=True, info=INTERNAL)
    refused_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)
