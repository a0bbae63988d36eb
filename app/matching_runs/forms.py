"""The forms about runs: shape only."""

from __future__ import annotations

from wtforms import BooleanField, DateField, HiddenField
from wtforms.validators import InputRequired, Length, Optional

from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l
from app.matching_runs.models import Decision

TWO_IDS = 40


class DecisionForm(Form):
    """The button beside a pair: one of three, named by what it does, with the two as its value."""

    keep = HiddenField(validators=[Length(max=TWO_IDS)])
    forbid = HiddenField(validators=[Length(max=TWO_IDS)])
    leave = HiddenField(validators=[Length(max=TWO_IDS)])
    page = HiddenField(validators=[Length(max=6)])

    def two(self) -> tuple[str, str]:
        """The public ids of the two, both empty where none came."""
        chosen = self.keep.data or self.forbid.data or self.leave.data or ""
        mentee, _dot, mentor = chosen.partition(".")
        return mentee, mentor

    def decision(self) -> Decision | None:
        """What was decided, None for taking it back."""
        return Decision.KEEP if self.keep.data else Decision.FORBID if self.forbid.data else None


class PublishForm(Form):
    """What somebody looked at before publishing, and what the unplaced are told."""

    expected = HiddenField(validators=[InputRequired(), Length(max=64)])
    next_run_on = DateField(_l("The next run"), [Optional()])
    unproven = BooleanField(_l("I know that a better result may exist"))


class UndoForm(Form):
    """How many pairs somebody looked at before taking them back."""

    expected = HiddenField(validators=[InputRequired(), Length(max=64)])
