"""“Why was I not paired with …?”: asked on one page, answered on another that is the same for everybody."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import render
from app.core.transactions import transactional
from app.matching_runs.blueprint import bp
from app.matching_runs.policy import AskAction
from app.matching_runs.why_not import WhyNotForm, why_not_form
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/why-not")
@guarded(AskAction.ASK, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def why_not(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, why_not_form(signed_in_person(), cohort))


@bp.post("/cohorts/<pid:cohort_id>/why-not")
@guarded(AskAction.ASK, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def ask_why_not(cohort: Cohort) -> ResponseReturnValue:
    form = why_not_form(signed_in_person(), cohort)
    if not form.validate_on_submit():
        return _page(cohort, form)
    return redirect(url_for(".why_not_answer", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>/why-not/answer")
@guarded(AskAction.ASK, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def why_not_answer(cohort: Cohort) -> ResponseReturnValue:
    return render_template("matching_runs/why_not_answer.html", cohort=cohort)


def _page(cohort: Cohort, form: WhyNotForm) -> ResponseReturnValue:
    return render("matching_runs/why_not.html", form, cohort=cohort)
