"""The forms about choosing: shape only."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import InputRequired

from app.choices.models import LONGEST_LINE, LONGEST_REASON
from app.cohorts.models import Cohort
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from programs.catalogue import PROGRAM_TYPES
from programs.choice import FORMS


class AskForm(Form):
    """A line why somebody asks."""

    words = TextAreaField(
        _l("Why them? A line or two"),
        [InputRequired(_l("Write a line why you are asking.")), at_most(LONGEST_LINE)],
    )


class LineForm(Form):
    """What a mentee writes to somebody on their list."""

    words = TextAreaField(_l("Why them?"), [at_most(LONGEST_LINE)])


class PickForm(Form):
    """Two people, why they are put together, and that the rules against it were read."""

    mentee = HiddenField()
    mentor = HiddenField()
    reason = TextAreaField(_l("Why these two?"), [InputRequired(_l("Write the reason.")), at_most(LONGEST_REASON)])
    sets_aside = BooleanField(_l("I have read what stands against it, and set it aside for these two"))


class ChoiceForm(Form):
    """See ``choice_form``."""

    form = RadioField(_l("How do people find each other?"), [InputRequired(_l("Choose one."))], choices=[])


def choice_form(cohort: Cohort) -> ChoiceForm:
    """The form with what the program type offers, filled with how it stands."""
    choice, stands = PROGRAM_TYPES[cohort.program_type].choice, cohort.form_of_choice
    form = ChoiceForm(form=stands.value if stands else None)
    form.form.choices = choices(*((each.value, _l(FORMS[each].label)) for each in (choice.forms if choice else ())))
    return form
