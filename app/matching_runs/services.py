"""A run is started, stopped, and its result stored. The caller commits."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import insert

from app.cohorts.models import Cohort
from app.cohorts.queries import counts_of
from app.cohorts.services import locked, refuse_when_over
from app.core.audit import record
from app.core.bulk import run_for_each
from app.core.clock import now
from app.core.db import session
from app.core.errors import Conflict, RuleBroken
from app.core.i18n import gettext as _
from app.core.jobs import cancel, enqueue
from app.matching_runs.models import MatchPair, MatchRun, RunState, Unplaced
from app.matching_runs.queries import next_number, open_run
from app.matching_runs.snapshot import Snapshot
from app.people.models import Person
from matching import Match, Part
from programs.catalogue import PROGRAM_TYPES, policy_for

JOB = "matching_runs.match"


def start_run(cohort: Cohort, *, actor: Person) -> MatchRun:
    """Start a match with the cohort’s own weights and rules.

    The same people under the same rules give the same pairs every time: the salt that decides between equally good
    results stays the cohort’s own. Raises RuleBroken without mentees, mentors or seats and in a cohort that is over,
    Conflict while another match of the cohort is at work.
    """
    locked(cohort)
    refuse_when_over(cohort)
    _refuse_empty(cohort)
    _refuse_second(cohort)
    policy = policy_for(PROGRAM_TYPES[cohort.program_type], cohort.weights, cohort.rules)
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


@dataclass(frozen=True, slots=True)
class Explained:
    """A match with what is behind each pair: mentee, mentor and the parts of their score."""

    match: Match
    pairs: list[tuple[str, str, tuple[Part, ...]]]


def explained(found: Match) -> Explained:
    """Work out the parts of every pair; a second or so for a thousand, and so outside of any transaction."""
    return Explained(found, [(mentee, mentor, found.explain(mentee, mentor)) for mentee, mentor in found.pairs])


def store_result(run: MatchRun, result: Explained, given: Snapshot, *, actor: Person) -> None:
    """Store what a match came to, all of it or nothing; a run that has its result or was stopped stays as it is."""
    if run.state is not RunState.OPEN:
        return
    found = result.match
    pairs = [_pair(run, given, *pair) for pair in result.pairs]
    left = [
        {
            "run_id": run.id,
            "enrolment_id": given.ids[str(each.id)],
            "missing": each.facts["needs"] - each.facts["filled"],
            "reason": {"reason": each.reason, "facts": dict(each.facts)},
        }
        for each in found.unmatched
    ]
    run_for_each(insert(MatchPair), pairs)
    run_for_each(insert(Unplaced), left)
    _write_figures(run, found, given)
    session().flush()
    record(actor, "run.done", run, number=run.number, pairs=len(pairs), placed=run.placed, mentees=run.mentees)


def _write_figures(run: MatchRun, found: Match, given: Snapshot) -> None:
    run.state, run.ended_at = RunState.DONE, now()
    run.input_digest = found.input_digest
    run.total, run.bound, run.gap = float(found.total), float(found.bound), float(found.gap)
    run.mentees, run.mentors, run.seats = len(found.mentee_ids), len(found.mentor_ids), given.seats
    run.placed = len({mentee for mentee, _mentor in found.pairs})
    run.rules_skipped = {each.name: each.unknown for each in found.rule_counts if each.unknown}
    run.timings = {step: round(seconds, 4) for step, seconds in found.timings.items()}


def _pair(run: MatchRun, given: Snapshot, mentee: str, mentor: str, parts: tuple[Part, ...]) -> dict[str, Any]:
    return {
        "run_id": run.id,
        "mentee_id": given.ids[mentee],
        "mentor_id": given.ids[mentor],
        "score": sum(part.points for part in parts),
        "parts": [asdict(part) for part in parts],
    }


def _refuse_empty(cohort: Cohort) -> None:
    counts = counts_of(cohort)
    if not counts.mentees:
        raise RuleBroken(_("No mentee has signed up yet, so there is nobody to match. Read in the mentees first."))
    if not counts.mentors:
        raise RuleBroken(_("No mentor has signed up yet, so there is nobody to match with. Read in the mentors first."))
    if not counts.seats:
        raise RuleBroken(_("The mentors offer no seat yet. Ask one of them to take a mentee."))


def _refuse_second(cohort: Cohort) -> None:
    running = open_run(cohort)
    if running is None:
        return
    settle(running)
    if running.state is RunState.OPEN:
        raise Conflict(_("A match of this cohort is at work already: run %(number)s.", number=running.number))
