"""The words of an orientation, as those who run a cohort change them."""

from __future__ import annotations

from wtforms import TextAreaField
from wtforms.validators import InputRequired

from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l

LONGEST = 12_000


class WordsForm(Form):
    """All cards of one side as one text."""

    text = TextAreaField(_l("The cards"), [InputRequired(_l("Write at least one card.")), at_most(LONGEST)])
