"""The forms about writing to people: shape only, groups handed in."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.announcements.services import KEY_LENGTH, LONGEST_LETTER, LONGEST_SUBJECT, Words
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l


class LetterForm(Form):
    """A letter to a group of people in a cohort; see ``letter_form``."""

    audience = RadioField(_l("To whom"), [InputRequired(_l("Choose whom you write to."))], choices=[])
    subject = StringField(_l("About"), [InputRequired(_l("Write what it is about.")), at_most(LONGEST_SUBJECT)])
    words = TextAreaField(_l("Your letter"), [InputRequired(_l("Write something here.")), at_most(LONGEST_LETTER)])

    def typed(self) -> Words:
        """The letter, as the service takes it."""
        return Words(audience=self.audience.data or "", subject=self.subject.data or "", words=self.words.data or "")


class SendForm(LetterForm):
    """The same once more, with the key of the preview that was looked at."""

    key = HiddenField(validators=[InputRequired(), Length(max=KEY_LENGTH)])


def with_groups(form: LetterForm, groups: Iterable[tuple[str, str]]) -> LetterForm:
    """The form with the groups to choose from, as pairs of name and label."""
    form.audience.choices = choices(*groups)
    return form
