"""The settings of what counts in the match: changed, put back to what the program gives, summed up while one types."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import change_matching, reset_matching
from app.cohorts.services.settings import kind_of
from app.cohorts.settings.matching_form import WEIGHT, MatchingForm, matching_form
from app.cohorts.settings.matching_page import matching_context, points_of, sum_in_words
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/settings/matching")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def matching(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, matching_form(cohort))


@bp.post("/cohorts/<pid:cohort_id>/settings/matching")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_matching(cohort: Cohort) -> ResponseReturnValue:
    form, me = matching_form(cohort), signed_in_person()
    if not accepts(form, lambda: change_matching(cohort, form.weights(), form.rules(), form.aims(), actor=me)):
        return _page(cohort, form)
    return _kept(cohort)


@bp.post("/cohorts/<pid:cohort_id>/settings/matching/reset")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def restore_matching(cohort: Cohort) -> ResponseReturnValue:
    reset_matching(cohort, actor=signed_in_person())
    return _kept(cohort)


@bp.get("/cohorts/<pid:cohort_id>/settings/matching/sum")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def points(cohort: Cohort) -> ResponseReturnValue:
    known = {WEIGHT + each.name for each in kind_of(cohort).criteria}
    typed = {name: value for name, value in request.args.items() if name in known}
    return render_template("cohorts/_points.html", sentence=sum_in_words(points_of(typed)))


def _kept(cohort: Cohort) -> ResponseReturnValue:
    flash(
        _("Saved. The next match goes by it; a match that was started before keeps what it was started with."), "good"
    )
    return redirect(url_for(".settings", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: MatchingForm) -> ResponseReturnValue:
    return render("cohorts/matching.html", form, **matching_context(cohort, form))
