"""One short form for each item of the checklist."""

from __future__ import annotations

from typing import Any

from babel import Locale
from wtforms import EmailField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Email, NumberRange, Optional

from app.core.fields import choices, grouped
from app.core.forms import Form, at_most
from app.core.i18n import LANGUAGES
from app.core.i18n import lazy_gettext as _l

_ADDRESS = Email(_l("Write an e-mail address, such as mentoring@example.org."))


class OrganisationForm(Form):
    name = StringField(_l("Name of the organisation"), [DataRequired(_l("Write its name.")), at_most(120)])
    contact_name = StringField(_l("Who helps people with questions"), [at_most(120)])
    contact_email = EmailField(_l("Their e-mail address"), [Optional(), at_most(254), _ADDRESS])


class LettersForm(Form):
    sender_name = StringField(_l("Name of the sender"), [DataRequired(_l("Write a name.")), at_most(120)])
    sender_address = EmailField(
        _l("Address of the sender"), [DataRequired(_l("Write an address.")), at_most(254), _ADDRESS]
    )


class TimeForm(Form):
    time_zone = SelectField(_l("Time zone"), [DataRequired(_l("Choose a time zone."))])
    language = SelectField(_l("Language"), choices=choices(*((code, Locale(code).display_name) for code in LANGUAGES)))

    def __init__(self, zones: dict[str, list[tuple[str, str]]], **values: Any) -> None:
        super().__init__(**values)
        self.time_zone.choices = grouped(zones)


class EmergencyForm(Form):
    emergency_number = StringField(
        _l("Number for an emergency"), [DataRequired(_l("Write a number that works where people are.")), at_most(40)]
    )
    eap_name = StringField(_l("Name of your employee assistance program"), [at_most(120)])
    eap_number = StringField(_l("Its number"), [at_most(40)])


class ReadingForm(Form):
    """How long the words of a pair that has ended are read; the rooms follow it."""

    reading_days = SelectField(
        _l("How long both can still read it"),
        coerce=int,
        choices=choices(
            ("30", _l("30 days")),
            ("60", _l("60 days")),
            ("90", _l("90 days")),
            ("180", _l("180 days, half a year")),
            ("365", _l("365 days, a year")),
        ),
    )


class PrivacyForm(Form):
    privacy_notice = TextAreaField(_l("The notice"), [DataRequired(_l("Write the notice.")), at_most(20_000)])


class SafeguardingForm(Form):
    officer_email = EmailField(
        _l("E-mail of the safeguarding officer"), [DataRequired(_l("Write their work e-mail.")), at_most(254)]
    )
    officer_phone = StringField(_l("Phone of the safeguarding officer"), [at_most(40)])
    deputy_email = EmailField(_l("E-mail of the deputy"), [at_most(254)])
    deputy_phone = StringField(_l("Phone of the deputy"), [at_most(40)])
    months = IntegerField(
        _l("How many months a note that is done is kept"),
        [Optional(), NumberRange(1, 60, _l("Between 1 and 60 months."))],
        default=12,
    )
