"""What a cohort is for, when it runs and what it asks: changed while that is fair.

The caller commits. What people have read or answered stays as they read it: questions are settled by the launch,
days that were announced only become later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from app.cohorts.models import Cohort, Side
from app.cohorts.services.cohorts import EARLIEST, LATEST, locked, refuse_dates
from app.cohorts.services.competencies import skills_called
from app.cohorts.written import refuse_disguised
from app.core.audit import record
from app.core.clock import today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.wording import day_year
from app.people.models import Person
from app.people.services import colleague_with
from programs.catalogue import PROGRAM_TYPES, policy_for
from programs.phases import Phase
from programs.questions import Question, questions_of
from programs.types import ProgramType

UNPUBLISHED = frozenset({Phase.DRAFT, Phase.SIGN_UP, Phase.MATCHING})
_WORDS = frozenset({"purpose", "audience", "contact", "competencies"})
_NAMED = _WORDS | {"name"}
WRITTEN = frozenset({"name", "purpose", "audience"})
_DATED = _NAMED | {"starts_on", "ends_on"}
CHANGEABLE: Mapping[Phase, frozenset[str]] = {
    Phase.DRAFT: _DATED | {"sign_up_closes_on"},
    Phase.SIGN_UP: _DATED | {"sign_up_closes_on"},
    Phase.MATCHING: _DATED | {"next_run_on"},
    Phase.RUNNING: _NAMED | {"ends_on", "next_run_on"},
    Phase.CLOSING: _WORDS | {"ends_on"},
    Phase.CLOSED: frozenset({"contact"}),
}
"""What can be changed in each phase."""
LATER_ONLY: Mapping[Phase, frozenset[str]] = {
    Phase.SIGN_UP: frozenset({"sign_up_closes_on"}),
    Phase.RUNNING: frozenset({"ends_on"}),
    Phase.CLOSING: frozenset({"ends_on"}),
}
"""Days that people were told, and plan by."""


def changeable(cohort: Cohort) -> frozenset[str]:
    """The details that can be changed now; a rolling cohort has no day on which sign-up closes."""
    fields = CHANGEABLE[cohort.phase]
    return fields - {"sign_up_closes_on"} if kind_of(cohort).rolling else fields


def change_details(cohort: Cohort, changes: Mapping[str, Any], *, actor: Person) -> bool:
    """Change what the cohort is called, is for, and when it runs; ``contact`` is an e-mail address.

    Returns whether anything is different. Raises RuleBroken, naming the field, for odd days and unknown people, for
    what can no longer be changed, and after the launch for words that tell coaching.
    """
    locked(cohort)
    wanted = _wanted(cohort, changes)
    changed = sorted(name for name, value in wanted.items() if getattr(cohort, name) != value)
    for name in changed:
        setattr(cohort, name, wanted[name])
    _refuse_odd(cohort, changed)
    for name in WRITTEN & set(changed):
        refuse_disguised(cohort, getattr(cohort, name), field=name)
    if changed:
        session().flush()
        record(actor, "cohort.details_changed", cohort, fields=changed)
    return bool(changed)


def extend_sign_up(cohort: Cohort, closes_on: date | None, *, actor: Person) -> date:
    """Let people sign up until a later day, which is returned.

    Raises RuleBroken where sign-up has no end, and for a day that is none.
    """
    if "sign_up_closes_on" not in changeable(cohort):
        raise RuleBroken(_("Sign-up is not open with a closing day. There is nothing to extend."))
    if closes_on is None:
        raise RuleBroken(_("Choose a day."), field="closes_on")
    try:
        change_details(cohort, {"sign_up_closes_on": closes_on}, actor=actor)
    except RuleBroken as broken:
        broken.field = "closes_on"
        raise
    return closes_on


def questions_on_offer(cohort: Cohort) -> tuple[Question, ...]:
    """What can be asked in this cohort, on either side, each once; fixed questions among them."""
    policy = policy_for(kind_of(cohort), cohort.weights, cohort.rules, cohort.aims)
    found = (each for side in Side for each in questions_of(policy, side.value))
    return tuple({each.key: each for each in found}.values())


def change_questions(cohort: Cohort, asked: Collection[str], *, actor: Person) -> None:
    """Say what is asked at sign-up. Raises RuleBroken after the launch: everybody is asked the same."""
    locked(cohort)
    refuse_settled_questions(cohort)
    offered = questions_on_offer(cohort)
    keys = [each.key for each in offered if each.is_fixed or each.key in asked]
    cohort.questions = [] if len(keys) == len(offered) else keys
    session().flush()
    record(actor, "cohort.questions_changed", cohort, asked=keys)


def refuse_settled_questions(cohort: Cohort) -> None:
    """Raise RuleBroken once people may have answered."""
    if cohort.phase is not Phase.DRAFT:
        raise RuleBroken(
            _("People are signing up, and everybody is asked the same. Take it back to preparation to change that.")
        )


def kind_of(cohort: Cohort) -> ProgramType:
    """The program type of a cohort."""
    return PROGRAM_TYPES[cohort.program_type]


def _wanted(cohort: Cohort, changes: Mapping[str, Any]) -> dict[str, Any]:
    settled = sorted(set(changes) - changeable(cohort))
    if settled:
        raise RuleBroken(_("This can no longer be changed in this cohort."), field=settled[0])
    wanted = {name: value.strip() if isinstance(value, str) else value for name, value in changes.items()}
    if "contact" in wanted:
        person = colleague_with(wanted["contact"], field="contact")
        if not person.email:
            raise RuleBroken(_("%(name)s has no e-mail address.", name=person.name), field="contact")
        wanted["contact"] = person
    if "competencies" in wanted:
        wanted["competencies"] = skills_called(wanted["competencies"])
    _refuse_empty(wanted)
    for name in LATER_ONLY.get(cohort.phase, frozenset()) & wanted.keys():
        before = getattr(cohort, name)
        if before is not None and (wanted[name] is None or wanted[name] < before):
            raise RuleBroken(_("People were told %(day)s. It can only become later.", day=day_year(before)), field=name)
    return wanted


def _refuse_empty(wanted: Mapping[str, Any]) -> None:
    sentences = {"name": _("Write a name."), "purpose": _("Say in a sentence what it is for.")}
    for name, sentence in sentences.items():
        if wanted.get(name) == "":
            raise RuleBroken(sentence, field=name)


def _refuse_odd(cohort: Cohort, changed: Collection[str]) -> None:
    if {"starts_on", "ends_on"} & set(changed):
        refuse_dates(kind_of(cohort), cohort.starts_on, cohort.ends_on)
    closes_on = cohort.sign_up_closes_on
    if closes_on is not None and "sign_up_closes_on" in changed and closes_on < today(organisation().time_zone):
        raise RuleBroken(_("This day is over. Choose today or a later one."), field="sign_up_closes_on")
    if closes_on is not None and {"sign_up_closes_on", "starts_on"} & set(changed) and closes_on > cohort.starts_on:
        raise RuleBroken(
            _("Sign-up has to close before the pairs begin, on %(day)s.", day=day_year(cohort.starts_on)),
            field="sign_up_closes_on" if "sign_up_closes_on" in changed else "starts_on",
        )
    if cohort.next_run_on is not None and not EARLIEST <= cohort.next_run_on <= LATEST:
        raise RuleBroken(_("Choose a day between 2000 and 2199."), field="next_run_on")
