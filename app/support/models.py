"""What an organisation says in its own words on the page “Which support fits me?”. Of those who read it, nothing."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.classification import PUBLIC
from app.core.constraints import says
from app.core.db import Base
from app.core.i18n import lazy_gettext as _l

says("pk_support_words", _l("Somebody else saved this page a moment ago. Look at it once more."))


class SupportWords(Base):
    """The words of one way or contact, where they differ from those that Ithaca brings."""

    __tablename__ = "support_words"
    __table_args__ = (CheckConstraint("length(words) > 0", name="has_words"),)

    name: Mapped[str] = mapped_column(String(40), primary_key=True, info=PUBLIC)
    words: Mapped[str] = mapped_column(Text, info=PUBLIC)
