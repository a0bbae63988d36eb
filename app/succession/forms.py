"""The forms of succession: shape only, with a sentence for each thing that is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import (
    DateTimeLocalField,
    EmailField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    widgets,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from app.core.days import DAY, Date, needed
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.succession.labels import BANDS
from programs.readiness import MONTHS, Band

LONGEST_LINE, LONGEST_TEXT, MOST_SEATS = 200, 2000, 50


class Ticks(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = widgets.ListWidget(prefix_label=False)
    option_widget = widgets.CheckboxInput()


def line(label: Any, *validators: Any) -> StringField:
    """One line of words."""
    return StringField(label, [*validators, at_most(LONGEST_LINE)])


def words(label: Any, *validators: Any) -> TextAreaField:
    """A few lines of words."""
    return TextAreaField(label, [*validators, at_most(LONGEST_TEXT)])


class Seen(Form):
    """A form that says which version of something was changed."""

    seen = HiddenField()

    @property
    def version(self) -> int:
        """The version, 0 for something new."""
        text = self.seen.data or ""
        return int(text) if text.isdecimal() and len(text) < len("1000000") else 0


class RoleForm(Seen):
    """A critical role."""

    title = line(_l("Which role is it?"), *needed(_l("Say which role it is.")))
    seats = IntegerField(
        _l("How many people hold it?"),
        [InputRequired(_l("Say how many.")), NumberRange(1, MOST_SEATS, _l("Between 1 and 50."))],
    )
    incumbents = line(_l("Who holds it today?"))
    exit_on = Date(_l("When will a seat be free?"), [Optional()])
    why = words(_l("What hangs on it?"))


class ProposalForm(RoleForm):
    """A critical role, and who is to own its plan."""

    first = EmailField(_l("E-mail of the first owner"), needed(_l("A plan has two owners.")))
    second = EmailField(_l("E-mail of the second owner"), needed(_l("A plan has two owners.")))
    confirmer = EmailField(
        _l("E-mail of who confirms it"), needed(_l("Name the executive or the HR lead who confirms it."))
    )


class PersonForm(Form):
    """Somebody who works here, by their e-mail."""

    person = EmailField(_l("Their e-mail"), needed(_l("Give the e-mail of somebody who works here.")))


class CardForm(Seen):
    """Evidence before the name."""

    way = words(_l("The way so far"), *needed(_l("Say in a line what they have done so far.")))
    shown = words(_l("What they have shown"), *needed(_l("Give one result at least, one a line.")))
    missing = words(_l("What is missing"), *needed(_l("Somebody to be brought on lacks something. Say what.")))
    skills = line(_l("Skills that an executive could teach them"))


class ReadinessForm(Form):
    """How ready, by what was seen when."""

    band = RadioField(
        _l("How ready are they?"),
        choices=choices(*((each.value, BANDS[each]) for each in Band)),
        validators=needed(_l("Say when they could take the role on.")),
    )
    evidence = words(_l("What was seen?"), *needed(_l("Readiness without evidence is a feeling. Say what was seen.")))
    seen_on = Date(_l("On which day?"), needed(_l("Give the day: it counts for a year from then.")))


class RoundForm(Form):
    """Who chooses, until when, and until when everybody was talked with."""

    executives = Ticks(_l("Who chooses?"))
    choose_by = Date(_l("The executives choose by"), needed(_l("Give the last day to choose.")))
    ends_on = Date(_l("The round ends on"), needed(_l("Give the last day of the round.")))
    delegate = EmailField(_l("E-mail of who finds a time for the meeting"), [Optional()])


class ScheduleForm(Form):
    """When the meeting is."""

    meets_at = DateTimeLocalField(
        _l("When is the meeting?"),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        validators=needed(_l("Give a day and a time, please.")),
    )


class ChoiceForm(Seen):
    """An executive’s own words about a candidate."""

    reason = words(_l("Your reason"))


class RoomForm(Form):
    """What an executive said in the room."""

    executive = RadioField(_l("Who chose?"), validators=needed(_l("Say who chose.")))
    candidate = RadioField(_l("Whom?"), validators=needed(_l("Say whom.")))
    reason = words(_l("Their reason, as they said it"))


class SettleForm(Form):
    """Which executive brings a candidate on."""

    executive = RadioField(_l("Who brings them on?"), validators=needed(_l("Say who brings them on.")))
    months = IntegerField(
        _l("For how many months?"), [InputRequired(_l("Between 12 and 24 months."))], default=MONTHS[0]
    )
    reason = words(_l("Why this executive?"), *needed(_l("Say why: it is kept with the plan.")))


class WishForm(Form):
    """What a candidate would like."""

    wish = words(_l("What would you like to learn, and from what kind of person?"))
    first = line(_l("Whom would you like best?"))


class DevelopmentForm(Seen):
    """The plan of a protégé."""

    target = line(_l("Target post"), *needed(_l("Say where this is to lead.")))
    strengths = words(_l("Strengths"))
    experience = words(_l("Experience"))
    skills = words(_l("Skills to build"))
    gaps = words(_l("Knowledge gaps"))
    exposure = words(_l("Exposure: board, customers, owners"))


class AssignmentForm(Seen):
    """A stretch assignment."""

    goal = words(_l("What is to come of it?"), *needed(_l("Say what is to come of it.")))
    business_owner = line(_l("Whose business is it?"), *needed(_l("A stretch assignment is somebody’s business.")))
    begins_on = Date(_l("From"), needed(DAY))
    ends_on = Date(_l("Until"), needed(DAY))
    risk = words(_l("What may go wrong, and what then?"))
    sponsor = line(_l("Who stands for it?"))
    review = words(_l("How did it go?"))


def people_choices(pairs: Sequence[tuple[str, str]]) -> Any:
    """Choices of a field, from public ids and names."""
    return choices(*pairs)
