"""The form of a piece: shape only."""

from __future__ import annotations

from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import InputRequired

from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.library.models import LONGEST
from programs.library import Words

LONGEST_NUMBER = 7


class PieceForm(Form):
    """The parts of a piece. ``seen`` is the number of the version that somebody began from."""

    title = StringField(_l("Title"), [InputRequired(_l("Give it a title.")), at_most(LONGEST["title"])])
    summary = StringField(
        _l("What it is about, in a sentence"),
        [InputRequired(_l("Say in a sentence what it is about.")), at_most(LONGEST["summary"])],
    )
    words = TextAreaField(_l("The piece"), [InputRequired(_l("Write the piece.")), at_most(LONGEST["words"])])
    exercise = TextAreaField(
        _l("Something to try"), [InputRequired(_l("Name something to try.")), at_most(LONGEST["exercise"])]
    )
    question = TextAreaField(
        _l("A question to take into the next session"),
        [InputRequired(_l("Write one question.")), at_most(LONGEST["question"])],
    )
    sources = TextAreaField(_l("Where it comes from"), [at_most(LONGEST["sources"])])
    seen = HiddenField()

    def entered(self) -> Words:
        """What was written."""
        return Words(**{name: getattr(self, name).data or "" for name in LONGEST})

    def began_from(self) -> int:
        """The number of the version that the writer had seen; 0 for anything that is no number."""
        seen = self.seen.data or ""
        return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < LONGEST_NUMBER else 0


def piece_form(words: Words, number: int) -> PieceForm:
    """The form filled with a piece as it stands."""
    return PieceForm(seen=str(number), **{name: getattr(words, name) for name in LONGEST})
