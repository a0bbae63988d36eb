"""Whoever is erased leaves no arrival, no proposal and no move behind."""

from __future__ import annotations

from sqlalchemy import delete, or_, select

from app.arrivals.models import Arrival, ClosedRecord, DepartmentMove, MentorSwap, Proposal
from app.cohorts.models import Enrolment
from app.core.db import session
from app.people.erasing import when_erased
from app.people.models import Person


@when_erased
def forget_arrivals(person: Person) -> None:
    """Delete them; pairs and enrolments are what their own areas leave of them."""
    own = select(Enrolment.id).where(Enrolment.person_id == person.id)
    session().execute(delete(Proposal).where(or_(Proposal.mentee_id.in_(own), Proposal.mentor_id.in_(own))))
    session().execute(delete(MentorSwap).where(MentorSwap.mentee_id.in_(own)))
    for table in (Arrival, ClosedRecord, DepartmentMove):
        session().execute(delete(table).where(table.person_id == person.id))
