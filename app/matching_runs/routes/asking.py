"""What somebody asks about a result that they look at."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.pages import asked_words
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun
from app.matching_runs.pages import why_not_page
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import result_by_public_id


@bp.get("/runs/<pid:run_id>/why-not")
@guarded(RunAction.VIEW, run=result_by_public_id)
def why_not(run: MatchRun) -> ResponseReturnValue:
    page = why_not_page(run, asked_words("mentee"), asked_words("mentor"))
    return render_template("matching_runs/why_not.html", page=page, run=run, cohort=run.cohort)
