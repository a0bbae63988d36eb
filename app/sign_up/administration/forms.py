"""The forms of the administrator’s side of signing up: shape only."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import (
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from app.cohorts.forms import LONGEST_EMAIL
from app.cohorts.labels import SIDES, SIDES_PLURAL
from app.cohorts.models import Side
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.sign_up.administration.services import Choice, Chosen

LONGEST_PASTED = 20_000
LONGEST_ANSWER = 1_000


class SeenForm(Form):
    """Whom somebody saw on the page, by a digest."""

    seen = HiddenField(validators=[InputRequired(), Length(max=16)])


def _only_sides(_form: Form, field: SelectMultipleField) -> None:
    # WTForms' own sentence quotes what was sent, whatever it is.
    if not set(field.data or ()) <= set(Side):
        raise ValidationError(_("Choose from these."))


class ChooseForm(Form):
    """Whom to invite, and as what."""

    sides = SelectMultipleField(
        _l("As what"),
        [_only_sides],
        validate_choice=False,
        choices=choices(*((side.value, label) for side, label in SIDES_PLURAL.items())),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    by = RadioField(
        _l("Whom"),
        [InputRequired(_l("Say whom."))],
        choices=choices(
            (Choice.DEPARTMENT.value, _l("Everybody in a department")),
            (Choice.EMAILS.value, _l("People by their addresses")),
            (Choice.EVERYBODY.value, _l("Everybody who works here")),
        ),
    )
    department = SelectField(_l("Department"), choices=[], default="")
    emails = TextAreaField(_l("E-mail addresses"), [at_most(LONGEST_PASTED)])

    def chosen(self) -> Chosen:
        """What was typed, as the service takes it."""
        return Chosen(
            sides=[Side(each) for each in self.sides.data or ()],
            by=Choice(self.by.data),
            department=self.department.data or "",
            emails=self.emails.data or "",
        )


def choose_form(departments: Iterable[str]) -> ChooseForm:
    """The form with the departments to choose from."""
    form = ChooseForm()
    form.department.choices = choices(("", _l("Choose one")), *((each, each) for each in departments))
    return form


class PlaceForm(Form):
    """Somebody on one side, named by the button beside them."""

    person = HiddenField(validators=[InputRequired(), Length(max=16)])
    side = RadioField(validators=[InputRequired()], choices=choices(*((side.value, side.value) for side in Side)))

    def chosen_side(self) -> Side:
        """The side, as the service takes it."""
        return Side(self.side.data)


class EnterForm(Form):
    """What somebody has told their administrator, to be looked through and confirmed by themselves."""

    email = EmailField(
        _l("Their e-mail address"), [InputRequired(_l("Write an e-mail address.")), at_most(LONGEST_EMAIL)]
    )
    side = RadioField(
        _l("As what"),
        [InputRequired(_l("Say as what."))],
        choices=choices(*((side.value, label) for side, label in SIDES.items())),
    )
    seats = IntegerField(_l("How many mentees, for a mentor"), [Optional()])
    skills = TextAreaField(_l("Skills they want, or can pass on"), [at_most(LONGEST_ANSWER)])
    roles = TextAreaField(_l("Roles they have in view, or know from the inside"), [at_most(LONGEST_ANSWER)])
    interests = TextAreaField(_l("Interests"), [at_most(LONGEST_ANSWER)])
