"""The milestones of a cohort: looked at, added, changed, taken off, put back to what the program has."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import UNTOLD, CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.timelines.blueprint import bp
from app.timelines.forms import MilestoneForm, milestone_form
from app.timelines.pages import milestones_page
from app.timelines.services import add_milestone, change_milestone, remove_milestone, restore_milestones
from programs.timeline import Milestone


@bp.get("/cohorts/<pid:cohort_id>/settings/milestones")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def milestones(cohort: Cohort) -> ResponseReturnValue:
    return render_template("timelines/milestones.html", cohort=cohort, page=milestones_page(cohort))


@bp.get("/cohorts/<pid:cohort_id>/settings/milestones/add")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def new(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, milestone_form(cohort)) if cohort.phase is UNTOLD else _back(cohort)


@bp.post("/cohorts/<pid:cohort_id>/settings/milestones/add")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def add(cohort: Cohort) -> ResponseReturnValue:
    form = milestone_form(cohort)
    if not accepts(form, lambda: add_milestone(cohort, form.wanted(), actor=signed_in_person())):
        return _page(cohort, form)
    flash(_("Added."), "good")
    return _back(cohort)


@bp.get("/cohorts/<pid:cohort_id>/settings/milestones/<word:milestone>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def edit(cohort: Cohort, milestone: str) -> ResponseReturnValue:
    stands = _called(cohort, milestone)
    return _page(cohort, milestone_form(cohort, stands), stands) if cohort.phase is UNTOLD else _back(cohort)


@bp.post("/cohorts/<pid:cohort_id>/settings/milestones/<word:milestone>")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save(cohort: Cohort, milestone: str) -> ResponseReturnValue:
    stands = _called(cohort, milestone)
    form = milestone_form(cohort, stands)
    if not accepts(form, lambda: change_milestone(cohort, milestone, form.wanted(), actor=signed_in_person())):
        return _page(cohort, form, stands)
    flash(_("Saved."), "good")
    return _back(cohort)


@bp.post("/cohorts/<pid:cohort_id>/settings/milestones/<word:milestone>/remove")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def remove(cohort: Cohort, milestone: str) -> ResponseReturnValue:
    title = _(_called(cohort, milestone).title)
    remove_milestone(cohort, milestone, actor=signed_in_person())
    flash(_("“%(title)s” is off the way.", title=title), "quiet")
    return _back(cohort)


@bp.post("/cohorts/<pid:cohort_id>/settings/milestones/restore")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def restore(cohort: Cohort) -> ResponseReturnValue:
    restore_milestones(cohort, actor=signed_in_person())
    flash(_("The milestones are those of the program again."), "good")
    return _back(cohort)


def _called(cohort: Cohort, name: str) -> Milestone:
    return next((each for each in cohort.milestones if each.name == name), None) or abort(404)


def _back(cohort: Cohort) -> ResponseReturnValue:
    return redirect(url_for(".milestones", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: MilestoneForm, stands: Milestone | None = None) -> ResponseReturnValue:
    page = milestones_page(cohort)
    return render("timelines/milestone.html", form, cohort=cohort, stands=stands, page=page)
