"""The forms of performance advising: shape only, with a sentence for each thing that is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.coaching.labels import CAUSES, JUDGEMENTS, OUTCOMES, STANDINGS
from app.core.days import Date, needed
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from programs.engagements import ADVISING, Cause, Judgement, Standing

LONGEST_LINE, LONGEST_TEXT = 200, 2000
MOST_EXAMPLES = 3


class WishForm(Form):
    """A self-referral: a few words are enough."""

    wish = TextAreaField(
        _l("What would you like to get better at?"),
        [*needed(_l("A few words are enough.")), at_most(LONGEST_TEXT)],
    )


class ReferralForm(Form):
    """A referral of somebody else; each field says what its lack would mean."""

    expectations = TextAreaField(
        _l("What is expected"),
        [
            *needed(_l("Say what is expected. Nobody can meet what was never said.")),
            at_most(LONGEST_TEXT),
        ],
    )
    example_1_on = Date(_l("First example: the day"), needed(_l("Give the day of the first example.")))
    example_1 = TextAreaField(
        _l("First example: what was seen"), [*needed(_l("Say what was seen.")), at_most(LONGEST_TEXT)]
    )
    example_2_on = Date(_l("Second example: the day"), needed(_l("Give the day of the second example.")))
    example_2 = TextAreaField(
        _l("Second example: what was seen"),
        [*needed(_l("Give a second example. One alone may be chance.")), at_most(LONGEST_TEXT)],
    )
    example_3_on = Date(_l("Third example: the day"), [Optional()])
    example_3 = TextAreaField(_l("Third example: what was seen"), [at_most(LONGEST_TEXT)])
    talked_on = Date(
        _l("I have talked with them about this on"),
        needed(_l("Say when you talked with them. They should not learn of it from this page.")),
    )
    support = TextAreaField(
        _l("What you offer to help"),
        [*needed(_l("Say what you offer: time, a colleague to ask, fewer other tasks.")), at_most(LONGEST_TEXT)],
    )
    standing = RadioField(
        _l("What it is formally"),
        choices=choices(*((each.value, STANDINGS[each]) for each in Standing)),
        validators=needed(_l("Say what it is formally. They have a right to know.")),
    )
    deadline = Date(_l("By when it is to be met"), needed(_l("Say by when it is to be met.")))

    def examples(self) -> Iterator[tuple[Any, str]]:
        """The examples that have both a day and words."""
        for number in range(1, MOST_EXAMPLES + 1):
            on, words = self[f"example_{number}_on"].data, self[f"example_{number}"].data
            if on and words:
                yield on, words


class ManagerReferralForm(ReferralForm):
    """From a manager, for somebody who reports to them."""

    person = RadioField(_l("Whom is it for?"), validators=needed(_l("Choose whom it is for.")))


class HrReferralForm(ReferralForm):
    """The same from HR, who may ask for anybody by their address."""

    person = StringField(_l("Their e-mail"), [*needed(_l("Write their e-mail.")), at_most(254)])


class StatementForm(Form):
    """What the client says to a referral, before anybody else reads it."""

    words = TextAreaField(_l("What you want to say to it"), [at_most(LONGEST_TEXT)])


class OfferForm(Form):
    """The client's yes, with its conditions."""

    days = RadioField(
        _l("How long"),
        choices=choices(*((str(each), _l("%(days)s days", days=each)) for each in ADVISING.days)),
        default=str(ADVISING.days[-1]),
        validators=needed(_l("Choose how long it lasts.")),
    )
    with_manager = BooleanField(_l("My manager may see areas, attendance and status"))


class AssignForm(Form):
    """Who takes it on."""

    guide = RadioField(_l("Who has room"), validators=needed(_l("Choose somebody.")), validate_choice=False)


class PromiseForm(Form):
    """By when there will be an answer."""

    day = Date(_l("There will be an answer by"), needed(_l("Say by which day.")))


class CaseloadForm(Form):
    """How many one takes."""

    most = IntegerField(
        _l("How many clients at once"),
        [InputRequired(_l("Write a number.")), NumberRange(0, 20, _l("Between none and twenty."))],
    )
    free_on = Date(_l("Free again from"), [Optional()])


class CauseForm(Form):
    """What stands behind it."""

    cause = RadioField(
        _l("What is it most of all?"),
        choices=choices(*((each.value, CAUSES[each]) for each in Cause)),
        validators=needed(_l("Choose one. It can be changed.")),
    )


class PlanForm(Form):
    """One to three areas; those without a name are left out."""

    seen = HiddenField(default="0")
    name_1 = StringField(_l("Area"), [*needed(_l("Name one area at least.")), at_most(LONGEST_LINE)])
    name_2 = StringField(_l("Area"), [at_most(LONGEST_LINE)])
    name_3 = StringField(_l("Area"), [at_most(LONGEST_LINE)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether each area that has a name has all the rest."""
        is_right = super().validate(extra_validators)
        for number in self.named():
            for name in (*(each for each, _label in AREA_FIELDS), "due"):
                field = self[f"{name}_{number}"]
                if not field.data and not field.errors:
                    field.errors = [_("Say this too, or leave the area out.")]
                    is_right = False
        return is_right

    def named(self) -> list[int]:
        """The numbers of the areas that have a name."""
        return [number for number in range(1, ADVISING.most_areas + 1) if self[f"name_{number}"].data]


AREA_FIELDS = (
    ("expectation", _l("What is expected")),
    ("measure", _l("How one sees it")),
    ("start", _l("Where it is now")),
    ("target", _l("Where it should come")),
    ("support", _l("Who helps, with what")),
)
for _number in range(1, ADVISING.most_areas + 1):
    for _name, _label in AREA_FIELDS:
        setattr(PlanForm, f"{_name}_{_number}", StringField(_label, [at_most(LONGEST_LINE)]))
    setattr(PlanForm, f"due_{_number}", Date(_l("By when"), [Optional()]))


class TalkForm(Form):
    """A weekly talk: three times three lines at most."""

    on = Date(_l("Day"), needed(_l("Say which day.")))
    was_held = RadioField(
        _l("Did it take place?"),
        choices=choices(("yes", _l("Yes")), ("no", _l("No"))),
        default="yes",
        validators=needed(_l("Say whether it took place.")),
    )
    done = TextAreaField(_l("Done"), [at_most(600)])
    undone = TextAreaField(_l("Not done"), [at_most(600)])
    blocked = TextAreaField(_l("In the way"), [at_most(600)])


class JudgeForm(Form):
    """How far the client is, area by area."""


class ViewForm(Form):
    """How the advisor sees it, area by area."""


for _number in range(1, ADVISING.most_areas + 1):
    _level = RadioField(
        _l("How far"),
        choices=choices(*((each.value, JUDGEMENTS[each]) for each in Judgement)),
        validators=needed(_l("Say how far they are.")),
    )
    _example = TextAreaField(
        _l("An example"), [*needed(_l("Give an example. Without one it is only an opinion.")), at_most(LONGEST_TEXT)]
    )
    setattr(JudgeForm, f"level_{_number}", _level)
    setattr(JudgeForm, f"example_{_number}", _example)
    setattr(ViewForm, f"view_{_number}", TextAreaField(_l("How you see it"), [at_most(LONGEST_TEXT)]))


def for_areas(form: Form, names: Sequence[str], areas: int) -> None:
    """Leave in a form only as many fields of each name as there are areas."""
    for number in range(areas + 1, ADVISING.most_areas + 1):
        for name in names:
            del form[f"{name}_{number}"]


class AnswerForm(Form):
    """What the client says to a judgement."""

    words = TextAreaField(_l("What you say to it"), [*needed(_l("Write something first.")), at_most(LONGEST_TEXT)])


class ExtensionForm(Form):
    """A few more days, once."""

    days = IntegerField(
        _l("How many days more"),
        [InputRequired(_l("Write a number.")), NumberRange(1, 30, _l("Between one and thirty days."))],
    )


class OutcomeForm(Form):
    """How it ended."""

    outcome = RadioField(_l("How it ended"), validators=needed(_l("Choose how it ended.")))

    def offer(self, outcomes: Sequence[Any]) -> None:
        """The endings that this person may say."""
        self.outcome.choices = choices(*((each.value, OUTCOMES[each]) for each in outcomes))


class StillForm(Form):
    """The one question three months later."""

    still = RadioField(
        _l("Is what was expected still met?"),
        choices=choices(("yes", _l("Yes")), ("no", _l("No"))),
        validators=needed(_l("Choose yes or no.")),
    )
