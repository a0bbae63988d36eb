"""How a cohort works, in plain words; whether that is mentoring; and what to do when it is coaching."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import change_practice, relabel_as_coaching
from app.cohorts.services.practice import COACHING
from app.cohorts.settings.practice_form import PracticeForm, practice_context, practice_form
from app.cohorts.workings import findings
from app.core.access import guarded
from app.core.elsewhere import where
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.phases import Phase


@bp.get("/cohorts/<pid:cohort_id>/settings/practice")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def practice(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, practice_form(cohort))


@bp.post("/cohorts/<pid:cohort_id>/settings/practice")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_practice(cohort: Cohort) -> ResponseReturnValue:
    form = practice_form(cohort)
    if not accepts(form, lambda: change_practice(cohort, form.wanted(), actor=signed_in_person())):
        return _page(cohort, form)
    flash(_("Saved."), "good")
    page = ".practice" if findings(cohort) else ".settings"
    return redirect(url_for(page, cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/relabel")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def relabel(cohort: Cohort) -> ResponseReturnValue:
    relabel_as_coaching(cohort, request.form.get("label", COACHING), actor=signed_in_person())
    return redirect(url_for(".show", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: PracticeForm) -> ResponseReturnValue:
    is_open = cohort.phase is Phase.DRAFT
    context = practice_context(cohort, form)
    return render("cohorts/practice.html", form, is_open=is_open, coaching=where("coaching"), **context)
