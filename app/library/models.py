"""What the administrators of a cohort changed in its library: one row for each version, none where nothing changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.classification import INTERNAL, PUBLIC
from app.core.clock import now
from app.core.constraints import says
from app.core.db import Base
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.library import Words

says("pk_library_version", _l("Somebody else saved this piece at the same moment. Look at it again before you save."))
LONGEST = {"title": 120, "summary": 300, "words": 12_000, "exercise": 3_000, "question": 500, "sources": 1_000}
"""How long each part of a piece may be."""


class LibraryVersion(Base):
    """A piece of a cohort’s library from one moment on; the highest ``number`` is what people read.

    ``piece`` is the name of a piece of the program, or a name of its own for one that an administrator added. With
    ``is_programs`` the words are those of the program again, and none stand here.
    """

    __tablename__ = "library_version"
    __table_args__ = (CheckConstraint("number > 0", name="number_from_one"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), primary_key=True, info=INTERNAL)
    piece: Mapped[str] = mapped_column(String(40), primary_key=True, info=INTERNAL)
    number: Mapped[int] = mapped_column(primary_key=True, info=INTERNAL)
    title: Mapped[str] = mapped_column(String(120), default="", info=PUBLIC)
    summary: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    words: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    exercise: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    question: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    sources: Mapped[str] = mapped_column(Text, default="", info=PUBLIC)
    is_programs: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    is_put_away: Mapped[bool] = mapped_column(default=False, info=INTERNAL)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True, info=INTERNAL)
    written_at: Mapped[datetime] = mapped_column(default=now, info=INTERNAL)

    written_by: Mapped[Person] = relationship()

    @property
    def as_words(self) -> Words:
        """Its words, for one that has words of its own."""
        return Words(**{name: getattr(self, name) for name in LONGEST})
