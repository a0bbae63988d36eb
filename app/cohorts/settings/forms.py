"""The forms of a cohort’s settings: shape only; fields that are settled by now are left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.cohorts.forms import LONGEST_EMAIL, names_in
from app.cohorts.models import Cohort
from app.cohorts.services.settings import changeable
from app.core.fields import choices
from app.core.forms import Form, at_most
from app.core.i18n import lazy_gettext as _l
from programs.privacy import PRIVACY
from programs.questions import Question

ASK = "ask_"


class DetailsForm(Form):
    """What a cohort is called, what it is for, when it runs, whom to ask."""

    name = StringField(_l("Name"), [InputRequired(_l("Write a name.")), at_most(120)])
    purpose = TextAreaField(
        _l("What it is for"), [InputRequired(_l("Say in a sentence what it is for.")), at_most(1_000)]
    )
    audience = TextAreaField(_l("For whom it is"), [at_most(1_000)])
    competencies = StringField(_l("Skills it is about"), [at_most(600)])
    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose the first day."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Choose the last day."))])
    sign_up_closes_on = DateField(_l("Last day to sign up"), [InputRequired(_l("Choose the last day to sign up."))])
    next_run_on = DateField(_l("Next match for those without a mentor"), [Optional()])
    contact = EmailField(
        _l("Whom people may ask"), [InputRequired(_l("Write an e-mail address.")), at_most(LONGEST_EMAIL)]
    )

    def changes(self) -> dict[str, Any]:
        """What was typed, by the names that the service takes."""
        typed = {field.short_name: field.data for field in self if field.short_name in _DETAILS}
        return typed | ({"competencies": names_in(typed["competencies"])} if "competencies" in typed else {})


_DETAILS = frozenset(
    {"name", "purpose", "audience", "starts_on", "ends_on", "sign_up_closes_on", "next_run_on", "contact"}
) | {"competencies"}


def details_form(cohort: Cohort) -> DetailsForm:
    """The form with what can be changed now, filled with how it stands."""
    values = {name: getattr(cohort, name) for name in _DETAILS - {"contact", "competencies"}}
    values["competencies"] = ", ".join(each.name for each in cohort.competencies)
    form = DetailsForm(data=values | {"contact": cohort.contact.email if cohort.contact else ""})
    for name in _DETAILS - changeable(cohort):
        del form[name]
    if not cohort.has_end and "ends_on" in form:
        del form["ends_on"]
    return form


class QuestionsForm(Form):
    """A box for each question that may be left out; see ``questions_form``."""

    def asked(self) -> set[str]:
        """The keys of those that are to be asked."""
        return {name for name, field in named(self, ASK) if field.data}


def questions_form(cohort: Cohort, offered: Iterable[Question]) -> QuestionsForm:
    """The form for these questions, filled with how it stands."""
    fields = {
        ASK + each.key: BooleanField(_l(each.words), default=not cohort.questions or each.key in cohort.questions)
        for each in offered
        if not each.is_fixed
    }
    form: QuestionsForm = type("QuestionsForm", (QuestionsForm,), fields)()
    return form


class PrivacyForm(Form):
    """A choice for each privacy setting; see ``privacy_form``."""

    def wanted(self) -> dict[str, str]:
        """The value by setting."""
        return {name: self[name].data for name in PRIVACY}


def privacy_form(stands: dict[str, str]) -> PrivacyForm:
    """The form of all settings, filled with how they stand for newcomers."""
    fields = {
        setting.name: RadioField(
            _l(setting.label),
            [InputRequired(_l("Choose one."))],
            choices=choices(*((each.value, _l(each.label)) for each in setting.choices)),
            default=stands[setting.name],
        )
        for setting in PRIVACY.values()
    }
    form: PrivacyForm = type("PrivacyForm", (PrivacyForm,), fields)()
    return form


class ExtendForm(Form):
    """A later day on which sign-up closes."""

    closes_on = DateField(_l("Last day to sign up"), [InputRequired(_l("Choose a day."))])


def named(form: Form, prefix: str) -> list[tuple[str, Any]]:
    """The fields whose names begin so, by the rest of their names."""
    return [(field.short_name.removeprefix(prefix), field) for field in form if field.short_name.startswith(prefix)]
