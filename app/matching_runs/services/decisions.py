"""Two who are to be put together, or never: what an administrator decides when looking at a result."""

from __future__ import annotations

from sqlalchemy import func, select

from app.cohorts.models import Enrolment
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.matching_runs.models import Decision, MatchPair, MatchRun, PairDecision
from app.pairings.models import Pairing, PairingState
from app.people.models import Person


def decide(run: MatchRun, pair: MatchPair, decision: Decision, *, actor: Person) -> None:
    """Keep the two of a result together in the runs to come, or apart. What was decided about them before is replaced.

    Raises RuleBroken in a cohort that is over, for two who are a pair already, and where more are to be kept with
    somebody than there is room for.
    """
    decide_two(run, pair.mentee, pair.mentor, decision, actor=actor)


def decide_two(run: MatchRun, mentee: Enrolment, mentor: Enrolment, decision: Decision, *, actor: Person) -> None:
    """The same for any two of the cohort, whether they are in a result or not."""
    locked(run.cohort)
    refuse_when_over(run.cohort)
    _refuse_pair(mentee, mentor)
    row = session().get(PairDecision, (mentee.id, mentor.id), populate_existing=True)
    if row is not None and row.decision is decision:
        return
    if decision is Decision.KEEP:
        _refuse_crowd(mentee, mentor)
    row = row or PairDecision(cohort_id=run.cohort_id, mentee_id=mentee.id, mentor_id=mentor.id)
    row.decision, row.decided_by_id, row.decided_at = decision, actor.id, now()
    session().add(row)
    session().flush()
    record(actor, f"pair.{decision.value}", run, mentee=mentee.public_id, mentor=mentor.public_id)


def take_back(run: MatchRun, decided: PairDecision, *, actor: Person) -> None:
    """Leave two to the match again. Raises RuleBroken in a cohort that is over."""
    locked(run.cohort)
    refuse_when_over(run.cohort)
    session().delete(decided)
    session().flush()
    record(actor, "pair.left_open", run, mentee=decided.mentee.public_id, mentor=decided.mentor.public_id)


def _refuse_pair(mentee: Enrolment, mentor: Enrolment) -> None:
    there = select(Pairing.id).where(Pairing.mentee_id == mentee.id, Pairing.mentor_id == mentor.id)
    if session().scalar(there.where(Pairing.state == PairingState.OPEN)) is not None:
        raise RuleBroken(_("These two are a pair already. It is theirs to end."))


def _refuse_crowd(mentee: Enrolment, mentor: Enrolment) -> None:
    kept = select(func.count()).select_from(PairDecision).where(PairDecision.decision == Decision.KEEP)
    with_mentor = session().scalar(kept.where(PairDecision.mentor_id == mentor.id)) or 0
    with_mentee = session().scalar(kept.where(PairDecision.mentee_id == mentee.id)) or 0
    if with_mentor >= mentor.seats:
        raise RuleBroken(_("All seats of %(name)s are kept already.", name=mentor.person.name))
    if with_mentee >= mentee.needs:
        name = mentee.person.name
        raise RuleBroken(_("%(name)s is kept with somebody else already. Take that back first.", name=name))
