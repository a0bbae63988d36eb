"""An administrator puts two together, with a reason; nothing goes past a rule in silence. The caller commits."""

from __future__ import annotations

from app.choices.models import Pick
from app.choices.services.answering import withdraw_others
from app.cohorts.models import Enrolment
from app.cohorts.services import kept, refuse_pairs
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.matching_runs.earlier import earlier_of
from app.matching_runs.few import rules_against
from app.matching_runs.services.publishing import TIME_TO_OBJECT
from app.pairings.letters import send_placed
from app.pairings.models import Origin, Pairing
from app.pairings.queries import impossible, not_again
from app.pairings.services import NewPair, make_pairings
from app.pairings.services.locking import locked_enrolments
from app.people.models import Person
from matching import FORBIDDEN
from programs.catalogue import PROGRAM_TYPES
from programs.unplaced import PRIVATE_RULE
from programs.working_days import add_working_days

LEAST_FIT = frozenset({"floor"})


def rules_in_conflict(mentee: Enrolment, mentor: Enrolment) -> tuple[str, ...]:
    """The rules that stand against two, by name; a private one is not named where a fixed one stands there anyway."""
    cohort, fixed = mentee.cohort, fixed_rules(mentee)
    public = rules_against(mentee, mentor, earlier=earlier_of(cohort), without=LEAST_FIT)
    if fixed.intersection(public):
        return public
    two = (mentee.person_id, mentor.person_id)
    is_private = bool(impossible(cohort, [two])) or (mentee.id, mentor.id) in not_again(cohort)
    return (*public, FORBIDDEN) if is_private else public


def fixed_rules(mentee: Enrolment) -> frozenset[str]:
    """The rules that nobody can set aside: those of every cohort, and what two people asked for."""
    rules = PROGRAM_TYPES[mentee.cohort.program_type].rules
    return frozenset({FORBIDDEN, *(rule.name for rule in rules if rule.fixed)})


def pick_pair(mentee: Enrolment, mentor: Enrolment, reason: str, *, sets_aside: bool, actor: Person) -> Pairing:
    """Make them a pair, keep why, and tell both; the seat is taken.

    ``sets_aside``: whoever picks has read which rules stand against it, and picks nevertheless. Raises RuleBroken for
    a missing reason, for rules that were not set aside and for those that cannot be; Conflict where one of the two, or
    the seat, was taken meanwhile.
    """
    cohort = kept(mentee.cohort)
    refuse_pairs(cohort)
    if not reason.strip():
        raise RuleBroken(_("Write the reason; those who run the cohort after you will read it."), field="reason")
    locked_enrolments([mentee.id, mentor.id])
    rules = rules_in_conflict(mentee, mentor)
    _refuse_rules(mentee, rules, sets_aside=sets_aside)
    last = add_working_days(today(organisation().time_zone), TIME_TO_OBJECT)
    new = NewPair(mentee_id=mentee.id, mentor_id=mentor.id)
    (made,) = make_pairings(cohort, [new], origin=Origin.ADMINISTRATOR, actor=actor, objection_until=last)
    session().add(Pick(pairing_id=made.id, reason=reason, rules=list(rules), picked_by_id=actor.id))
    session().flush()
    withdraw_others(mentee)
    record(actor, "pair.picked", made, rules=list(rules))
    send_placed([made])
    return made


def rule_in_words(mentee: Enrolment, name: str) -> str:
    """A rule by its name in plain words."""
    return _(PRIVATE_RULE if name == FORBIDDEN else PROGRAM_TYPES[mentee.cohort.program_type].rule_label(name))


def _refuse_rules(mentee: Enrolment, rules: tuple[str, ...], *, sets_aside: bool) -> None:
    fixed = [each for each in rules if each in fixed_rules(mentee)]
    if fixed:
        raise RuleBroken(
            _(
                "These two cannot be put together: “%(rule)s” holds for everybody.",
                rule=rule_in_words(mentee, fixed[0]),
            )
        )
    if rules and not sets_aside:
        names = _(" and ").join(f"“{rule_in_words(mentee, each)}”" for each in rules)
        raise RuleBroken(
            _("This stands against it: %(rules)s. Say that you set it aside, or pick others.", rules=names),
            field="sets_aside",
        )
