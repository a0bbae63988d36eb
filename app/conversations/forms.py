"""The forms of a room. What they hold is sealed before it is stored, and shown again when it was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, IntegerField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l

LONGEST_TITLE = 120
LONGEST_LINE = 300
_NEEDED = InputRequired(_l("Write a sentence. The words that stood here were those of the program."))


class LetterForm(Form):
    """A letter to the other, perhaps with a file."""

    text = TextAreaField(_l("Your letter"), [InputRequired(_l("Write something first."))])
    file = FileField(_l("Attach a file"))


class ThanksForm(Form):
    """A thank-you to the other."""

    text = TextAreaField(_l("Your thank-you"), [InputRequired(_l("Write something first."))])


class NoteForm(Form):
    """A note with a title that helps to find it again."""

    title = StringField(_l("What it is about"), [at_most(LONGEST_TITLE)])
    text = TextAreaField(_l("Your note"), [InputRequired(_l("Write something first."))])


class GoalForm(Form):
    """A goal and the steps to it."""

    text = StringField(_l("The goal"), [InputRequired(_l("Write the goal.")), at_most(LONGEST_LINE)])
    steps = TextAreaField(_l("Steps, a line each"))


class PointForm(Form):
    """A point for the next session."""

    text = StringField(_l("A point for next time"), [InputRequired(_l("Write the point.")), at_most(LONGEST_LINE)])


class FileForm(Form):
    """A file for the two."""

    file = FileField(_l("File"), [InputRequired(_l("Choose a file."))])


class SeenForm(Form):
    """Which version of an item its reader saw, and for a goal which step they mean."""

    version = IntegerField(validators=[InputRequired()])
    step = IntegerField(validators=[Optional()])


class DraftForm(Form):
    """What stands in a form so far."""

    place = HiddenField(validators=[InputRequired(), Length(max=40)])
    text = TextAreaField()


class SearchForm(Form):
    """What to look for in one’s own room; it is posted, so that no address and no log holds it."""

    words = StringField(_l("Search this room"), [at_most(LONGEST_LINE)])

    def validate_words(self, field: StringField) -> None:
        """Refuse nothing but emptiness, in words of our own."""
        if not field.data:
            field.errors = [_("Write what you look for.")]


class KeepForm(Form):
    """Whether one wants the shared words kept."""

    keeps = HiddenField()


class HelpForm(Form):
    """A note to the safeguarding officer, perhaps with passages out of the room, perhaps with a pause."""

    text = TextAreaField(_l("Your note"), [InputRequired(_l("Write something first."))])
    passages = SelectMultipleField(
        _l("Show them something out of the room"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    pause = BooleanField(_l("Pause this pair now"))

    def __init__(self, passages: Sequence[tuple[str, str]], **values: Any) -> None:
        super().__init__(**values)
        self.passages.choices = choices(*passages)


class AgreementForm(Form):
    """One version of an agreement; ``seen`` is the number of the newest that was read."""

    goals = SelectMultipleField(
        _l("Goals in this room"), option_widget=CheckboxInput(), widget=ListWidget(prefix_label=False)
    )
    aims = TextAreaField(_l("What we work on"))
    rhythm = TextAreaField(_l("How often we meet"), [_NEEDED])
    stays = TextAreaField(_l("What stays between us"), [_NEEDED])
    exit = TextAreaField(_l("If it does not fit"), [_NEEDED])
    end = TextAreaField(_l("How it ends"), [_NEEDED])
    seen = IntegerField(validators=[Optional()])

    def __init__(self, goals: Sequence[tuple[str, str]], **values: Any) -> None:
        super().__init__(**values)
        self.goals.choices = choices(*goals)

    def words(self) -> dict[str, Any]:
        """What is agreed on, by the names that are stored."""
        return {name: self[name].data or "" for name in ("aims", "rhythm", "stays", "exit", "end")}


class CodeForm(Form):
    """The code that one was given when one first came in."""

    code = StringField(_l("The code"), [InputRequired(_l("Write the code.")), at_most(60)])
