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
from app.core.i18n import gettext as _
from app.core.jobs import JobHandle, job
from app.core.transactions import transaction
from app.matching_runs.keeping import Kept, kept_in
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.services import JOB, explained, match_newcomers, store_result
from app.matching_runs.snapshot import Snapshot, snapshot_of
from app.people.models import Person
from app.people.queries import person_by_public_id
from matching import InputError, Match, Policy, match

log = logging.getLogger(__name__)

SHARES = {"scoring": (0, 60), "solving": (60, 25), "proving": (85, 10)}
"""Where each step begins and how much of the whole it is, in percent."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be matched: nothing in it belongs to a transaction."""

    snapshot: Snapshot
    policy: dict[str, Any]
    salt: int
    kept: Kept


@job(JOB)
def match_cohort(handle: JobHandle, *, run_id: int) -> None:
    """Run a match. A run that is over, because an earlier attempt stored it, is left as it is."""
    with transaction():
        question = _read(handle, run_id)
    if question is None:
        return
    result = explained(_compute(handle, question))
    handle.report(_("Writing down the result"), 97, 100)
    with transaction():
        run = session().get_one(MatchRun, run_id, with_for_update=True)
        store_result(run, result, question.snapshot, actor=_whoever_asked(handle, run))
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
    given = snapshot_of(run.cohort)
    kept = kept_in(given)
    return Question(given, dict(run.policy), run.salt, kept)


def _compute(handle: JobHandle, question: Question) -> Match:
    words = {
        "scoring": _("Holding every mentee against every mentor"),
        "solving": _("Finding the best result for all together"),
        "proving": _("Proving that no better one exists"),
    }

    def progress(step: str, done: int, total: int) -> None:
        begin, share = SHARES[step]
        handle.report(words[step], begin + share * done // max(total, 1), 100)

    given, policy = question.snapshot, Policy.from_dict(question.policy)
    try:
        question.kept.refuse_impossible(given, policy)
        return match(
            given.mentees,
            given.mentors,
            policy,
            locked=given.kept,
            forbidden=given.excluded,
            salt=question.salt,
            progress=progress,
        )
    except InputError as error:
        log.warning("match_input_refused: %s", type(error).__name__)
        raise RuleBroken(_("Something in the sign-ups cannot be matched. Nothing was stored.")) from error


def _whoever_asked(handle: JobHandle, run: MatchRun) -> Person | None:
    """Who pressed the button, None for nobody. Raises RuleBroken when they may no longer match this cohort."""
    if run.started_by_id is None:
        return None
    actor = person_by_public_id(handle.actor_id or "")
    handle.demand(actor, CohortAction.MATCH, run.cohort)
    assert actor is not None  # noqa: S101  demand refuses nobody at all
    return actor
