"""Every change to runs: one function for each intention; the caller commits."""

from app.matching_runs.services.decisions import decide, decide_two, take_back
from app.matching_runs.services.publishing import publish_run
from app.matching_runs.services.results import Explained, explained, store_result
from app.matching_runs.services.rolling import match_newcomers
from app.matching_runs.services.runs import JOB, settle, start_run, stop_run
from app.matching_runs.services.trials import begin_trial, takes_long
from app.matching_runs.services.undoing import open_ids, refuse_undoing, undo_digest, undo_run

__all__ = [
    "JOB",
    "Explained",
    "begin_trial",
    "decide",
    "decide_two",
    "explained",
    "match_newcomers",
    "open_ids",
    "publish_run",
    "refuse_undoing",
    "settle",
    "start_run",
    "stop_run",
    "store_result",
    "take_back",
    "takes_long",
    "undo_digest",
    "undo_run",
]
