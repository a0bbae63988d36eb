"""The forms of coaching: shape only."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.coaching.with_coach.queries import Coach
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.coaching import LONGEST_GOAL, LONGEST_SCOPE, MONTHS, SESSIONS

LONGEST_WISH = 1000
CHOOSE = _l("Choose one, please.")


class TermsForm(Form):
    """How long, and how many sessions."""

    months = SelectField(_l("For how long?"), [InputRequired(CHOOSE)], coerce=int)
    sessions = SelectField(_l("How many sessions?"), [InputRequired(CHOOSE)], coerce=int)

    def offer_terms(self) -> None:
        """The lengths there are."""
        self.months.choices = choices(*((str(each), _("%(count)s months", count=each)) for each in MONTHS))
        self.sessions.choices = choices(*((str(each), _("%(count)s sessions", count=each)) for each in SESSIONS))


class CoachForm(Form):
    """Which coach."""

    coach = RadioField(_l("Which coach?"), [InputRequired(CHOOSE)])

    def offer_coaches(self, pool: Sequence[Coach]) -> None:
        """Those who have room."""
        self.coach.choices = choices(*((each.person.public_id, said(each.person)) for each in pool if each.free))


class AskForm(CoachForm, TermsForm):
    """What a client asks for."""

    sponsor = RadioField(_l("Who stands for the organisation as your sponsor?"), [InputRequired(CHOOSE)])
    wish = TextAreaField(
        _l("What would you like to work on?"),
        [InputRequired(_l("Write a sentence or two, so that the coach knows.")), at_most(LONGEST_WISH)],
    )

    def offer_sponsors(self, people: Sequence[Person]) -> None:
        """Those who can be it."""
        self.sponsor.choices = choices(*((each.public_id, said(each)) for each in people))


class AgreementForm(TermsForm):
    """What is agreed."""

    scope = TextAreaField(_l("What the coaching is for"), [at_most(LONGEST_SCOPE)])
    goal_1 = StringField(_l("First goal"), [at_most(LONGEST_GOAL)])
    goal_2 = StringField(_l("Second goal"), [at_most(LONGEST_GOAL)])
    goal_3 = StringField(_l("Third goal"), [at_most(LONGEST_GOAL)])
    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])

    @property
    def goals(self) -> list[str]:
        """Those that were filled in."""
        return [each.data for each in (self.goal_1, self.goal_2, self.goal_3) if each.data]


class SignForm(Form):
    """What is signed, by its digest."""

    digest = HiddenField(validators=[InputRequired(), at_most(64)])


class SessionForm(Form):
    """A session."""

    on = DateField(_l("On which day?"), [InputRequired(_l("Choose a day."))])
    was_held = RadioField(
        _l("Did it take place?"),
        [InputRequired(CHOOSE)],
        choices=choices(("yes", _l("It took place")), ("no", _l("It did not"))),
    )


class GoalForm(Form):
    """A goal of the client’s own."""

    text = StringField(_l("A goal of your own"), [InputRequired(_l("Write what it is.")), at_most(LONGEST_GOAL)])


class SeenForm(Form):
    """The version that somebody looked at."""

    version = IntegerField(widget=HiddenInput(), validators=[InputRequired()])


class EndForm(Form):
    """How it ends."""

    outcome = RadioField(
        _l("How does it end?"),
        [InputRequired(CHOOSE)],
        choices=choices(("met", _l("The goals are met")), ("ended", _l("It ends here, met or not"))),
    )


class OfferForm(Form):
    """To whom a manager offers coaching."""

    person = HiddenField(validators=[InputRequired(), at_most(16)])


def said(person: Person) -> str:
    """Somebody in a list: name, and what they do."""
    return f"{person.name}, {person.position}" if person.position else person.name
