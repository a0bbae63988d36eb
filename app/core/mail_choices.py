"""Letters that one need not get: who has said no to which kind, by the link that each of these letters carries.

The link itself is the right to say no, signed by this installation: no sign-in is asked for, as RFC 8058 wants it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import String, delete
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import INTERNAL
from app.core.clock import now
from app.core.config import current_config
from app.core.db import Base, session

STOP = "letters.stop"


class RefusedLetters(Base):
    """An address that gets no letters of a kind any more."""

    __tablename__ = "refused_letters"

    recipient: Mapped[str] = mapped_column(String(254), primary_key=True, info=INTERNAL)
    kind: Mapped[str] = mapped_column(String(80), primary_key=True, info=INTERNAL)
    refused_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)


@dataclass(frozen=True, slots=True)
class Letters:
    """Letters of one kind to one address."""

    recipient: str
    kind: str


def stop_key(recipient: str, kind: str) -> str:
    """What stands in the link of a letter; it does not run out."""
    return _signer().dumps([recipient, kind])


def letters_behind(key: str) -> Letters | None:
    """The letters that a link is about, None for a link that is not ours."""
    try:
        recipient, kind = _signer().loads(key)
    except (BadSignature, ValueError):
        return None
    return Letters(recipient, kind)


def is_refused(letters: Letters) -> bool:
    """Whether these letters are not wanted."""
    return session().get(RefusedLetters, (letters.recipient, letters.kind)) is not None


def refuse(letters: Letters) -> None:
    """Send no more of them; saying it twice changes nothing. The caller commits."""
    if not is_refused(letters):
        session().add(RefusedLetters(recipient=letters.recipient, kind=letters.kind))
        session().flush()


def want_again(letters: Letters) -> None:
    """Send them again. The caller commits."""
    these = (RefusedLetters.recipient == letters.recipient) & (RefusedLetters.kind == letters.kind)
    session().execute(delete(RefusedLetters).where(these))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_config().secret_key, salt="stop-letters")
