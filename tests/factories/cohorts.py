"""Cohorts and those who take part, written through the same services as real use; everything is committed."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.cohorts.models import Cohort, CohortAdministrator, Enrolment, Side
from app.cohorts.services import Outline, create_cohort
from app.core.db import db
from app.core.transactions import transaction
from app.people.models import Person
from programs.phases import Phase
from tests.factories.people import loaded, person


def cohort(
    actor: Person, *others: Person, program_type: str = "onboarding", phase: Phase = Phase.DRAFT, **more: Any
) -> Cohort:
    """A cohort that ``actor`` made and runs, with the others."""
    outline = {"name": "Autumn 2026", "starts_on": date(2026, 11, 1), **more}
    with transaction() as session:
        made = create_cohort(Outline(program_type=program_type, **outline), actor=session.merge(actor))
        made.phase = phase
        session.add_all(CohortAdministrator(cohort_id=made.id, person_id=each.id) for each in others)
    return loaded(made)


def mentee(cohort: Cohort, who: Person | str, *, needs: int = 1, **answers: Any) -> Enrolment:
    """Somebody who takes part as a mentee; a name makes a new person."""
    return _enrolment(cohort, who, Side.MENTEE, needs=needs, answers=answers)


def mentor(cohort: Cohort, who: Person | str, *, seats: int = 1, **answers: Any) -> Enrolment:
    """Somebody who takes part as a mentor; a name makes a new person."""
    return _enrolment(cohort, who, Side.MENTOR, seats=seats, answers=answers)


def _enrolment(cohort: Cohort, who: Person | str, side: Side, **fields: Any) -> Enrolment:
    if isinstance(who, str):
        who = person(who, email=f"{who.lower().replace(' ', '.')}@northmere.example")
    with transaction() as session:
        made = Enrolment(cohort_id=cohort.id, person_id=who.id, role=side, **fields)
        session.add(made)
    db.session.refresh(made)
    return loaded(made)
