"""The form of one step: fields by the kinds of its questions, and what was typed as the services take it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from app.core.characters import readable
from app.core.fields import choices, grouped
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.people.forms import HoursForm, week_fields
from app.people.names import fold
from app.people.phrases import OWN_WORDS, phrase_level
from app.people.spoken import UnknownLanguage, codes_of, language_name, time_zone_choices
from app.sign_up.asking import stand_of, stored
from app.sign_up.models import SignUp
from programs.questions import Question, QuestionKind, Step
from programs.vocabulary import INTERESTS, VALUES

PHRASES = [(str(level), words) for level, words in OWN_WORDS.items()]
GOALS = PHRASES[1:]
LONGEST = 120
Fields = dict[str, Any]


class SideForm(Form):
    """As what somebody would like to take part."""

    side = HiddenField(validators=[InputRequired(), Length(max=10)])


class VersionForm(Form):
    """The words that somebody read, by their version."""

    version = HiddenField(validators=[InputRequired(), Length(max=16)])


class SwitchForm(Form):
    """Something that one switches for oneself."""

    on = HiddenField(validators=[InputRequired(), Length(max=12)])


class TickBoxes(SelectMultipleField):
    """Boxes to tick, any of them."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: BaseForm) -> None:
        """Raise ValidationError for what is no box here, without repeating it."""
        try:
            super().pre_validate(form)
        except ValidationError:
            raise ValidationError(_("Tick boxes of the list.")) from None


class StepForm(HoursForm):
    """One step; made by ``step_form``. ``stand`` tells whether the answers have changed since it was shown."""

    stand = HiddenField(validators=[Length(max=16)])
    find = StringField(_l("Find"), [at_most(200)], filters=[readable])
    looked_for = HiddenField(validators=[Length(max=200)], filters=[readable])
    find_avoid = StringField(_l("Name"), [at_most(200)], filters=[readable])
    looked_for_avoid = HiddenField(validators=[Length(max=200)], filters=[readable])
    sign_up: SignUp
    step: Step
    codes: list[str]
    was_sent: bool

    def validate(self, extra_validators: Any = None) -> bool:
        """With the week only where the step asks for it."""
        if "from_1" in self:
            return super().validate(extra_validators)
        return Form.validate(self, extra_validators)

    def validate_languages(self, field: StringField) -> None:
        """Set aside the codes of what was typed."""
        try:
            self.codes = codes_of(field.data or "")
        except UnknownLanguage as unknown:
            raise ValidationError(str(unknown)) from None

    def given(self) -> dict[str, Any]:
        """What was typed, by the key of the question."""
        readers = ((each, READERS.get(each.kind)) for each in self.step.questions)
        return {each.key: read(self, each) for each, read in readers if read is not None}

    def look_again(self, sign_up: SignUp) -> None:
        """Take the answers as they are now for what this form was shown by."""
        self.stand.data = stand_of(sign_up, self.step.topic)


def step_form(sign_up: SignUp, step: Step) -> StepForm:
    """The form of a step with what is kept already."""
    fields: Fields = {}
    for question in step.questions:
        fields |= FIELDS.get(question.kind, _no_fields)(question, sign_up)
    form: StepForm = type("StepForm", (StepForm,), fields)()
    form.sign_up, form.step = sign_up, step
    form.was_sent = bool(form.is_submitted())  # type: ignore[no-untyped-call]  # Flask-WTF is untyped
    if not form.was_sent:
        form.look_again(sign_up)
    return form


def skill_key(entry: Mapping[str, Any]) -> str:
    """What a skill goes by in the names of fields: one that is not in the list, by a digest of its name."""
    return entry.get("skill") or hashlib.sha256(fold(entry["name"]).encode()).hexdigest()[:16]


def _no_fields(_question: Question, _sign_up: SignUp) -> Fields:
    return {}


def _wanted_fields(question: Question, sign_up: SignUp) -> Fields:
    fields: Fields = {}
    for entry in stored(sign_up, question.key) or ():
        key, name = skill_key(entry), entry["name"]
        fields[f"today_{key}"] = _phrases(_l("Today this is …"), PHRASES, entry.get("today"))
        fields[f"goal_{key}"] = _phrases(_l("%(skill)s: how far", skill=name), GOALS, entry["level"])
    return fields


def _offered_fields(question: Question, sign_up: SignUp) -> Fields:
    return {
        f"level_{skill_key(entry)}": _phrases(entry["name"], GOALS, entry["level"])
        for entry in stored(sign_up, question.key) or ()
    }


def _phrases(label: Any, phrases: list[tuple[str, Any]], level: float | None) -> RadioField:
    chosen = None if level is None else str(phrase_level(int(level)))
    return RadioField(label, [Optional()], choices=choices(*phrases), default=chosen)


def _role_fields(question: Question, sign_up: SignUp) -> Fields:
    said = list(stored(sign_up, question.key) or ())
    padded = [*said, *[""] * question.most][: max(question.most, len(said))]
    return {
        f"{question.key}_{place}": StringField(_l("Role %(number)s", number=place), [at_most(LONGEST)], default=words)
        for place, words in enumerate(padded, 1)
    }


def _value_fields(question: Question, sign_up: SignUp) -> Fields:
    said = list(stored(sign_up, question.key) or ())
    offered = [*VALUES, *(each for each in said if each not in VALUES)]
    return {question.key: _boxes(question, offered, said)}


def _interest_fields(question: Question, sign_up: SignUp) -> Fields:
    said = list(stored(sign_up, question.key) or ())
    others = ", ".join(each for each in said if each not in INTERESTS)
    return {
        question.key: _boxes(question, INTERESTS, [each for each in said if each in INTERESTS]),
        "interests_own": StringField(_l("Something else"), [at_most(300)], default=others),
    }


def _boxes(question: Question, offered: Iterable[str], said: list[str]) -> TickBoxes:
    return TickBoxes(_l(question.words), choices=choices(*((each, _l(each)) for each in offered)), default=said)


def _seat_fields(question: Question, sign_up: SignUp) -> Fields:
    most = max(sign_up.cohort.seats_cap, sign_up.seats)
    offered = [(str(count), ngettext("One mentee", "%(num)s mentees", count)) for count in range(1, most + 1)]
    field = RadioField(
        _l(question.words),
        [InputRequired(_("Choose how many."))],
        choices=choices(*offered),
        default=str(sign_up.seats) if sign_up.seats else None,
    )
    return {question.key: field}


def _language_fields(question: Question, sign_up: SignUp) -> Fields:
    names = ", ".join(language_name(code) for code in sign_up.person.languages)
    return {question.key: StringField(_l(question.words), [at_most(1_000)], default=names)}


def _hour_fields(_question: Question, sign_up: SignUp) -> Fields:
    zone = sign_up.person.time_zone
    field = SelectField(_l("Your time zone"), choices=grouped(time_zone_choices(zone)), default=zone or "")
    return {"time_zone": field, **week_fields(sign_up.person.working_hours)}


def _wanted(form: StepForm, question: Question) -> list[dict[str, Any]]:
    entries = []
    for entry in stored(form.sign_up, question.key) or ():
        key = skill_key(entry)
        said = {"level": _level(form, f"goal_{key}", entry["level"])}
        today = _level(form, f"today_{key}", entry.get("today"))
        entries.append({**entry, **said, **({"today": today} if today is not None else {})})
    return entries


def _offered(form: StepForm, question: Question) -> list[dict[str, Any]]:
    entries = stored(form.sign_up, question.key) or ()
    return [{**each, "level": _level(form, f"level_{skill_key(each)}", each["level"])} for each in entries]


def _level(form: StepForm, name: str, before: float | None) -> float | None:
    """The level of the phrase that was chosen; a finer one that lies in the same phrase stays."""
    chosen: Any = form[name].data if name in form else None
    if not chosen:
        return before
    level = int(chosen)
    return before if before is not None and phrase_level(int(before)) == level else level


def _roles(form: StepForm, question: Question) -> list[str]:
    names = [field.data or "" for name, field in _named(form, f"{question.key}_")]
    return list(dict.fromkeys(each for each in names if each))


def _named(form: StepForm, prefix: str) -> list[tuple[str, Field]]:
    return [(field.name, field) for field in form if field.name.startswith(prefix)]


def _ticked(form: StepForm, question: Question) -> list[str]:
    return list(form[question.key].data or ())


def _interests(form: StepForm, question: Question) -> list[str]:
    own = (each.strip() for each in (form["interests_own"].data or "").replace(";", ",").split(","))
    return list(dict.fromkeys([*_ticked(form, question), *(each for each in own if each)]))


def _seats(form: StepForm, question: Question) -> int:
    typed = form[question.key].data or ""
    return int(typed) if typed.isascii() and typed.isdecimal() else form.sign_up.seats


def _languages(form: StepForm, _question: Question) -> list[str]:
    return form.codes if form.was_sent and not form.errors else form.sign_up.person.languages


def _hours(form: StepForm, _question: Question) -> dict[str, Any]:
    """A week that was shown and not touched stays untold."""
    week, person = form.week(), form.sign_up.person
    shown = {day: hours for day, hours in week.items() if hours != ["09:00", "17:00"] or day in "67"}
    is_untouched = not person.working_hours and not shown and len(week) == 5
    zone = form["time_zone"].data or None
    return {"time_zone": zone, "working_hours": person.working_hours if is_untouched else week}


FIELDS: dict[QuestionKind, Callable[[Question, SignUp], Fields]] = {
    QuestionKind.SKILLS_WANTED: _wanted_fields,
    QuestionKind.SKILLS_OFFERED: _offered_fields,
    QuestionKind.ROLES: _role_fields,
    QuestionKind.INTERESTS: _interest_fields,
    QuestionKind.VALUES: _value_fields,
    QuestionKind.SEATS: _seat_fields,
    QuestionKind.LANGUAGES: _language_fields,
    QuestionKind.HOURS: _hour_fields,
}
READERS: dict[QuestionKind, Callable[[StepForm, Question], Any]] = {
    QuestionKind.SKILLS_WANTED: _wanted,
    QuestionKind.SKILLS_OFFERED: _offered,
    QuestionKind.ROLES: _roles,
    QuestionKind.INTERESTS: _interests,
    QuestionKind.VALUES: _ticked,
    QuestionKind.SEATS: _seats,
    QuestionKind.LANGUAGES: _languages,
    QuestionKind.HOURS: _hours,
}
