"""The forms about meetings: when, how long, where, and whether it took place. None asks what it was about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, cast

from wtforms import (
    DateField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.meetings.models import LONGEST, LONGEST_PLACE, SHORTEST
from app.meetings.services import Log, Offer
from app.meetings.services.offers import MOST_TIMES
from programs.calendar_times import WALL_FORMAT

OWN = ("own_1", "own_2", "own_3")
HELD, NOT_HELD = "held", "not-held"


class TimesField(SelectMultipleField):
    """Boxes to tick, one for each time that was found."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Nothing: a time that was suggested a while ago is still a time."""


class WholeNumber(IntegerField):
    """A number of minutes; anything else is refused in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Write a number of minutes, such as 45.")) from error


class WallTime(DateTimeLocalField):
    """A date and a time of day; half of it, or no such date, is refused in our own words."""

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Choose a day and a time, such as 26 November, 10:00.")) from error


def _minutes(label: Any, *checks: Any) -> WholeNumber:
    return WholeNumber(label, [*checks], render_kw={"list": "lengths", "inputmode": "numeric"})


class OfferForm(Form):
    """One to three times. ``seen`` is the state of the meeting that they are to replace or move."""

    times = TimesField(_l("Times that suit you both"))
    own_1 = WallTime(_l("Another day or time"), [Optional()])
    own_2 = WallTime(_l("A second one of your own"), [Optional()])
    own_3 = WallTime(_l("A third one of your own"), [Optional()])
    minutes = _minutes(
        _l("How long, in minutes"),
        InputRequired(_l("Write how long.")),
        NumberRange(SHORTEST, LONGEST, _l("A meeting lasts from 10 minutes to 8 hours.")),
    )
    place = StringField(_l("Where"), [at_most(LONGEST_PLACE)])
    seen = HiddenField(validators=[Length(max=12)])

    def offer_times(self, suggested: Iterable[tuple[str, str]]) -> None:
        """Show these times to choose from, and those that were ticked before; on a fresh form the first three are."""
        known = dict(suggested)
        if self.times.data is None:
            self.times.data = list(known)[:MOST_TIMES]
        ticked = [each for each in self.times.data or [] if each not in known and _wall(each) is not None]
        self.times.choices = choices(*known.items(), *((each, each.replace("T", ", ")) for each in ticked))

    def validate_times(self, field: TimesField) -> None:
        """Refuse what no page of ours has offered."""
        field.data = [each for each in field.data or [] if _wall(each) is not None]

    def offer(self) -> Offer:
        """What was chosen, as the service takes it."""
        own = [self[name].data for name in OWN if self[name].data is not None]
        ticked = [wall for each in self.times.data or [] if (wall := _wall(each)) is not None]
        field = "own_1" if own or not self.times.choices else "times"
        place = self.place.data or ""
        return Offer(walls=[*ticked, *own], minutes=self.minutes.data or 0, place=place, field=field)


class AnswerForm(Form):
    """The time that was chosen, as an instant, and the state of the meeting that its reader saw."""

    time = HiddenField(validators=[Length(max=40)])
    seen = HiddenField(validators=[Length(max=12)])

    def starts_at(self) -> datetime | None:
        """The instant; None where none was chosen."""
        try:
            return datetime.fromisoformat(self.time.data or "").astimezone(UTC)
        except (ValueError, OverflowError):
            return None


class LogForm(Form):
    """Whether a meeting took place, how long, and perhaps when the next one is to be."""

    outcome = RadioField(
        _l("Did it take place?"),
        [InputRequired(_l("Say whether it took place."))],
        choices=choices((HELD, _l("Yes")), (NOT_HELD, _l("No"))),
        default=HELD,
    )
    minutes = _minutes(
        _l("Minutes"), Optional(), NumberRange(1, LONGEST, _l("A meeting lasts from 1 minute to 8 hours."))
    )
    next_at = WallTime(_l("Next time"), [Optional()])

    def log(self, planned: int) -> Log:
        """What was said, as the service takes it."""
        minutes = self.minutes.data or planned
        return Log(is_held=self.outcome.data == HELD, minutes=minutes, next_wall=self.next_at.data)


class LogOtherForm(LogForm):
    """The same for a meeting that was not agreed here."""

    on = DateField(_l("Which day was it?"), [InputRequired(_l("Choose the day."))])

    def day(self) -> date:
        """The day; required, so that it is there once the form was found right."""
        return cast("date", self.on.data)


def sequence_of(form: OfferForm | AnswerForm) -> int:
    """The state that the form’s reader saw; one that no meeting is in where it does not say."""
    typed = form.seen.data or ""
    return int(typed) if typed.isdecimal() else -1


def _wall(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, WALL_FORMAT)  # noqa: DTZ007  a wall time has no zone
    except ValueError:
        return None


class GuideForm(Form):
    """The questions of one moment, one a line."""

    questions = TextAreaField(_l("The questions"), [InputRequired(_l("Write three questions.")), at_most(4_000)])
