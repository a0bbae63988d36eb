"""The settings of a cohort: what it is for, when it runs, what it asks, who sees what."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, privacy_changes, privacy_of_newcomers
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import change_details, change_privacy, change_questions
from app.cohorts.services.settings import kind_of, questions_on_offer
from app.cohorts.settings.forms import (
    DetailsForm,
    PrivacyForm,
    QuestionsForm,
    details_form,
    privacy_form,
    questions_form,
)
from app.cohorts.settings.pages import asked_of, dated_changes, overview, privacy_standing
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.phases import Phase


@bp.get("/cohorts/<pid:cohort_id>/settings")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def settings(cohort: Cohort) -> ResponseReturnValue:
    return render_template("cohorts/settings.html", cohort=cohort, parts=overview(cohort))


@bp.get("/cohorts/<pid:cohort_id>/settings/details")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def details(cohort: Cohort) -> ResponseReturnValue:
    return _details_page(cohort, details_form(cohort))


@bp.post("/cohorts/<pid:cohort_id>/settings/details")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_details(cohort: Cohort) -> ResponseReturnValue:
    form = details_form(cohort)
    if not accepts(form, lambda: change_details(cohort, form.changes(), actor=signed_in_person())):
        return _details_page(cohort, form)
    return _saved(cohort)


@bp.get("/cohorts/<pid:cohort_id>/settings/questions")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def questions(cohort: Cohort) -> ResponseReturnValue:
    return _questions_page(cohort, questions_form(cohort, questions_on_offer(cohort)))


@bp.post("/cohorts/<pid:cohort_id>/settings/questions")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_questions(cohort: Cohort) -> ResponseReturnValue:
    form = questions_form(cohort, questions_on_offer(cohort))
    if not accepts(form, lambda: change_questions(cohort, form.asked(), actor=signed_in_person())):
        return _questions_page(cohort, form)
    return _saved(cohort)


@bp.get("/cohorts/<pid:cohort_id>/settings/privacy")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def privacy(cohort: Cohort) -> ResponseReturnValue:
    return _privacy_page(cohort, _privacy_form(cohort))


@bp.post("/cohorts/<pid:cohort_id>/settings/privacy")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_privacy(cohort: Cohort) -> ResponseReturnValue:
    form = _privacy_form(cohort)
    if not accepts(form, lambda: change_privacy(cohort, form.wanted(), actor=signed_in_person())):
        return _privacy_page(cohort, form)
    return _saved(cohort)


def _saved(cohort: Cohort) -> ResponseReturnValue:
    flash(_("Saved."), "good")
    return redirect(url_for(".settings", cohort_id=cohort.public_id))


def _privacy_form(cohort: Cohort) -> PrivacyForm:
    return privacy_form(privacy_of_newcomers(cohort, privacy_changes(cohort)))


def _details_page(cohort: Cohort, form: DetailsForm) -> ResponseReturnValue:
    return render("cohorts/details.html", form, cohort=cohort, kind=kind_of(cohort))


def _questions_page(cohort: Cohort, form: QuestionsForm) -> ResponseReturnValue:
    offered = [(each, asked_of(each)) for each in questions_on_offer(cohort)]
    is_open = cohort.phase is Phase.DRAFT
    return render("cohorts/questions.html", form, cohort=cohort, questions=offered, is_open=is_open)


def _privacy_page(cohort: Cohort, form: PrivacyForm) -> ResponseReturnValue:
    context = {"standing": privacy_standing(cohort), "changes": dated_changes(cohort)}
    return render("cohorts/privacy.html", form, cohort=cohort, **context)
