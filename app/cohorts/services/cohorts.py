"""Cohorts are made and go from phase to phase. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.cohorts.models import Cohort, CohortAdministrator
from app.cohorts.moves import check_conditions
from app.cohorts.services.administrators import name_administrator
from app.core.audit import record
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people.services import colleague_with
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase, check_move
from programs.types import ProgramType

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
OVER = frozenset({Phase.CLOSING, Phase.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A cohort that is to be made. ``contact`` and ``second``, another administrator, are e-mail addresses."""

    program_type: str
    name: str
    starts_on: date
    ends_on: date | None = None
    purpose: str = ""
    contact: str = ""
    second: str = ""


def create_cohort(outline: Outline, *, actor: Person) -> Cohort:
    """Make a cohort that its maker and, where given, a second person administer.

    Without a contact it is the maker, without an end the length of the program type decides. Raises RuleBroken,
    naming the field, for an unknown type or person and for odd dates.
    """
    kind = PROGRAM_TYPES.get(outline.program_type)
    if kind is None:
        raise RuleBroken(_("Choose a program."), field="program_type")
    if not outline.name.strip():
        raise RuleBroken(_("Write a name."), field="name")
    ends_on = outline.ends_on or outline.starts_on + timedelta(days=kind.duration_days)
    _refuse_dates(kind, outline.starts_on, ends_on)
    cohort = Cohort(
        name=outline.name.strip(),
        program_type=kind.slug,
        purpose=outline.purpose.strip(),
        starts_on=outline.starts_on,
        ends_on=ends_on,
        weights=dict(kind.weights),
        contact=colleague_with(outline.contact, field="contact") if outline.contact.strip() else actor,
        created_by_id=actor.id,
    )
    session().add(cohort)
    cohort.administrators.append(CohortAdministrator(person=actor, named_by_id=actor.id))
    session().flush()
    record(actor, "cohort.created", cohort, program_type=kind.slug)
    if outline.second.strip():
        name_administrator(cohort, colleague_with(outline.second, field="second"), actor=actor, field="second")
    return cohort


def move_cohort(cohort: Cohort, then: Phase, *, actor: Person) -> None:
    """Take a cohort to another phase. Raises RuleBroken, with what to do instead, where the program forbids it."""
    locked(cohort)
    check_move(cohort.phase, then)
    check_conditions(cohort, then)
    before = cohort.phase
    cohort.phase = then
    session().flush()
    record(actor, "cohort.moved", cohort, before=before.value, after=then.value)


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, kept from other writers until the end of the transaction."""
    same = select(Cohort).where(Cohort.id == cohort.id).with_for_update()
    return session().scalars(same.execution_options(populate_existing=True)).one()


def refuse_when_over(cohort: Cohort) -> None:
    """Raise RuleBroken for what can no longer be done in a cohort that is closing or has ended."""
    if cohort.phase in OVER:
        raise RuleBroken(_("This cohort is closing or has ended. Make a new cohort for new people."))


def _refuse_dates(kind: ProgramType, starts_on: date, ends_on: date) -> None:
    if not EARLIEST <= starts_on <= LATEST:
        raise RuleBroken(_("Choose a day between 2000 and 2199."), field="starts_on")
    if not starts_on < ends_on <= LATEST:
        raise RuleBroken(_("The last day has to come after the first."), field="ends_on")
    days = (ends_on - starts_on).days
    # People join an onboarding cohort one by one, so it may go on for longer than each of its pairs.
    if not kind.rolling and days > kind.duration_days_most + 31:
        sentence = _(
            "%(program)s lasts %(most)s days at most; this would be %(days)s.",
            program=_(kind.name),
            most=kind.duration_days_most,
            days=days,
        )
        raise RuleBroken(sentence, field="ends_on")
