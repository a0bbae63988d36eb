"""Pairs, written through the same services as real use; everything is committed."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from app.cohorts.models import Cohort, Enrolment
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person, Role
from programs.phases import Phase
from tests.factories import cohorts, people


def make_pair(
    session: Session,
    *,
    cohort: Cohort | None = None,
    mentee: Enrolment | Person | str = "Priya Raman",
    mentor: Enrolment | Person | str = "Leila Haddad",
    actor: Person | None = None,
    origin: Origin = Origin.RUN,
    reasons: list[dict[str, Any]] | None = None,
    objection_until: date | None = None,
    **fields: Any,
) -> Pairing:
    """A pair in a running cohort of functional expertise; ``fields`` are columns of the pair, such as ``wrote_at``.

    Names make new people, a person is enrolled, an enrolment is taken as it is.
    """
    if cohort is None:
        runs = actor or people.person("Ruth Baptiste", role=Role.ADMINISTRATOR, email="ruth@northmere.example")
        cohort = cohorts.cohort(runs, program_type="functional-expertise", phase=Phase.RUNNING)
    learner = mentee if isinstance(mentee, Enrolment) else cohorts.mentee(cohort, mentee)
    guide = mentor if isinstance(mentor, Enrolment) else cohorts.mentor(cohort, mentor, seats=2)
    new = NewPair(mentee_id=learner.id, mentor_id=guide.id, reasons=reasons or [])
    (made,) = make_pairings(
        session.merge(cohort),
        [new],
        origin=origin,
        actor=actor and session.merge(actor),
        objection_until=objection_until,
    )
    for name, value in fields.items():
        setattr(made, name, value)
    session.commit()
    return people.loaded(made)
