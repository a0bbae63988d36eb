"""The forms about cohorts: shape only, choices handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from flask_wtf.file import FileField
from wtforms import DateField, EmailField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.cohorts.models import Side
from app.cohorts.services import Outline
from app.cohorts.sign_ups.columns import Meaning, choices_for, meaning_of
from app.cohorts.sign_ups.files import SignUpFile, field_of
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from programs.catalogue import PROGRAM_TYPES

LONGEST_EMAIL = 254


def names_in(typed: str | None) -> tuple[str, ...]:
    """What was typed, parted by commas."""
    return tuple(name for each in (typed or "").split(",") if (name := each.strip()))


class CohortForm(Form):
    """A new cohort."""

    program_type = RadioField(
        _l("Which program is it?"),
        [InputRequired(_l("Choose a program."))],
        choices=lambda: choices(*((kind.slug, _l(kind.name)) for kind in PROGRAM_TYPES.values())),
    )
    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), at_most(120)])
    purpose = TextAreaField(_l("What it is for"), [at_most(1_000)])
    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), [Optional()])
    audience = TextAreaField(_l("For whom it is"), [at_most(1_000)])
    competencies = StringField(_l("Skills it is about"), [at_most(600)])
    contact = EmailField(_l("Whom people may ask"), [at_most(LONGEST_EMAIL)])
    second = EmailField(_l("A second administrator"), [at_most(LONGEST_EMAIL)])

    def outline(self) -> Outline:
        """What was typed, as the service takes it."""
        return Outline(
            program_type=self.program_type.data,
            name=self.name.data or "",
            purpose=self.purpose.data or "",
            starts_on=self.starts_on.data,  # type: ignore[arg-type]  # required above
            ends_on=self.ends_on.data,
            audience=self.audience.data or "",
            competencies=names_in(self.competencies.data),
            contact=self.contact.data or "",
            second=self.second.data or "",
        )


class CopyForm(Form):
    """A cohort made again: another name, another first day."""

    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), at_most(120)])
    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose the first day."))])

    def beginning(self) -> tuple[str, date]:
        """The two, as the service takes them."""
        return self.name.data or "", self.starts_on.data  # type: ignore[return-value]  # required above


class AdministratorForm(Form):
    """Somebody who is to run the cohort as well."""

    email = EmailField(
        _l("Their e-mail address"), [InputRequired(_l("Write an e-mail address.")), at_most(LONGEST_EMAIL)]
    )


class PersonForm(Form):
    """Somebody of a list, named by the button beside them."""

    person = HiddenField(validators=[InputRequired(), Length(max=16)])


class PhaseForm(Form):
    """The phase that a button leads to."""

    phase = HiddenField(validators=[InputRequired(), Length(max=40)])


class SignUpFilesForm(Form):
    """Two files, either of which may come alone."""

    mentees = FileField(_l("Mentees"))
    mentors = FileField(_l("Mentors"))


class ConfirmForm(Form):
    """The plan that somebody looked at, by its digest."""

    digest = HiddenField(validators=[InputRequired(), Length(max=64)])


class InviteForm(Form):
    """How many letters somebody saw on the page."""

    expected = HiddenField(validators=[InputRequired(), Length(max=9)])

    def number(self) -> int:
        """The number, −1 for what is none."""
        typed = self.expected.data or ""
        return int(typed) if typed.isascii() and typed.isdecimal() else -1


class ColumnsForm(Form):
    """A question for each column of the files that has to be explained; see ``columns_form``."""

    fields_by_side: Mapping[Side, Mapping[str, str]]

    def chosen(self) -> dict[Side, dict[str, Meaning]]:
        """What each column was said to hold, those that are left out not named."""
        return {
            side: {
                heading: each for heading, name in fields.items() if (each := meaning_of(self[name].data)) is not None
            }
            for side, fields in self.fields_by_side.items()
        }


def columns_form(files: Iterable[SignUpFile]) -> ColumnsForm:
    """A form that asks of every column what it holds, with what was recognised already chosen."""
    fields: dict[str, SelectField] = {}
    by_side: dict[Side, dict[str, str]] = {}
    for file in files:
        names = {heading: f"{field_of(file.side)}_{place}" for place, heading in enumerate(file.headings)}
        by_side[file.side] = names
        for heading, name in names.items():
            known = file.meaning.get(heading)
            offered = choices(*choices_for(file.side))
            fields[name] = SelectField(heading, choices=offered, default=known.value if known else "")
    form: ColumnsForm = type("ColumnsForm", (ColumnsForm,), fields)()
    form.fields_by_side = by_side
    return form
