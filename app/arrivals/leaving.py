"""Whoever leaves before the first day, or as a mentor who was to get a mentee, leaves no proposal behind."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select

from app.arrivals.models import Proposal
from app.arrivals.queries import UNSETTLED
from app.arrivals.services import drop
from app.cohorts.models import Enrolment
from app.core.bulk import portions
from app.core.db import session
from app.people.leaving import when_left
from app.people.models import Person

AT_ONCE = 500


@when_left
def drop_proposals(person_ids: Sequence[int], actor: Person | None) -> None:
    """Take back what was proposed to them, or with them."""
    for some in portions(person_ids, AT_ONCE):
        own = select(Enrolment.id).where(Enrolment.person_id.in_(some))
        with_them = or_(Proposal.mentee_id.in_(own), Proposal.mentor_id.in_(own))
        still = select(Proposal).where(with_them, Proposal.state.in_(UNSETTLED)).order_by(Proposal.id)
        # Whoever publishes one of them at this moment is waited for: it is a pair then, which ends by itself.
        for proposal in session().scalars(still.with_for_update()).all():
            drop(proposal, actor=actor)
