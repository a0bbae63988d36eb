"""A run is computed again, to see that its pairs follow from what went in."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.transactions import transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import run_by_public_id
from app.matching_runs.replaying import replayed


@bp.get("/runs/<pid:run_id>/replay")
@guarded(RunAction.VIEW, run=run_by_public_id)
def replay(run: MatchRun) -> ResponseReturnValue:
    return render_template("matching_runs/replay_ask.html", run=run, cohort=run.cohort)


@bp.post("/runs/<pid:run_id>/replay")
@guarded(RunAction.VIEW, run=run_by_public_id)
@transactional
def compute_again(run: MatchRun) -> ResponseReturnValue:
    return render_template("matching_runs/replay.html", replay=replayed(run), run=run, cohort=run.cohort)
