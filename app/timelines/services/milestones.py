"""The milestones of a cohort are chosen before its launch, and stay as people read them. The caller commits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.cohorts.models import Cohort
from app.cohorts.services import locked
from app.cohorts.services.practice import refuse_settled_practice
from app.cohorts.services.settings import kind_of
from app.cohorts.written import refuse_disguised
from app.core.audit import record
from app.core.db import public_id, session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from programs.timeline import EARLIEST_DAY, MOST_MILESTONES, Milestone, as_stored, delivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A milestone as somebody would have it."""

    day: int
    title: str
    theme: str
    is_role_item: bool = False


def may_show_manager(cohort: Cohort) -> bool:
    """Whether its program has a checklist of the role; elsewhere no manager sees anything of a timeline."""
    return any(each.is_role_item for each in kind_of(cohort).milestones)


def is_as_the_program_has_it(cohort: Cohort) -> bool:
    """Whether its milestones are those of its type."""
    return cohort.milestones == way_of_program(cohort)


def way_of_program(cohort: Cohort) -> tuple[Milestone, ...]:
    """What its type has."""
    return delivered(kind_of(cohort).milestones)


def add_milestone(cohort: Cohort, wanted: Wanted, *, actor: Person) -> Milestone:
    """Put one more on the way.

    Raises RuleBroken, naming the field, for a day outside the program, for what stands there already, for a tick that
    a manager would see in a program that shows managers none, and after the launch.
    """
    there = _open(cohort)
    if len(there) >= MOST_MILESTONES:
        raise RuleBroken(_("Forty are enough: fewer are looked at more often."), field="title")
    if wanted.is_role_item and not may_show_manager(cohort):
        raise RuleBroken(_("In this program no manager sees a timeline."), field="is_role_item")
    made = Milestone(wanted.day, wanted.title, public_id(), wanted.theme, wanted.is_role_item)
    _refuse_odd(cohort, made, there)
    _keep(cohort, [*there, made], actor, added=made.name)
    return made


def change_milestone(cohort: Cohort, name: str, wanted: Wanted, *, actor: Person) -> None:
    """Give one another day, other words or another theme; who sees its tick stays.

    Raises as ``add_milestone`` does, and Conflict where somebody else has taken it off.
    """
    there = _open(cohort)
    stands = _called(there, name)
    changed = replace(stands, day=wanted.day, title=wanted.title, theme=wanted.theme)
    _refuse_odd(cohort, changed, [each for each in there if each is not stands])
    if changed != stands:
        _keep(cohort, [changed if each is stands else each for each in there], actor, changed=name)


def remove_milestone(cohort: Cohort, name: str, *, actor: Person) -> None:
    """Take one off the way. Raises RuleBroken after the launch, Conflict where somebody else has done it."""
    there = _open(cohort)
    stands = _called(there, name)
    _keep(cohort, [each for each in there if each is not stands], actor, removed=name)


def restore_milestones(cohort: Cohort, *, actor: Person) -> None:
    """Go back to the milestones of the program. Raises RuleBroken after the launch."""
    _open(cohort)
    if not is_as_the_program_has_it(cohort):
        cohort.own_milestones = {}
        session().flush()
        record(actor, "cohort.milestones_restored", cohort)


def settle_milestones(cohort: Cohort) -> None:
    """Write down what its type has, so that a later version of it changes nothing for those who sign up now."""
    if not cohort.own_milestones:
        cohort.own_milestones = as_stored(cohort.milestones)
        session().flush()


def _open(cohort: Cohort) -> Sequence[Milestone]:
    locked(cohort)
    refuse_settled_practice(cohort)
    return cohort.milestones


def _called(there: Iterable[Milestone], name: str) -> Milestone:
    found = next((each for each in there if each.name == name), None)
    if found is None:
        raise Conflict(_("Somebody else has just taken this one off the way. Look at the list again."))
    return found


def _refuse_odd(cohort: Cohort, wanted: Milestone, others: Iterable[Milestone]) -> None:
    refuse_disguised(cohort, wanted.title, wanted.theme, field="title")
    last = kind_of(cohort).duration_days_most
    if not EARLIEST_DAY <= wanted.day <= last:
        sentence = _("A whole number from %(least)s to %(most)s.", least=EARLIEST_DAY, most=last)
        raise RuleBroken(sentence, field="day")
    if any(each.title.casefold() == wanted.title.casefold() and each.day == wanted.day for each in others):
        raise RuleBroken(_("This stands there already, on the same day."), field="title")


def _keep(cohort: Cohort, milestones: Iterable[Milestone], actor: Person, **said: Any) -> None:
    cohort.own_milestones = as_stored(milestones)
    session().flush()
    record(actor, "cohort.milestones_changed", cohort, **said)
