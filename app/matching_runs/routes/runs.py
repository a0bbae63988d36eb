"""Runs of the match: started, watched, stopped, listed."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.pages import run_headings, run_line
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import all_of, run_by_public_id, runs_of
from app.matching_runs.services import start_run, stop_run
from app.people.queries import signed_in_person


@bp.post("/cohorts/<pid:cohort_id>/match")
@guarded(CohortAction.MATCH, cohort=cohort_by_public_id)
@transactional
def start(cohort: Cohort) -> ResponseReturnValue:
    run = start_run(cohort, actor=signed_in_person())
    return redirect(url_for(".show", run_id=run.public_id))


@bp.get("/cohorts/<pid:cohort_id>/runs")
@guarded(CohortAction.MATCH, cohort=cohort_by_public_id)
def index(cohort: Cohort) -> ResponseReturnValue:
    return render_template("matching_runs/index.html", cohort=cohort, page=paginate(runs_of(cohort), asked_page()))


@bp.post("/cohorts/<pid:cohort_id>/runs.csv")
@guarded(CohortAction.MATCH, cohort=cohort_by_public_id)
@transactional
def runs_file(cohort: Cohort) -> ResponseReturnValue:
    runs = all_of(runs_of(cohort))
    record(signed_in_person(), "cohort.runs_exported", cohort, rows=len(runs))
    name = _("%(cohort)s, runs", cohort=cohort.name)
    return csv_response(f"{name}.csv", run_headings(), (run_line(run) for run in runs))


@bp.get("/runs/<pid:run_id>/progress")
@guarded(RunAction.VIEW, run=run_by_public_id)
def progress(run: MatchRun) -> ResponseReturnValue:
    answer = make_response(render_template("matching_runs/_progress.html", run=run))
    if run.standing is not RunState.OPEN:
        answer.headers["HX-Refresh"] = "true"
    return answer


@bp.post("/runs/<pid:run_id>/stop")
@guarded(RunAction.STOP, run=run_by_public_id)
@transactional
def stop(run: MatchRun) -> ResponseReturnValue:
    stop_run(run, actor=signed_in_person())
    flash(_("The match was asked to stop. What it has found by then is kept for you to look at."), "quiet")
    return redirect(url_for(".show", run_id=run.public_id))
