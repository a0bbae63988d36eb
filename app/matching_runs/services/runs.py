"""A run is started and stopped. The caller commits."""

from __future__ import annotations

from sqlalchemy import Select

from app.cohorts.models import Cohort, Enrolment
from app.cohorts.queries import counts_of
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.jobs import cancel, enqueue
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.queries import free_mentors, next_number, open_run, waiting_mentees
from app.matching_runs.reserved import reserved_in
from app.matching_runs.snapshot import policy_of
from app.people.models import Person

JOB = "matching_runs.match"


def start_run(cohort: Cohort, *, actor: Person | None) -> MatchRun:
    """Start a match with the cohort’s own weights and rules; without an actor it begins by itself.

    The same people under the same rules give the same pairs every time: the salt that decides between equally good
    results stays the cohort’s own. Pairs that are there stay, the run is for whoever still needs a mentor. Raises
    RuleBroken without mentees, mentors or seats and in a cohort that is over, Conflict while another match is at work.
    """
    cohort = locked(cohort)
    refuse_when_over(cohort)
    _refuse_empty(cohort)
    _refuse_second(cohort)
    policy = policy_of(cohort)
    run = MatchRun(
        cohort=cohort,
        number=next_number(cohort),
        started_by=actor,
        salt=cohort.id,
        policy=policy.to_dict(),
        policy_digest=policy.digest,
    )
    session().add(run)
    session().flush()
    run.job = enqueue(JOB, actor=actor, run_id=run.id)
    session().flush()
    record(actor, "run.started", run, number=run.number)
    return run


def stop_run(run: MatchRun, *, actor: Person) -> None:
    """Ask a match that is at work to stop. Raises RuleBroken when it has ended already."""
    if run.standing is not RunState.OPEN or run.job is None:
        raise RuleBroken(_("This match has ended already."))
    cancel(run.job)
    settle(run)
    session().flush()
    record(actor, "run.stopped", run, number=run.number)


def settle(run: MatchRun) -> None:
    """Write down that a run is over whose job ended without a result."""
    standing = run.standing
    if standing is not run.state:
        run.state, run.ended_at = standing, now()
        session().flush()


def _refuse_empty(cohort: Cohort) -> None:
    counts = counts_of(cohort)
    if not counts.mentees:
        raise RuleBroken(_("No mentee has signed up yet, so there is nobody to match. Read in the mentees first."))
    if not counts.mentors:
        raise RuleBroken(_("No mentor has signed up yet, so there is nobody to match with. Read in the mentors first."))
    if not counts.seats:
        raise RuleBroken(_("The mentors offer no seat yet. Ask one of them to take a mentee."))
    if not is_any(waiting_mentees(cohort)):
        raise RuleBroken(_("Everybody has a mentor already. A further run is for people who sign up later."))
    promised = {mentee_id for mentee_id, _mentor_id in reserved_in(cohort)}
    if promised and not is_any(waiting_mentees(cohort).where(Enrolment.id.not_in(promised))):
        raise RuleBroken(_("Everybody who waits has been proposed somebody. Look at the proposals first."))
    if not is_any(free_mentors(cohort)):
        raise RuleBroken(_("All seats are taken. Ask one of the mentors for another seat, or invite more mentors."))


def is_any(found: Select[Enrolment]) -> bool:
    """Whether there is anybody of these."""
    return session().scalar(found.with_only_columns(Enrolment.id).order_by(None).limit(1)) is not None


def _refuse_second(cohort: Cohort) -> None:
    running = open_run(cohort)
    if running is None:
        return
    settle(running)
    if running.state is RunState.OPEN:
        raise Conflict(_("A match of this cohort is at work already: run %(number)s.", number=running.number))
