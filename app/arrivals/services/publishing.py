"""A proposal becomes a pair: by itself once its day has passed, or at an administrator’s word. The caller commits."""

from __future__ import annotations

import logging
from datetime import date

from sqlalchemy import select

from app.arrivals.models import Proposal, ProposalState
from app.arrivals.queries import arrival_of, day_here, locked_cohorts, open_pairs_of, rules_of, unsettled
from app.arrivals.services.settling import current, drop, lock
from app.cohorts.models import Cohort
from app.cohorts.services import locked, move_cohort, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.outbox import send
from app.matching_runs.models import Decision, PairDecision, PublishedPair
from app.matching_runs.publishable import road_to_running
from app.pairings.models import Origin, Pairing
from app.pairings.services import NewPair, make_pairings
from app.people.models import Person
from programs.working_days import add_working_days

log = logging.getLogger(__name__)

TIME_TO_OBJECT = 5
"""Working days in which either side may say “not this one”."""


def publish_due() -> int:
    """Publish what nobody has held for its day; how many.

    One that cannot be made any more is taken back, and whoever waits is matched anew.
    """
    made = 0
    for cohort in locked_cohorts():
        rules, moment = rules_of(cohort), now()
        ripe = unsettled(cohort).where(
            Proposal.state == ProposalState.OPEN, Proposal.proposed_at <= moment - rules.held_for
        )
        for proposal in session().scalars(ripe).all():
            made += _is_still_open(proposal) and _publish_or_drop(proposal)
    return made


def publish_now(proposal: Proposal, *, actor: Person) -> Pairing:
    """The same at once. Raises Conflict for one that is settled or can no longer be made, naming whom it is about."""
    refuse_when_over(locked(proposal.cohort))
    current(proposal)
    return _publish(proposal, actor=actor)


def settle_paired(cohort: Cohort) -> None:
    """Proposals whose mentee has every mentor by now, by whatever way, are no longer waiting."""
    for proposal in session().scalars(unsettled(cohort)).all():
        pairs = open_pairs_of(proposal.mentee_id)
        if any(each.mentor_id == proposal.mentor_id for each in pairs):
            proposal.state, proposal.settled_at = ProposalState.PUBLISHED, now()
        elif len(pairs) >= proposal.mentee.needs or not _takes_part(proposal):
            drop(proposal, actor=None)
    session().flush()


def _is_still_open(proposal: Proposal) -> bool:
    """Whether nobody has held or settled it this moment."""
    locked(proposal.cohort)
    lock(proposal)
    return proposal.state is ProposalState.OPEN


def _takes_part(proposal: Proposal) -> bool:
    both = (proposal.mentee, proposal.mentor)
    return all(each.withdrawn_at is None and each.person.is_active for each in both)


def _publish_or_drop(proposal: Proposal) -> bool:
    """One that cannot be made keeps none of the others waiting."""
    try:
        with session().begin_nested():
            _publish(proposal, actor=None)
    except RuleBroken as broken:
        log.warning("proposal_not_published: %s: %s", proposal.public_id, type(broken).__name__)
        drop(proposal, actor=None)
        return False
    return True


def _publish(proposal: Proposal, *, actor: Person | None) -> Pairing:
    cohort = locked(proposal.cohort)
    _refuse_forbidden(proposal)
    new = NewPair(mentee_id=proposal.mentee_id, mentor_id=proposal.mentor_id, reasons=proposal.parts)
    until = add_working_days(_counts_from(proposal), TIME_TO_OBJECT)
    (made,) = make_pairings(cohort, [new], origin=Origin.RUN, actor=actor, objection_until=until)
    session().add(PublishedPair(run_id=proposal.run_id, pairing_id=made.id))
    run = proposal.run
    if run.published_at is None:
        run.published_at, run.published_by_id = now(), actor.id if actor else None
    proposal.state, proposal.settled_at = ProposalState.PUBLISHED, now()
    proposal.settled_by_id = actor.id if actor else None
    session().flush()
    for then in road_to_running(cohort):
        move_cohort(cohort, then, actor=actor)
    record(actor, "proposal.published", proposal)
    _tell(made)
    return made


def _refuse_forbidden(proposal: Proposal) -> None:
    found = select(PairDecision.decision).where(
        PairDecision.mentee_id == proposal.mentee_id, PairDecision.mentor_id == proposal.mentor_id
    )
    if session().scalar(found) is Decision.FORBID:
        raise Conflict(_("It was decided since that these two are not put together. Look for somebody else."))


def _counts_from(proposal: Proposal) -> date:
    """Nobody can object before their first day."""
    arrival = arrival_of(proposal.mentee)
    return max(day_here(), arrival.starts_on) if arrival is not None else day_here()


def _tell(made: Pairing) -> None:
    """The mentor at once; the mentee too, unless the letter of their first day is still ahead and will say it."""
    arrival = arrival_of(made.mentee)
    mentee_waits = arrival is not None and arrival.told_at is None
    for person in (made.mentor.person, *(() if mentee_waits else (made.mentee.person,))):
        if person.is_active and person.email:
            send("placed", to=person.email, pairing_id=made.id, person_id=person.id)
