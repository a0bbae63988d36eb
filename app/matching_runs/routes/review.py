"""A result is looked at: its pairs, what is decided about them, what changed, and all of it as files and on paper."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.audit import record
from app.core.csv_out import csv_response
from app.core.errors import RuleBroken
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.forms import DecisionForm
from app.matching_runs.models import MatchRun, RunState
from app.matching_runs.pages import (
    difference_of,
    kind_of,
    left_headings,
    left_lines,
    move_headings,
    move_line,
    move_rows,
    page_of,
    pair_headings,
    pair_line,
    review_page,
    runners_up_of,
    supply_headings,
    supply_lines,
    supply_of_run,
)
from app.matching_runs.policy import RunAction
from app.matching_runs.queries import all_of, decision_about, names_of, pair_in, pairs_of, run_by_public_id, unplaced_of
from app.matching_runs.services import decide, take_back
from app.people.opened import list_was_taken
from app.people.queries import signed_in_person

ON_PAPER = 50
"""So many pairs, the weakest, and everything else beside them fit on one sheet."""


@bp.get("/runs/<pid:run_id>")
@guarded(RunAction.VIEW, run=run_by_public_id)
def show(run: MatchRun) -> ResponseReturnValue:
    if run.state is not RunState.DONE:
        return render_template("matching_runs/progress.html", run=run, cohort=run.cohort)
    page = review_page(run, paginate(pairs_of(run), asked_page()))
    return render_template("matching_runs/result.html", page=page, run=run, cohort=run.cohort, form=DecisionForm())


@bp.post("/runs/<pid:run_id>/decisions")
@guarded(RunAction.DECIDE, see=RunAction.VIEW, run=run_by_public_id)
@transactional
def decisions(run: MatchRun) -> ResponseReturnValue:
    form = DecisionForm()
    mentee, mentor = form.two() if form.validate_on_submit() else ("", "")
    decision, me = form.decision(), signed_in_person()
    if decision is None:
        if (decided := decision_about(run.cohort, mentee, mentor)) is not None:
            take_back(run, decided, actor=me)
    elif (pair := pair_in(run, mentee, mentor)) is not None:
        decide(run, pair, decision, actor=me)
    else:
        raise RuleBroken(_("These two are not in this result. Look at it once more."))
    flash(_("Kept in mind. It counts in the next run: match again to see what follows."), "quiet")
    return redirect(url_for(".show", run_id=run.public_id, page=form.page.data or None, _anchor="pairs"))


@bp.get("/runs/<pid:run_id>/difference")
@guarded(RunAction.VIEW, run=run_by_public_id)
def difference(run: MatchRun) -> ResponseReturnValue:
    found, moves = difference_of(_done(run)), page_of(move_rows(run), asked_page())
    return render_template("matching_runs/difference.html", difference=found, moves=moves, run=run, cohort=run.cohort)


@bp.get("/runs/<pid:run_id>/report")
@guarded(RunAction.VIEW, run=run_by_public_id)
def report(run: MatchRun) -> ResponseReturnValue:
    page = review_page(_done(run), paginate(pairs_of(run), 1, per_page=ON_PAPER))
    return render_template("matching_runs/report.html", page=page, run=run, cohort=run.cohort)


@bp.post("/runs/<pid:run_id>/pairs.csv")
@guarded(RunAction.EXPORT, run=run_by_public_id)
@transactional
def pairs_file(run: MatchRun) -> ResponseReturnValue:
    kind, pairs = kind_of(run), all_of(pairs_of(run))
    names = names_of(runners_up_of(pairs))
    record(signed_in_person(), "run.pairs_exported", run, rows=len(pairs))
    both = (each.person.public_id for pair in pairs for each in (pair.mentee, pair.mentor))
    list_was_taken(both, by=signed_in_person())
    rows = (pair_line(pair, kind, names) for pair in pairs)
    name = _("%(cohort)s, run %(number)s", cohort=run.cohort.name, number=run.number)
    return csv_response(f"{name}.csv", pair_headings(run), rows)


@bp.post("/runs/<pid:run_id>/without-mentor.csv")
@guarded(RunAction.EXPORT, run=run_by_public_id)
@transactional
def left_file(run: MatchRun) -> ResponseReturnValue:
    left = unplaced_of(run)
    record(signed_in_person(), "run.left_exported", run, rows=len(left))
    name = _("%(cohort)s, run %(number)s, without a mentor", cohort=run.cohort.name, number=run.number)
    return csv_response(f"{name}.csv", left_headings(), left_lines(left, kind_of(run)))


@bp.post("/runs/<pid:run_id>/difference.csv")
@guarded(RunAction.EXPORT, run=run_by_public_id)
@transactional
def difference_file(run: MatchRun) -> ResponseReturnValue:
    rows = move_rows(_done(run))
    record(signed_in_person(), "run.difference_exported", run, rows=len(rows))
    name = _("%(cohort)s, run %(number)s, difference", cohort=run.cohort.name, number=run.number)
    return csv_response(f"{name}.csv", move_headings(), map(move_line, rows))


@bp.post("/runs/<pid:run_id>/skills.csv")
@guarded(RunAction.EXPORT, run=run_by_public_id)
@transactional
def supply_file(run: MatchRun) -> ResponseReturnValue:
    rows = list(supply_lines(supply_of_run(run)))
    record(signed_in_person(), "run.skills_exported", run, rows=len(rows))
    name = _("%(cohort)s, run %(number)s, skills", cohort=run.cohort.name, number=run.number)
    return csv_response(f"{name}.csv", supply_headings(), rows)


def _done(run: MatchRun) -> MatchRun:
    """The run where it has a result; a page about one that has none does not exist."""
    if run.state is not RunState.DONE:
        abort(404)
    return run
