"""A proposal is held, released, dropped, or looked at again. The caller commits."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.arrivals.models import Proposal, ProposalState
from app.arrivals.queries import unsettled
from app.cohorts.models import Cohort
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.matching_runs.models import Decision
from app.matching_runs.services import decide_two
from app.people.models import Person


def lock(proposal: Proposal) -> None:
    """Read a proposal anew and keep it from other writers until the end of the transaction."""
    same = select(Proposal).where(Proposal.id == proposal.id).with_for_update()
    session().scalars(same.execution_options(populate_existing=True)).one()


def current(proposal: Proposal) -> Proposal:
    """The proposal as it is now, kept from other writers. Raises Conflict for one that is settled already."""
    lock(proposal)
    if proposal.state is ProposalState.PUBLISHED:
        raise Conflict(_("This proposal was published meanwhile. The two have been told."))
    if proposal.is_settled:
        raise Conflict(_("This proposal was taken back meanwhile. Somebody else is being looked for."))
    return proposal


def hold(proposal: Proposal, *, actor: Person) -> None:
    """Keep a proposal from being published by itself. Raises Conflict for one that is settled already."""
    refuse_when_over(locked(proposal.cohort))
    current(proposal)
    if proposal.state is ProposalState.HELD:
        return
    proposal.state, proposal.held_by_id = ProposalState.HELD, actor.id
    session().flush()
    record(actor, "proposal.held", proposal)


def release(proposal: Proposal, *, actor: Person) -> None:
    """Let a held proposal go its way: it is published once its day has passed. Raises as ``hold`` does."""
    refuse_when_over(locked(proposal.cohort))
    current(proposal)
    if proposal.state is ProposalState.OPEN:
        return
    proposal.state, proposal.held_by_id = ProposalState.OPEN, None
    session().flush()
    record(actor, "proposal.released", proposal)


def look_for_another(proposal: Proposal, *, actor: Person) -> None:
    """Take a proposal back and never make it again: the next run looks for somebody else. Raises as ``hold`` does."""
    refuse_when_over(locked(proposal.cohort))
    current(proposal)
    decide_two(proposal.run, proposal.mentee, proposal.mentor, Decision.FORBID, actor=actor)
    drop(proposal, actor=actor)


def forget_dropped(mentee_id: int) -> None:
    """Whoever comes back begins anew: what was taken back when they went may be proposed again."""
    dropped = Proposal.state == ProposalState.DROPPED
    session().execute(delete(Proposal).where(Proposal.mentee_id == mentee_id, dropped))


def drop_all(cohort: Cohort, *, actor: Person | None) -> None:
    """Take back whatever is open or held in a cohort, and tell each mentor once."""
    told: set[int] = set()
    for proposal in session().scalars(unsettled(cohort)).all():
        lock(proposal)
        if not proposal.is_settled:
            drop(proposal, actor=actor, tells=proposal.mentor_id not in told)
            told.add(proposal.mentor_id)


def drop(proposal: Proposal, *, actor: Person | None, tells: bool = True) -> None:
    """Take a proposal back, and tell the mentor who was to hear more."""
    proposal.state, proposal.settled_at = ProposalState.DROPPED, now()
    proposal.settled_by_id = actor.id if actor else None
    session().flush()
    record(actor, "proposal.dropped", proposal)
    mentor = proposal.mentor.person
    if tells and mentor.is_active and mentor.email:
        send("arrival_not_now", to=mentor.email, proposal_id=proposal.id)
