"""Cohorts are made and go from phase to phase. The caller commits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from app.cohorts.models import NO_END, Cohort, CohortAdministrator
from app.cohorts.moves import check_conditions, tell_followers
from app.cohorts.policy import UNTOLD
from app.cohorts.services.administrators import name_administrator
from app.cohorts.services.competencies import skills_called
from app.core.audit import record
from app.core.clock import now, today
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.people.models import Person
from app.people.services import colleague_with
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase, check_move
from programs.privacy import chosen
from programs.types import ProgramType

EARLIEST, LATEST = date(2000, 1, 1), NO_END
SIGN_UP_ENDS_BEFORE = timedelta(days=14)
SIGN_UP_LASTS = timedelta(days=7)
OVER = frozenset({Phase.CLOSING, Phase.CLOSED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A cohort that is to be made.

    ``contact`` and ``second``, another administrator, are e-mail addresses; ``competencies`` names of skills.
    """

    program_type: str
    name: str
    starts_on: date
    ends_on: date | None = None
    purpose: str = ""
    contact: str = ""
    second: str = ""
    audience: str = ""
    competencies: tuple[str, ...] = ()


def create_cohort(outline: Outline, *, actor: Person) -> Cohort:
    """Make a cohort that its maker and, where given, a second person administer.

    What the outline leaves open comes from the program type: what it is for, whom, how long, weights, privacy, and a
    sign-up that ends two weeks before the first day; a rolling one goes on. Without a contact it is the maker. Raises
    RuleBroken, naming the field, for an unknown type or person and for odd dates.
    """
    kind = PROGRAM_TYPES.get(outline.program_type)
    if kind is None:
        raise RuleBroken(_("Choose a program."), field="program_type")
    if not outline.name.strip():
        raise RuleBroken(_("Write a name."), field="name")
    _refuse_far(outline.starts_on)
    cohort = _from_template(kind, outline)
    refuse_dates(kind, cohort.starts_on, cohort.ends_on)
    cohort.contact = colleague_with(outline.contact, field="contact") if outline.contact.strip() else actor
    cohort.created_by_id = actor.id
    cohort.competencies = skills_called(outline.competencies)
    session().add(cohort)
    cohort.administrators.append(CohortAdministrator(person=actor, named_by_id=actor.id))
    session().flush()
    record(actor, "cohort.created", cohort, program_type=kind.slug)
    if outline.second.strip():
        name_administrator(cohort, colleague_with(outline.second, field="second"), actor=actor, field="second")
    return cohort


def _from_template(kind: ProgramType, outline: Outline) -> Cohort:
    starts_on = outline.starts_on
    return Cohort(
        name=outline.name.strip(),
        program_type=kind.slug,
        purpose=outline.purpose.strip() or _(kind.purpose),
        audience=outline.audience.strip() or _(kind.audience),
        starts_on=starts_on,
        ends_on=outline.ends_on or _last_day(kind, starts_on),
        sign_up_closes_on=None if kind.rolling else _closing_day(starts_on),
        weights=dict(kind.weights),
        privacy=chosen(kind, {}),
    )


def _last_day(kind: ProgramType, starts_on: date) -> date:
    if kind.rolling:
        return NO_END
    return min(starts_on, LATEST - timedelta(days=kind.duration_days)) + timedelta(days=kind.duration_days)


def _closing_day(starts_on: date) -> date:
    # A cohort that begins very soon still leaves a week for signing up.
    return max(starts_on - SIGN_UP_ENDS_BEFORE, min(starts_on, today() + SIGN_UP_LASTS))


def move_cohort(cohort: Cohort, then: Phase, *, actor: Person | None) -> None:
    """Take a cohort to another phase. Raises RuleBroken, with what to do instead, where the program forbids it."""
    locked(cohort)
    check_move(cohort.phase, then)
    check_conditions(cohort, then)
    before = cohort.phase
    cohort.phase = then
    if before is UNTOLD:
        cohort.launched_at = cohort.launched_at or now()
    session().flush()
    record(actor, "cohort.moved", cohort, before=before.value, after=then.value)
    tell_followers(cohort, actor)


def locked(cohort: Cohort) -> Cohort:
    """The cohort as it is now, kept from other writers until the end of the transaction."""
    # Rows that only point at the cohort need not wait, hence “key share”: who makes a pair would hold what we ask for.
    same = select(Cohort).where(Cohort.id == cohort.id).with_for_update(key_share=True)
    return session().scalars(same.execution_options(populate_existing=True)).one()


def kept(cohort: Cohort) -> Cohort:
    """The cohort as it is now; it goes to no other phase until the end of the transaction.

    Many may keep it at the same time. Whoever also locks enrolments keeps the cohort first.
    """
    same = select(Cohort).where(Cohort.id == cohort.id).with_for_update(read=True)
    return session().scalars(same.execution_options(populate_existing=True)).one()


def refuse_when_over(cohort: Cohort) -> None:
    """Raise RuleBroken for what can no longer be done in a cohort that is closing, has ended or is put away."""
    if cohort.phase in OVER:
        raise RuleBroken(_("This cohort is closing or has ended. Make a new cohort for new people."))
    if cohort.archived_at is not None:
        raise RuleBroken(_("This cohort has been put away. Bring it back first."))


def takes_pairs(cohort: Cohort) -> bool:
    """Whether two can be put together in it: it was launched, which is when it was looked at, and is not over."""
    return cohort.phase is not UNTOLD and cohort.phase not in OVER and cohort.archived_at is None


def refuse_pairs(cohort: Cohort) -> None:
    """Raise RuleBroken where nobody can be put together, whichever way."""
    refuse_when_over(cohort)
    if cohort.phase is UNTOLD:
        raise RuleBroken(_("Nobody was told of this cohort yet. Launch it first, then put people together."))


def _refuse_far(starts_on: date) -> None:
    """Raise RuleBroken for a year that nobody means; days around it may not even be in the calendar."""
    if not EARLIEST <= starts_on <= LATEST:
        raise RuleBroken(_("Choose a day between 2000 and 2199."), field="starts_on")


def refuse_dates(kind: ProgramType, starts_on: date, ends_on: date) -> None:
    """Raise RuleBroken, naming the field, for days that no cohort of this type has."""
    _refuse_far(starts_on)
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
