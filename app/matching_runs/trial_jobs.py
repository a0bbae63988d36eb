"""Trials are worked out: read in one short transaction, compute with none open, store in another."""

from __future__ import annotations

from datetime import timedelta

from app.cohorts.policy import CohortAction
from app.cohorts.services.matching import Proposal
from app.core.db import session
from app.core.due import due
from app.core.i18n import gettext as _
from app.core.jobs import JobHandle, job
from app.core.transactions import transaction
from app.matching_runs.models import MatchTrial
from app.matching_runs.services.trials import TRY_OUT, forget_trials
from app.matching_runs.trial import Question, question_of, trial_of
from app.people.queries import person_by_public_id

SHARES = {"scoring": (10, 50), "solving": (60, 20), "proving": (80, 10)}


@job(TRY_OUT)
def try_out(handle: JobHandle, *, trial_id: int) -> None:
    """Work a trial out; one that was worked out by an earlier attempt, or forgotten, is left as it is."""
    with transaction():
        question = _read(handle, trial_id)
    if question is None:
        return

    def progress(step: str, done: int, total: int) -> None:
        begin, share = SHARES[step]
        handle.report(_("Trying it out on those who have signed up"), begin + share * done // max(total, 1), 100)

    found = trial_of(question, progress)
    with transaction():
        trial = session().get(MatchTrial, trial_id)
        if trial is not None:
            trial.result = found.to_dict()
        handle.finish()


@due("matching_runs.forget_trials", every=timedelta(hours=6))
def forget() -> None:
    """What was only tried is not kept."""
    forget_trials()


def _read(handle: JobHandle, trial_id: int) -> Question | None:
    trial = session().get(MatchTrial, trial_id)
    if trial is None or trial.result:
        return None
    handle.demand(person_by_public_id(handle.actor_id or ""), CohortAction.SETTLE, trial.cohort)
    return question_of(trial.cohort, Proposal(**trial.proposal))
