"""The form of how a cohort works: a choice for each trait, and how many mentees a mentor takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.cohorts.models import Cohort
from app.cohorts.settings.matching_form import whole
from app.cohorts.workings import findings
from app.core.fields import choices
from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l
from programs.catalogue import PROGRAM_TYPES
from programs.lint import Check
from programs.practice import MOST_SEATS, TRAITS, Answer, Trait


class PracticeForm(Form):
    """See ``practice_form``."""

    def wanted(self) -> dict[str, Any]:
        """The answer by trait, with the most mentees."""
        return {name: self[name].data for name in (*TRAITS, "seats_cap")}


@dataclass(frozen=True, slots=True)
class Asked:
    """A trait as the page asks it: each answer with what it means, and what was found in it."""

    trait: Trait
    field: Any
    answers: dict[str, Answer]
    found: list[Check]

    @property
    def answer(self) -> Answer | None:
        """What is chosen."""
        return self.answers.get(self.field.data)


def practice_form(cohort: Cohort) -> PracticeForm:
    """The form with what this cohort’s type offers, filled with how it stands."""
    usual, stands = PROGRAM_TYPES[cohort.program_type].practice, cohort.practised
    fields: dict[str, Any] = {
        trait.name: RadioField(
            _l(trait.words),
            [InputRequired(_l("Choose one of the answers."))],
            choices=choices(*((each.value, _l(each.label)) for each in trait.offered(getattr(usual, trait.name)))),
            default=getattr(stands, trait.name),
        )
        for trait in TRAITS.values()
    }
    fields["seats_cap"] = whole(_l("The most mentees that a mentor takes"), cohort.seats_cap, 1, MOST_SEATS)
    form: PracticeForm = type("PracticeForm", (PracticeForm,), fields)()
    return form


def practice_context(cohort: Cohort, form: PracticeForm) -> dict[str, Any]:
    """What the template is given: the traits under their headings, and what was found."""
    found = findings(cohort)
    groups: dict[str, list[Asked]] = {}
    for trait in TRAITS.values():
        answers = {each.value: each for each in trait.answers}
        here = [check for check in found if check.trait == trait.name]
        groups.setdefault(trait.group, []).append(Asked(trait, form[trait.name], answers, here))
    kind = PROGRAM_TYPES[cohort.program_type]
    return {"cohort": cohort, "kind": kind, "groups": groups, "findings": found}
