"""The form of what counts in the match: points, rules with their numbers, what matters most, and limits."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, IntegerField, RadioField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.cohorts.models import Cohort
from app.cohorts.services.matching import Proposal, as_it_stands, proposal
from app.cohorts.services.settings import kind_of
from app.cohorts.settings.forms import named
from app.core.fields import choices
from app.core.forms import Form
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from programs.aims import GROUPS, MOST_NEEDS, MOST_PAIRS, MOST_POINTS, OBJECTIVES, Aims
from programs.types import HardRule, ProgramType

WEIGHT, RULE, NUMBER, CEILING = "weight_", "rule_", "number_", "ceiling_"


class MatchingForm(Form):
    """See ``matching_form``: its fields are those of a program type."""

    kind: ProgramType

    def weights(self) -> dict[str, int]:
        """The points by criterion."""
        return {name: field.data or 0 for name, field in named(self, WEIGHT)}

    def rules(self) -> dict[str, Any]:
        """Whether each rule holds; one with a number by its options."""
        ticked = {name: bool(field.data) for name, field in named(self, RULE)}
        numbers = {name: field.data for name, field in named(self, NUMBER)}
        return {
            rule.name: self._holds(rule, ticked[rule.name], numbers.get(rule.name))
            for rule in self.kind.rules
            if rule.name in ticked
        }

    def aims(self) -> dict[str, Any]:
        """What matters most, and the numbers beside it."""
        ceilings = {name: field.data for name, field in named(self, CEILING) if field.data is not None}
        plain = {name: self[name].data for name in ("objective", "floor", "keep_bonus", "needs")}
        return {**plain, "ceilings": ceilings}

    def proposal(self, cohort: Cohort) -> Proposal:
        """All of it, as the cohort would store it. Raises RuleBroken for aims that are none."""
        return proposal(cohort, self.weights(), self.rules(), self.aims())

    @staticmethod
    def _holds(rule: HardRule, is_ticked: bool, number: int | None) -> Any:
        if not is_ticked or rule.number is None or number is None:
            return is_ticked
        return rule.number.as_options(number)


def matching_form(cohort: Cohort, stands: Proposal | None = None) -> MatchingForm:
    """The form of a cohort’s program type, filled with how it stands or with what was proposed."""
    kind, stands = kind_of(cohort), stands or as_it_stands(cohort)
    aims = Aims.of(kind, stands.aims)
    fields: dict[str, Any] = {"kind": kind, "objective": _objective(aims)}
    for criterion in kind.criteria:
        points = stands.weights.get(criterion.name, criterion.weight)
        fields[WEIGHT + criterion.name] = whole(_l(criterion.label), int(points), 0, MOST_POINTS)
    for rule in kind.rules:
        if not rule.fixed:
            fields |= _rule_fields(rule, stands.rules.get(rule.name))
    fields["floor"] = whole(_l("Least points of a pair"), aims.floor, 0, MOST_POINTS)
    fields["needs"] = whole(_l("Mentors for each mentee"), aims.needs, 1, MOST_NEEDS)
    fields["keep_bonus"] = whole(_l("Bonus for a pair of the last match"), aims.keep_bonus, 0, MOST_POINTS)
    for group in GROUPS.values():
        most = aims.ceilings.get(group.column)
        fields[CEILING + group.column] = whole(_l(group.label), most, 1, MOST_PAIRS, is_optional=True)
    form: MatchingForm = type("MatchingForm", (MatchingForm,), fields)()
    return form


def _objective(aims: Aims) -> RadioField:
    answers = ((each.value, _l(each.label)) for each in OBJECTIVES.values())
    required = InputRequired(_l("Choose what matters most."))
    return RadioField(_l("What matters most?"), [required], choices=choices(*answers), default=aims.objective)


def _rule_fields(rule: HardRule, stands: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {RULE + rule.name: BooleanField(_l(rule.label), default=stands is not False)}
    if rule.number is not None:
        chosen = rule.number.chosen(stands) if isinstance(stands, dict) else rule.number.usual
        fields[NUMBER + rule.name] = whole(_l(rule.number.label), chosen, rule.number.least, rule.number.most)
    return fields


class Between:
    """A whole number in a range; WTForms' own turns it into a float, which one of 400 digits is too large for."""

    def __init__(self, least: int, most: int):
        self.least, self.most = least, most

    def __call__(self, _form: Form, field: IntegerField) -> None:
        if field.data is None or not self.least <= field.data <= self.most:
            raise ValidationError(_("A whole number from %(least)s to %(most)s.", least=self.least, most=self.most))


def whole(label: Any, stands: int | None, least: int, most: int, *, is_optional: bool = False) -> IntegerField:
    """The field of a whole number in a range."""
    sentence = _l("A whole number from %(least)s to %(most)s.", least=least, most=most)
    first = Optional() if is_optional else InputRequired(sentence)
    shown: dict[str, Any] = {"inputmode": "numeric", "min": str(least), "max": str(most)}
    more: dict[str, Any] = {"invalid_value_message": sentence, "default": stands, "render_kw": shown}
    return IntegerField(label, [first, Between(least, most)], **more)
