"""The match itself: read in one short transaction, compute with none open, store in another."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.cohorts.policy import CohortAction
from app.core.db import session
from app.core.due import due
from app.core.errors import RuleBroken
from app.core.jobs import JobHandle, job
from app.core.transactions import transaction
from app.matching_runs.at_work import Watch
from app.matching_runs.erasing import forget_erased_in
from app.matching_runs.keeping import Kept, kept_in
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.refused import refusal
from app.matching_runs.services import JOB, explained, match_newcomers, store_result
from app.matching_runs.snapshot import Snapshot, snapshot_of
from app.matching_runs.solving import solved
from app.matching_runs.stored_input import input_of, keep_input
from app.people.models import Person
from app.people.queries import person_by_public_id
from matching import InputError, Match, Policy

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be matched: nothing in it belongs to a transaction."""

    snapshot: Snapshot
    policy: dict[str, Any]
    salt: int
    kept: Kept


@job(JOB)
def match_cohort(handle: JobHandle, *, run_id: int) -> None:
    """Run a match. A run that is over, because an earlier attempt stored it, is left as it is.

    Asked to stop, it stores the pairs there are with their bound and gap, and only ends without a result when it has
    found none yet.
    """
    with transaction():
        question = _read(handle, run_id)
    if question is None:
        return
    watch = Watch(handle)
    result = explained(_compute(question, watch), watch.goes_on)
    with transaction():
        run = session().get_one(MatchRun, run_id, with_for_update=True)
        store_result(run, result, question.snapshot, actor=_whoever_asked(handle, run))
        forget_erased_in(run)
        handle.finish()


@due("matching_runs.match_newcomers", every=timedelta(hours=1))
def newcomers() -> None:
    """Whoever joins a rolling cohort is proposed a mentor within the day; an administrator confirms by publishing."""
    match_newcomers()


def _read(handle: JobHandle, run_id: int) -> Question | None:
    run = session().get_one(MatchRun, run_id)
    if run.state is not RunState.OPEN:
        return None
    _whoever_asked(handle, run)
    return Question(given := _given(run), dict(run.policy), run.salt, kept_in(given))


def _given(run: MatchRun) -> Snapshot:
    """What the run was given when it was first taken up: whatever happens to the worker, it is the same people."""
    given = input_of(run)
    if given is None:
        given = snapshot_of(run.cohort)
        keep_input(run, given)
    return given


def _compute(question: Question, watch: Watch) -> Match:
    given, policy = question.snapshot, Policy.from_dict(question.policy)
    try:
        question.kept.refuse_impossible(given, policy)
        found = solved(given, policy, question.salt, watch.goes_on)
    except InputError as error:
        log.warning("match_input_refused: %s", type(error).__name__)
        raise RuleBroken(refusal(error, given)) from error
    watch.refuse_nothing(len(found.pairs) - len(given.kept))
    return found


def _whoever_asked(handle: JobHandle, run: MatchRun) -> Person | None:
    """Who pressed the button, None for nobody. Raises RuleBroken when they may no longer match this cohort."""
    if run.started_by_id is None:
        return None
    actor = person_by_public_id(handle.actor_id or "")
    handle.demand(actor, CohortAction.MATCH, run.cohort)
    assert actor is not None  # noqa: S101  demand refuses nobody at all
    return actor
