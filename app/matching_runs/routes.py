"""Runs of the match: started, watched, stopped, looked at, taken away as a file."""

from __future__ import annotations

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.csv_out import csv_response
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.pages import kind_of, pair_headings, pair_line, result_page
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import all_of, pairs_of, run_by_public_id, runs_of, unplaced_of
from app.matching_runs.services import start_run, stop_run
from app.people.queries import signed_in_person

MOST_LEFT = 100


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


@bp.get("/runs/<pid:run_id>")
@guarded(RunAction.VIEW, run=run_by_public_id)
def show(run: MatchRun) -> ResponseReturnValue:
    if run.state is not RunState.DONE:
        return render_template("matching_runs/progress.html", run=run, cohort=run.cohort)
    pairs = paginate(pairs_of(run), asked_page())
    page = result_page(run, pairs, paginate(unplaced_of(run), 1, per_page=MOST_LEFT))
    return render_template("matching_runs/result.html", page=page, run=run, cohort=run.cohort)


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
    flash(_("The match was asked to stop. Nothing of it is kept."), "quiet")
    return redirect(url_for(".show", run_id=run.public_id))


@bp.get("/runs/<pid:run_id>/pairs.csv")
@guarded(RunAction.EXPORT, run=run_by_public_id)
def pairs_file(run: MatchRun) -> ResponseReturnValue:
    kind = kind_of(run)
    rows = (pair_line(pair, kind) for pair in all_of(pairs_of(run)))
    name = _("%(cohort)s, run %(number)s", cohort=run.cohort.name, number=run.number)
    return csv_response(f"{name}.csv", pair_headings(run), rows)
