"""The forms of reports: shape only. There is no field in which anybody could be quoted."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import DateField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.coaching.with_coach.forms import said
from app.core.fields import TicksField, choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from app.people.models import Person
from programs.reports import BANDS, LONGEST_NOTE, SUPPORT, Band, Support

LONGEST_COMMENT = 600
CHOOSE = _l("Choose one, please.")
BAND_CHOICES = choices(*((band.value, _l(words)) for band, words in BANDS.items()))


class ReportForm(Form):
    """How far each agreed goal has come, and what support is asked for."""

    band_1 = RadioField(_l("First goal"), [InputRequired(CHOOSE)], choices=BAND_CHOICES)
    band_2 = RadioField(_l("Second goal"), [InputRequired(CHOOSE)], choices=BAND_CHOICES)
    band_3 = RadioField(_l("Third goal"), [InputRequired(CHOOSE)], choices=BAND_CHOICES)
    until = DateField(_l("Until which day does it look?"), [InputRequired(_l("Choose a day."))])
    support = TicksField(
        _l("Support that the client asks for"),
        choices=choices(*((each.value, _l(words)) for each, words in SUPPORT.items())),
    )
    note = StringField(_l("What the support should be"), [at_most(LONGEST_NOTE)])
    version = IntegerField(widget=HiddenInput(), default=0)

    def ask_for(self, goals: Sequence[str]) -> None:
        """One question for each agreed goal."""
        for number, name in enumerate(("band_1", "band_2", "band_3")):
            if number < len(goals):
                self[name].label.text = goals[number]
            else:
                del self[name]

    @property
    def bands(self) -> list[Band]:
        """The answers, in the order of the goals."""
        names = [name for name in ("band_1", "band_2", "band_3") if name in self]
        return [Band(self[name].data) for name in names]

    @property
    def wanted(self) -> list[Support]:
        """What was ticked, in the order of the list."""
        ticked = set(self.support.data or ())
        return [each for each in SUPPORT if each.value in ticked]


class SignReportForm(Form):
    """What is signed, by its digest, and who reads it then."""

    digest = HiddenField(validators=[InputRequired(), at_most(64)])
    readers = TicksField(_l("Who reads it?"))

    def offer_readers(self, people: Sequence[Person]) -> None:
        """Whom the client may name."""
        self.readers.choices = choices(*((each.public_id, said(each)) for each in people))


class CommentForm(Form):
    """What the client says to the coach about a report."""

    text = TextAreaField(
        _l("What should be different?"),
        [InputRequired(_l("Write what should be different.")), at_most(LONGEST_COMMENT)],
    )


class ReaderForm(Form):
    """One reader."""

    person = HiddenField(validators=[InputRequired(_l("Choose somebody.")), at_most(16)])
