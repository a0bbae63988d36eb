"""What counts in the match of a cohort, which rules hold, and what it is after. The caller commits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update

from app.cohorts.models import Cohort, Enrolment, Side
from app.cohorts.services.cohorts import locked
from app.cohorts.services.settings import UNPUBLISHED, kind_of
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from matching import Policy
from programs.aims import Aims
from programs.catalogue import policy_for
from programs.types import HardRule, ProgramType

Follower = Callable[[Cohort, int, int], None]
_FOLLOWERS: list[Follower] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Points by criterion, rules and aims as somebody would have them; rules and aims only where they differ."""

    weights: Mapping[str, float]
    rules: Mapping[str, Any]
    aims: Mapping[str, Any]

    def policy(self, kind: ProgramType) -> Policy:
        """What a match would go by. Raises RuleBroken, naming the field, for what no cohort can have."""
        _refuse_numbers(kind, self.rules)
        return policy_for(kind, self.weights, self.rules, self.aims)


def proposal(
    cohort: Cohort, weights: Mapping[str, float], rules: Mapping[str, Any], aims: Mapping[str, Any] | None = None
) -> Proposal:
    """What is asked for, without what is as the program has it.

    ``rules`` says of a rule whether it holds, or gives its number as options; one that only holds keeps its number.
    ``aims`` None: as they stand. Raises RuleBroken for aims that are none.
    """
    kind = kind_of(cohort)
    kept = {name: cohort.rules[name] for name in cohort.rules if isinstance(cohort.rules[name], Mapping)}
    chosen = {name: kept.get(name, True) if each is True else each for name, each in rules.items()}
    usual = Aims.of(kind, {})
    return Proposal(
        weights=dict(weights),
        rules={name: each for name, each in chosen.items() if not _is_usual(kind, name, each)},
        aims=dict(cohort.aims) if aims is None else Aims.of(kind, aims).different_from(usual),
    )


def as_it_stands(cohort: Cohort) -> Proposal:
    """What the cohort goes by now."""
    return Proposal(weights=dict(cohort.weights), rules=dict(cohort.rules), aims=dict(cohort.aims))


def as_the_program_has_it(cohort: Cohort) -> Proposal:
    """What the cohort began with."""
    return Proposal(weights=kind_of(cohort).weights, rules={}, aims={})


def change_matching(
    cohort: Cohort,
    weights: Mapping[str, float],
    rules: Mapping[str, Any],
    aims: Mapping[str, Any] | None = None,
    *,
    actor: Person,
) -> bool:
    """Say what counts, which rules hold and what matters most; returns whether anything is different.

    Later runs go by it; a run keeps what it was started with. Raises RuleBroken, naming the field, unless weights add
    up to 100 and numbers are in their range, and after publishing.
    """
    locked(cohort)
    refuse_settled_matching(cohort)
    return _change(cohort, proposal(cohort, weights, rules, aims), actor)


def reset_matching(cohort: Cohort, *, actor: Person) -> bool:
    """Go back to what the program gives. Raises RuleBroken after publishing."""
    locked(cohort)
    refuse_settled_matching(cohort)
    return _change(cohort, as_the_program_has_it(cohort), actor)


def refuse_settled_matching(cohort: Cohort) -> None:
    """Raise RuleBroken once pairs have been made by these weights and rules."""
    if cohort.phase not in UNPUBLISHED:
        raise RuleBroken(
            _("Pairs were made by these weights and rules, and whoever is placed later is placed by the same.")
        )


def follows_needs(follower: Follower) -> Follower:
    """Register what follows when a cohort gives its mentees another number of mentors than before."""
    _FOLLOWERS.append(follower)
    return follower


def _change(cohort: Cohort, wanted: Proposal, actor: Person) -> bool:
    wanted.policy(kind_of(cohort))
    if wanted == as_it_stands(cohort):
        return False
    before = cohort.mentors_each
    cohort.weights, cohort.rules, cohort.aims = dict(wanted.weights), dict(wanted.rules), dict(wanted.aims)
    session().flush()
    if cohort.mentors_each != before:
        _give_mentors(cohort, before, cohort.mentors_each)
    left_out = sorted(name for name, each in cohort.rules.items() if each is False)
    numbers = {name: each for name, each in cohort.rules.items() if each is not False}
    said = {"weights": cohort.weights, "left_out": left_out, "numbers": numbers, "aims": cohort.aims}
    record(actor, "cohort.matching_changed", cohort, **said)
    return True


def _give_mentors(cohort: Cohort, before: int, after: int) -> None:
    """To everybody who asked for no other number than the usual one."""
    same = (Enrolment.cohort_id == cohort.id) & (Enrolment.role == Side.MENTEE) & (Enrolment.needs == before)
    session().execute(update(Enrolment).where(same).values(needs=after))
    for follower in _FOLLOWERS:
        follower(cohort, before, after)


def _rule(kind: ProgramType, name: str) -> HardRule | None:
    return next((each for each in kind.rules if each.name == name), None)


def _is_usual(kind: ProgramType, name: str, chosen: Any) -> bool:
    rule = _rule(kind, name)
    if chosen is True or rule is None or rule.number is None or not isinstance(chosen, Mapping):
        return chosen is True
    return rule.number.chosen(chosen) == rule.number.usual and chosen.keys() <= rule.number.options.keys()


def _refuse_numbers(kind: ProgramType, rules: Mapping[str, Any]) -> None:
    for name, chosen in rules.items():
        rule = _rule(kind, name)
        if rule is None or rule.number is None or not isinstance(chosen, Mapping):
            continue
        if not rule.number.least <= rule.number.chosen(chosen) <= rule.number.most:
            range_ = {"least": rule.number.least, "largest": rule.number.most}
            raise RuleBroken(_("A whole number from %(least)s to %(largest)s.", **range_), field=f"number_{name}")
