"""What the page of what counts in the match says beside its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.services.matching import as_it_stands, as_the_program_has_it
from app.cohorts.services.settings import UNPUBLISHED, kind_of
from app.cohorts.settings.matching_form import MatchingForm
from app.core.i18n import gettext as _
from app.core.i18n import ngettext, say
from app.core.sections import Section
from app.core.wording import number
from programs.aims import GROUPS, OBJECTIVES, Aims
from programs.catalogue import FULL_WEIGHT
from programs.types import SEATS, HardRule

MOST_TYPED = 9_999
"""Points that nobody gives in earnest; larger numbers would fill the line."""

_PREVIEWS: list[str] = []


def previewed_by(endpoint: str) -> None:
    """Register the endpoint, which takes ``cohort_id``, that shows what would come of what stands in the form."""
    _PREVIEWS.append(endpoint)


def matching_context(cohort: Cohort, form: MatchingForm, preview: Section | None = None) -> dict[str, Any]:
    """What the template is given beside the form; ``preview`` is shown above it."""
    kind, asked = kind_of(cohort), form.rules()
    usual = Aims.of(kind, {})
    return {
        "cohort": cohort,
        "kind": kind,
        "objectives": OBJECTIVES,
        "groups": GROUPS,
        "seats_rule": SEATS,
        "usual": usual,
        "aims": Aims.of(kind, cohort.aims),
        "sum": sum_in_words(form.weights()),
        "is_open": cohort.phase in UNPUBLISHED,
        "is_changed": as_it_stands(cohort) != as_the_program_has_it(cohort),
        "said": {rule.name: say(rule.said(asked.get(rule.name))) for rule in kind.rules},
        "preview": preview,
        "preview_endpoint": _PREVIEWS[-1],
    }


def sum_in_words(weights: Mapping[str, float]) -> str:
    """Whether the points add up to 100, and what is missing."""
    missing = FULL_WEIGHT - sum(min(each, MOST_TYPED) for each in weights.values())
    if missing > 0:
        return ngettext(
            "One point is left to give.", "%(count)s points are left to give.", missing, count=number(missing)
        )
    if missing < 0:
        over = -missing
        return ngettext("One point too many.", "%(count)s points too many.", over, count=number(over))
    return _("Together 100 points: that is right.")


def points_of(values: Mapping[str, Any]) -> dict[str, float]:
    """The numbers among what somebody is typing; what is none counts nothing."""
    return {
        name: int(value) for name, value in values.items() if value.isascii() and value.isdecimal() and len(value) < 6
    }


def aims_in_words(cohort: Cohort) -> list[str]:
    """What the match of a cohort is after, in sentences, for those who may read its rules."""
    aims = Aims.of(kind_of(cohort), cohort.aims)
    answer = OBJECTIVES[aims.objective]
    said = [f"{_(answer.label)}. {_(answer.cost)}"]
    if aims.floor:
        said.append(_("A pair with fewer than %(floor)s points is not made.", floor=aims.floor))
    if aims.needs > 1:
        said.append(_("A mentee has %(count)s mentors.", count=aims.needs))
    for column, most in aims.ceilings.items():
        at_most = ngettext("at most one pair", "at most %(count)s pairs", most, count=most)
        said.append(_("%(group)s: %(at_most)s.", group=_(GROUPS[column].label), at_most=at_most))
    if aims.keep_bonus:
        said.append(_("Two of the last match get %(count)s points more while matching again.", count=aims.keep_bonus))
    return said


def rules_context(cohort: Cohort) -> dict[str, Any]:
    """The same to read only: what matters most, and the rules with their numbers."""
    rules = kind_of(cohort).rules
    said = {rule.name: rule_in_words(cohort, rule) for rule in rules}
    return {"aims": aims_in_words(cohort), "said": said, "seats_rule": SEATS}


def rule_in_words(cohort: Cohort, rule: HardRule) -> str:
    """A rule with the number that the cohort has chosen."""
    return say(rule.said(cohort.rules.get(rule.name)))
