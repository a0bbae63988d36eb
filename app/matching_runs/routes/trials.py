"""What would come of points and rules that stand in the form of a cohort: shown, and nothing of it kept."""

from __future__ import annotations

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.services.matching import Proposal, refuse_settled_matching
from app.cohorts.settings.matching_form import MatchingForm, matching_form
from app.cohorts.settings.matching_page import matching_context, previewed_by
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.sections import Section
from app.core.transactions import give_way, transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.models import MatchTrial
from app.matching_runs.pages import trial_section
from app.matching_runs.policy import TrialAction
from app.matching_runs.queries import trial_by_public_id
from app.matching_runs.services import begin_trial, takes_long
from app.matching_runs.trial import Trial, question_of, trial_of
from app.people.queries import signed_in_person

previewed_by("matching_runs.try_out")


@bp.post("/cohorts/<pid:cohort_id>/settings/matching/preview")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def try_out(cohort: Cohort) -> ResponseReturnValue:
    form = matching_form(cohort)
    if takes_long(cohort):
        trial = result_of(form, lambda: begin_trial(cohort, _asked(cohort, form), actor=signed_in_person()))
        return _page(cohort, form) if trial is None else redirect(url_for(".trial", trial_id=trial.public_id))
    found = result_of(form, lambda: _at_once(cohort, _asked(cohort, form)))
    return _page(cohort, form, found)


@bp.get("/cohorts/<pid:cohort_id>/settings/matching/preview")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def tried_out(cohort: Cohort) -> ResponseReturnValue:
    """Who comes back to the address of a preview finds what stands."""
    return redirect(url_for("cohorts.matching", cohort_id=cohort.public_id))


@bp.get("/trials/<pid:trial_id>")
@guarded(TrialAction.VIEW, trial=trial_by_public_id)
def trial(trial: MatchTrial) -> ResponseReturnValue:
    if not trial.result:
        return render_template("matching_runs/trial.html", trial=trial, cohort=trial.cohort)
    form = matching_form(trial.cohort, Proposal(**trial.proposal))
    return _page(trial.cohort, form, Trial.from_dict(trial.result))


@bp.get("/trials/<pid:trial_id>/progress")
@guarded(TrialAction.VIEW, trial=trial_by_public_id)
def trial_progress(trial: MatchTrial) -> ResponseReturnValue:
    answer = make_response(render_template("matching_runs/_trial_progress.html", trial=trial))
    if trial.job is None or trial.job.is_over:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _asked(cohort: Cohort, form: MatchingForm) -> Proposal:
    refuse_settled_matching(cohort)
    return form.proposal(cohort)


def _at_once(cohort: Cohort, proposal: Proposal) -> Trial:
    question = question_of(cohort, proposal)
    give_way()
    return trial_of(question)


def _page(cohort: Cohort, form: MatchingForm, found: Trial | None = None) -> ResponseReturnValue:
    preview: Section | None = trial_section(cohort, found) if found is not None else None
    return render("cohorts/matching.html", form, **matching_context(cohort, form, preview))
