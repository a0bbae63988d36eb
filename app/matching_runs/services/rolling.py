"""Where people join one by one, a match begins by itself for whoever waits. The caller commits."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import select

from app.cohorts.models import Cohort
from app.core.clock import now
from app.core.db import session
from app.core.errors import RuleBroken
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.queries import free_mentors, newest_run, waiting_mentees
from app.matching_runs.services.runs import is_any, start_run
from app.matching_runs.snapshot import policy_of, snapshot_of
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase

log = logging.getLogger(__name__)

OPEN_PHASES = (Phase.SIGN_UP, Phase.MATCHING, Phase.RUNNING)
TRIED_AGAIN_AFTER = timedelta(days=1)
"""A match that came to no result is tried again, with the same people, after so long."""


def match_newcomers() -> list[MatchRun]:
    """Start a match in each rolling cohort where somebody waits and something has changed since the last one."""
    rolling = [kind.slug for kind in PROGRAM_TYPES.values() if kind.rolling]
    cohorts = select(Cohort).where(Cohort.program_type.in_(rolling), Cohort.phase.in_(OPEN_PHASES))
    started = (_start(cohort) for cohort in session().scalars(cohorts.order_by(Cohort.id)).all())
    return [run for run in started if run is not None]


def _start(cohort: Cohort) -> MatchRun | None:
    """One that cannot be matched keeps none of the others waiting."""
    if not (is_any(waiting_mentees(cohort)) and is_any(free_mentors(cohort))):
        return None
    try:
        with session().begin_nested():
            return _start_if_new(cohort)
    except RuleBroken as broken:
        log.warning("newcomers_not_matched: cohort %s: %s", cohort.public_id, type(broken).__name__)
        return None


def _start_if_new(cohort: Cohort) -> MatchRun | None:
    last = newest_run(cohort)
    if last is not None and last.standing is RunState.OPEN:
        return None
    given = snapshot_of(cohort)
    if not given.mentees["id"] or not given.seats:
        return None  # whoever waits has been promised somebody, or the last seats were
    asked = given.asked_digest(policy_of(cohort).digest)
    if last is not None and last.asked_digest == asked and _is_answered(last):
        return None
    run = start_run(cohort, actor=None)
    run.asked_digest = asked
    session().flush()
    return run


def _is_answered(run: MatchRun) -> bool:
    return run.state is RunState.DONE or run.started_at > now() - TRIED_AGAIN_AFTER
