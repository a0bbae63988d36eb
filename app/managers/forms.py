"""The forms of both sides: shape only, people handed in."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.managers.services import LONGEST_SUGGESTION
from app.people.models import Person


class SuggestionForm(Form):
    """A thought for one person; ``clashes`` is the start of the busy time that it is about."""

    words = TextAreaField(
        _l("A thought that might help"), [InputRequired(_l("Write something here.")), at_most(LONGEST_SUGGESTION)]
    )
    clashes = HiddenField(validators=[Length(max=40)])


class TeamSuggestionForm(SuggestionForm):
    """The same, with whom it is for."""

    person = SelectField(_l("For"), [InputRequired(_l("Choose one of your people."))], validate_choice=False)

    def offer(self, people: Iterable[Person]) -> None:
        """Offer these people."""
        self.person.choices = choices(*((each.public_id, each.name) for each in people))
