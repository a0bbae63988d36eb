"""Why not somebody else: what an administrator asks about a result."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.pages import asked_words
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun
from app.matching_runs.pages import other_pair_page
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import result_by_public_id


@bp.get("/runs/<pid:run_id>/why-not")
@guarded(RunAction.VIEW, run=result_by_public_id)
def other_pair(run: MatchRun) -> ResponseReturnValue:
    page = other_pair_page(run, asked_words("mentee"), asked_words("mentor"))
    return render_template("matching_runs/other_pair.html", page=page, run=run, cohort=run.cohort)
