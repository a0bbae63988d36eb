"""The forms about people: shape only, choices handed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from wtforms import DateField, EmailField, IntegerField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from app.core.db import PUBLIC_ID_LENGTH
from app.core.fields import choices, grouped
from app.core.forms import Form, at_most
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.people.fields import HIGHEST_LEVEL, LONGEST_ABOUT
from app.people.labels import LABELS, ROLES, STATES, THEMES
from app.people.models import Person, PersonState, Role, Skill
from app.people.phrases import OWN_WORDS
from app.people.services import LineStep
from app.people.spoken import UnknownLanguage, codes_of, language_name, time_zone_choices
from app.people.starter_skills import AREAS
from app.people.working_hours import DAYS, Week, hours_of_day, kept

PHRASES = {str(level): words for level, words in OWN_WORDS.items()}


def _text(name: str, longest: int = 200, *more: Any, **options: Any) -> StringField:
    return StringField(LABELS[name], [at_most(longest), *more], **options)


class HrForm(Form):
    """What HR keeps about somebody; used to add people and to change them."""

    name = _text("name", 200, InputRequired(_l("Write a name.")))
    email = EmailField(LABELS["email"], [at_most(254)])
    external_id = _text("external_id", 100)
    job_title = _text("job_title")
    department = _text("department")
    job_family = _text("job_family")
    site = _text("site")
    time_zone = SelectField(LABELS["time_zone"], default="")
    level = IntegerField(
        LABELS["level"],
        [Optional(), NumberRange(0, HIGHEST_LEVEL, _l("A level is a number from 0 to 99."))],
    )
    start_on = DateField(LABELS["start_on"], [Optional()])
    state = SelectField(
        LABELS["state"],
        choices=choices(*((state.value, STATES[state]) for state in (PersonState.ACTIVE, PersonState.JOINING))),
    )

    def __init__(self, person: Person | None = None) -> None:
        super().__init__(obj=person)
        self.time_zone.choices = grouped(time_zone_choices(person.time_zone if person else None))

    def given(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        fields = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        return {**fields, "state": PersonState(self.state.data)}


class OwnForm(Form):
    """What everybody keeps about themselves."""

    pronouns = _text("pronouns", 40)
    languages = StringField(LABELS["languages"], [at_most(1_000)])
    time_zone = SelectField(LABELS["time_zone"], default="")
    about = TextAreaField(LABELS["about"], [at_most(LONGEST_ABOUT)])
    codes: list[str]

    def __init__(self, person: Person) -> None:
        kept = {name: getattr(person, name) for name in ("pronouns", "time_zone", "about")}
        names = [language_name(code) for code in person.languages]
        super().__init__(data={**kept, "languages": ", ".join(names)})
        self.time_zone.choices = grouped(time_zone_choices(person.time_zone))

    def validate_languages(self, field: StringField) -> None:
        try:
            self.codes = codes_of(field.data or "")
        except UnknownLanguage as unknown:
            raise ValidationError(str(unknown)) from None

    def given(self) -> dict[str, Any]:
        """What was typed, as the services take it."""
        words = {"pronouns": self.pronouns.data, "time_zone": self.time_zone.data, "about": self.about.data}
        return {**words, "languages": self.codes}


class HoursForm(Form):
    """A week of working hours; made by ``hours_form``, or mixed into a larger form by ``week_fields``."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether each day has both times or none, and there is a day at all."""
        is_right = super().validate(extra_validators)
        halves = [day for day in DAYS if (self[f"from_{day}"].data is None) != (self[f"to_{day}"].data is None)]
        for day in halves:
            self[f"to_{day}"].errors = [_("Write both times, or none on a day off.")]
        if not halves and not self.week():
            self["from_1"].errors = [_("Leave at least one day on which you work.")]
            return False
        return bool(is_right) and not halves

    def week(self) -> dict[str, Any]:
        """The week as it is kept; days with one time only are left out."""
        times = {day: (self[f"from_{day}"].data, self[f"to_{day}"].data) for day in DAYS}
        return kept({day: both for day, both in times.items() if None not in both})


def week_fields(week: Week) -> dict[str, TimeField]:
    """Two fields for each day, ``from_1`` and ``to_1`` for Monday, filled with what is kept."""
    fields: dict[str, TimeField] = {}
    for day, name in DAYS.items():
        first, last = hours_of_day(week, day) or (None, None)
        fields[f"from_{day}"] = TimeField(_l("%(day)s from", day=name), [Optional()], default=first)
        fields[f"to_{day}"] = TimeField(_l("%(day)s to", day=name), [Optional()], default=last)
    return fields


def hours_form(person: Person) -> HoursForm:
    """The week of somebody’s working hours."""
    form: HoursForm = type("HoursForm", (HoursForm,), week_fields(person.working_hours))()
    return form


class AppearanceForm(Form):
    """Light or dark."""

    theme = RadioField(_l("Pages are shown"), choices=choices(*THEMES.items()))


class LineForm(Form):
    """One step on the page of reporting lines: what to do, and with whom."""

    step = SelectField(choices=choices(*((step.value, step.value) for step in LineStep)))
    boss = StringField(validators=[Length(max=PUBLIC_ID_LENGTH)])


class RoleForm(Form):
    """A role to give."""

    role = SelectField(_l("Role"))

    def __init__(self, roles: Iterable[Role]) -> None:
        super().__init__()
        self.role.choices = choices(*((role.value, ROLES[role]) for role in roles))


class ProposalForm(Form):
    """A skill that is not in the list, and how well the person knows it."""

    name = StringField(_l("Skill"), [InputRequired(_l("Write the name of a skill.")), at_most(80)])
    level = RadioField(
        _l("Today this is …"), [InputRequired(_l("Choose one of the four."))], choices=choices(*PHRASES.items())
    )


class SkillNameForm(Form):
    """A better name for a skill."""

    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), at_most(80)])


class ApproveForm(Form):
    """Where in the list a proposal belongs."""

    area = SelectField(
        _l("Area"),
        [InputRequired(_l("Choose the area that the skill belongs to."))],
        choices=choices(("", _l("Choose an area")), *((area, area) for area in AREAS)),
    )


class RejectForm(Form):
    """A word to whoever proposed the skill."""

    answer = TextAreaField(_l("Your word to whoever proposed it"), [at_most(300)])


class MergeForm(Form):
    """The skill that stays, by its public id."""

    into = SelectField(_l("The skill that stays"), [InputRequired(_l("Choose the skill that stays."))])

    def __init__(self, skills: Iterable[Skill], **options: Any) -> None:
        super().__init__(**options)
        groups: dict[str, list[tuple[str, str]]] = {"": [("", _("Choose a skill"))]}
        for skill in skills:
            groups.setdefault(skill.area, []).append((skill.public_id, skill.name))
        self.into.choices = grouped(groups)


class SkillsForm(Form):
    """Four phrases for each skill of a person's list; made by ``skills_form``."""

    def levels(self, skills: Sequence[Skill]) -> dict[Skill, int]:
        """The levels that were chosen."""
        chosen = {skill: self[_field_name(skill)].data for skill in skills}
        return {skill: int(level) for skill, level in chosen.items() if level in PHRASES}


def skills_form(skills: Iterable[Skill], levels: dict[int, int]) -> SkillsForm:
    """A form with a question for each skill; ``levels`` by the skill's id are what was said before."""
    fields = {
        _field_name(skill): RadioField(
            skill.name,
            [InputRequired(_("Choose one of the four, or take the skill off."))],
            choices=choices(*PHRASES.items()),
            default=str(levels[skill.id]) if skill.id in levels else None,
        )
        for skill in skills
    }
    form: SkillsForm = type("SkillsForm", (SkillsForm,), fields)()
    return form


def _field_name(skill: Skill) -> str:
    return f"skill_{skill.public_id}"
