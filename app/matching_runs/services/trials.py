"""A trial that takes too long to wait for it: asked for, worked out beside the page, forgotten. The caller commits."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete

from app.cohorts.models import Cohort
from app.cohorts.queries import counts_of
from app.cohorts.services.matching import Proposal
from app.core.audit import record
from app.core.clock import now
from app.core.db import session
from app.core.jobs import enqueue
from app.matching_runs.models import MatchTrial
from app.people.models import Person

TRY_OUT = "matching_runs.try_out"
MOST_AT_ONCE = 4_000_000
"""Possible pairs that are worked out while somebody waits: about two seconds."""
KEPT_FOR = timedelta(days=1)


def takes_long(cohort: Cohort) -> bool:
    """Whether a trial is better worked out beside the page."""
    counts = counts_of(cohort)
    return counts.mentees * counts.mentors > MOST_AT_ONCE


def begin_trial(cohort: Cohort, proposal: Proposal, *, actor: Person) -> MatchTrial:
    """Have it worked out; nothing of it is kept for the cohort."""
    trial = MatchTrial(cohort=cohort, asked_by_id=actor.id, proposal=asdict(proposal))
    session().add(trial)
    session().flush()
    trial.job = enqueue(TRY_OUT, actor=actor, trial_id=trial.id)
    session().flush()
    record(actor, "cohort.matching_tried", cohort)
    return trial


def forget_trials() -> None:
    """Delete what was asked a day ago or longer."""
    session().execute(delete(MatchTrial).where(MatchTrial.asked_at < now() - KEPT_FOR))
