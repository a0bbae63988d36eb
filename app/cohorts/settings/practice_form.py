"""The form of how a cohort works: a choice for each trait, and how many mentees a mentor takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from app.cohorts.labels import EVERY, program_in_words
from app.cohorts.models import Cohort
from app.cohorts.settings.forms import named
from app.cohorts.settings.matching_form import whole
from app.cohorts.workings import findings
from app.core.fields import choices
from app.core.forms import Form
from app.core.i18n import lazy_gettext as _l
from programs.catalogue import PROGRAM_TYPES
from programs.practice import LONGEST, MOST_SEATS, SHORTEST, TRAITS, Answer, Trait

EVERY_DAYS, MINUTES = "every_", "minutes_"


class PracticeForm(Form):
    """See ``practice_form``."""

    def wanted(self) -> dict[str, Any]:
        """The answer by trait, with the most mentees and how often the two meet."""
        steps = [(int(every.data), self[MINUTES + step].data) for step, every in named(self, EVERY_DAYS)]
        return {name: self[name].data for name in (*TRAITS, "seats_cap")} | {"cadence": steps}


@dataclass(frozen=True, slots=True)
class Asked:
    """A trait as the page asks it: each answer with what it means."""

    trait: Trait
    field: Any
    answers: dict[str, Answer]

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
    for place, step in enumerate(cohort.cadence):
        known = EVERY if step.every_days in EVERY else {**EVERY, step.every_days: _every(step.every_days)}
        offered = choices(*((str(days), label) for days, label in known.items()))
        fields[f"{EVERY_DAYS}{place}"] = SelectField(_l("How often"), choices=offered, default=str(step.every_days))
        fields[f"{MINUTES}{place}"] = whole(_l("Minutes each time"), step.minutes, SHORTEST, LONGEST)
    form: PracticeForm = type("PracticeForm", (PracticeForm,), fields)()
    return form


def practice_context(cohort: Cohort, form: PracticeForm) -> dict[str, Any]:
    """What the template is given: the traits under their headings, and what was found."""
    groups: dict[str, list[Asked]] = {}
    for trait in TRAITS.values():
        answers = {each.value: each for each in trait.answers}
        groups.setdefault(trait.group, []).append(Asked(trait, form[trait.name], answers))
    kind = PROGRAM_TYPES[cohort.program_type]
    steps = list(zip(kind.cadence, named(form, EVERY_DAYS), named(form, MINUTES), strict=True))
    beside = {"findings": findings(cohort), "words": program_in_words(kind, cohort)}
    return {"cohort": cohort, "kind": kind, "groups": groups, "steps": steps, **beside}


def _every(days: int) -> Any:
    return _l("every %(days)s days", days=days)
