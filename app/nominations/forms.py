"""The forms of nominations: shape only, choices handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wtforms import EmailField, HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from app.cohorts.forms import LONGEST_EMAIL
from app.core.days import Date, given, needed
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.nominations.models import CommitteeMember, Nomination, Proposal, Selection
from app.nominations.services import Draft, Terms
from app.people.evidence import Item
from programs.nominations import PROMPTS, WISHES

LONGEST_WORDS, LONGEST_PART, LONGEST_THOUGHT = 600, 2000, 4000
MOST_PLACES, MOST_PEOPLE = 500, 1_000_000
PROPOSALS = choices((Proposal.TAKE.value, _l("Take them in")), (Proposal.NOT_NOW.value, _l("Not this time")))


class Ticks(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    @property
    def ticked(self) -> set[str]:
        """Which boxes are ticked, of those that there are."""
        return {str(each.data) for each in self if each.checked}


class TermsForm(Form):
    """Until when, how many places, and out of how many people."""

    closes_on = Date(_l("Last day to be put forward"), needed(_l("Choose the last day.")))
    places = IntegerField(
        _l("Places"),
        [InputRequired(_l("Say how many.")), NumberRange(1, MOST_PLACES, _l("Between one and 500, please."))],
    )
    audience = IntegerField(
        _l("How many people it could be"),
        [InputRequired(_l("Say how many.")), NumberRange(1, MOST_PEOPLE, _l("At least one, please."))],
    )
    speaker = SelectField(_l("Talks with those who are not taken"), choices=[], default="", validate_choice=False)

    def offer(self, members: Iterable[CommitteeMember]) -> None:
        """Offer these as the speaker."""
        named = ((each.person.public_id, each.person.name) for each in members)
        self.speaker.choices = choices(("", _l("Whoever records the decision")), *named)

    def terms(self) -> Terms:
        """What was typed, as the service takes it."""
        return Terms(
            closes_on=given(self.closes_on),
            places=self.places.data or 1,
            audience=self.audience.data or 1,
            speaker=self.speaker.data or "",
        )


class MemberForm(Form):
    """Somebody who is to sit on the committee."""

    email = EmailField(
        _l("Their e-mail address"), [InputRequired(_l("Write an e-mail address.")), at_most(LONGEST_EMAIL)]
    )


class ProgramForm(MemberForm):
    """Somebody whom the program puts forward."""

    words = TextAreaField(_l("A line for them"), [at_most(LONGEST_WORDS)])


class ForwardForm(Form):
    """For which cohort a manager puts somebody forward, with a line that this person reads."""

    selection = RadioField(_l("For"), [InputRequired(_l("Choose what for."))], choices=[], validate_choice=False)
    words = TextAreaField(_l("A line for them"), [at_most(LONGEST_WORDS)])

    def offer(self, selections: Sequence[Selection]) -> None:
        """Offer these; where there is one, it is chosen."""
        self.selection.choices = choices(*((each.public_id, each.cohort.name) for each in selections))
        if len(selections) == 1 and self.selection.data is None:
            self.selection.data = selections[0].public_id


class FileForm(Form):
    """What somebody shows the committee."""

    contribution = TextAreaField(_l("What you have done well over the years"), [at_most(LONGEST_PART)])
    learning = TextAreaField(_l("When you had to find a way that nobody knew"), [at_most(LONGEST_PART)])
    quoted = Ticks(_l("Words of others that you show"), choices=[], validate_choice=False)
    attached = Ticks(_l("What you attach"), choices=[], validate_choice=False)

    def offer(self, received: Iterable[Nomination], evidence: Sequence[Item]) -> None:
        """Offer what there is, nothing of it ticked."""
        self.quoted.choices = choices(*((each.public_id, each.by.name) for each in received if each.words))
        self.attached.choices = choices(*((each.key, each.title) for each in evidence))

    def draft(self) -> Draft:
        """What was typed and ticked, as the service takes it; a box that is not there counts for nothing."""
        return Draft(
            contribution=self.contribution.data or "",
            learning=self.learning.data or "",
            quoted=self.quoted.ticked,
            attached=self.attached.ticked,
        )


class SeenForm(Form):
    """What somebody looked at, by a digest."""

    seen = HiddenField(validators=[InputRequired(), Length(max=16)])


class ReasonForm(Form):
    """What a member proposes, and why."""

    proposal = RadioField(_l("What you propose"), [InputRequired(_l("Choose one."))], choices=PROPOSALS)
    reason = TextAreaField(_l("Why"), [InputRequired(_l("Write why. One sentence will do.")), at_most(LONGEST_PART)])


class DecisionForm(Form):
    """What the committee decided, in words for the nominee."""

    outcome = RadioField(_l("What you decided"), [InputRequired(_l("Choose one."))], choices=PROPOSALS)
    answer = TextAreaField(
        _l("What they read"),
        [InputRequired(_l("Write what they read. It is the committee’s word to them.")), at_most(LONGEST_PART)],
    )


class WishForm(Form):
    """The one question."""

    said = RadioField(
        _l("Would you take responsibility for other people’s work in the next two or three years?"),
        [InputRequired(_l("Choose one."))],
        choices=choices(*((each.value, _l(words)) for each, words in WISHES.items())),
    )


class ThoughtsForm(Form):
    """What somebody asks themselves; each may stay empty."""

    whom = TextAreaField(_l(PROMPTS["whom"]), [at_most(LONGEST_THOUGHT)])
    give_up = TextAreaField(_l(PROMPTS["give-up"]), [at_most(LONGEST_THOUGHT)])
    better = TextAreaField(_l(PROMPTS["better"]), [at_most(LONGEST_THOUGHT)])
    untitled = TextAreaField(_l(PROMPTS["untitled"]), [at_most(LONGEST_THOUGHT)])
    version = HiddenField(default="0", validators=[Length(max=9)])

    def thoughts(self) -> dict[str, str]:
        """What was typed, by prompt."""
        return {name: self[name.replace("-", "_")].data or "" for name in PROMPTS}

    def show(self, thoughts: dict[str, str], version: int) -> None:
        """Put what is kept into the fields."""
        for name, words in thoughts.items():
            self[name.replace("-", "_")].data = words
        self.version.data = str(version)

    @property
    def seen(self) -> int:
        """Which version was changed; one that is no number matches none."""
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() else -1
