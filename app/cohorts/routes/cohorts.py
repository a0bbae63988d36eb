"""Cohorts: the list of one’s own, a new one, the page of one, its rules, and from phase to phase."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.forms import CohortForm, PhaseForm
from app.cohorts.labels import PHASES, program_in_words
from app.cohorts.models import Cohort
from app.cohorts.moves import passage
from app.cohorts.own_page import own_page
from app.cohorts.pages import cohort_page, listed, week_of
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, cohorts_run_by, counts_by_cohort
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import create_cohort, move_cohort
from app.cohorts.settings.matching_page import rules_context
from app.core.access import can, guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.catalogue import PROGRAM_TYPES
from programs.phases import Phase
from programs.timeline import delivered


@bp.get("/cohorts")
@guarded(CohortAction.LIST)
def index() -> ResponseReturnValue:
    page = paginate(cohorts_run_by(signed_in_person()), asked_page())
    counts = counts_by_cohort(cohort.id for cohort in page.rows)
    return render_template("cohorts/index.html", page=page, rows=listed(page.rows, counts))


@bp.get("/cohorts/new")
@guarded(CohortAction.CREATE)
def new() -> ResponseReturnValue:
    return _new_page(CohortForm(contact=signed_in_person().email))


@bp.post("/cohorts/new")
@guarded(CohortAction.CREATE)
@transactional
def create() -> ResponseReturnValue:
    form = CohortForm()
    cohort = result_of(form, lambda: create_cohort(form.outline(), actor=signed_in_person()))
    if cohort is None:
        return _new_page(form)
    return redirect(url_for(".show", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>")
@guarded(CohortAction.VIEW, cohort=cohort_by_public_id)
def show(cohort: Cohort) -> ResponseReturnValue:
    viewer = signed_in_person()
    if not can(viewer, CohortAction.OVERSEE, cohort):
        return render_template("cohorts/taking_part.html", **own_page(viewer, cohort))
    page = cohort_page(viewer, cohort)
    return render_template("cohorts/show.html", page=page, cohort=cohort, week=week_of(cohort), form=PhaseForm())


@bp.post("/cohorts/<pid:cohort_id>/phase")
@guarded(CohortAction.MOVE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def move(cohort: Cohort) -> ResponseReturnValue:
    form = PhaseForm()
    asked = form.phase.data if form.validate_on_submit() else None
    if asked not in set(Phase):
        return redirect(url_for(".show", cohort_id=cohort.public_id))
    if page := passage(cohort.phase, Phase(asked)):
        return redirect(url_for(page.endpoint, cohort_id=cohort.public_id))
    move_cohort(cohort, Phase(asked), actor=signed_in_person())
    flash(_("%(cohort)s: %(phase)s.", cohort=cohort.name, phase=PHASES[cohort.phase]))
    return redirect(url_for(".show", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>/rules")
@guarded(CohortAction.OVERSEE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def rules(cohort: Cohort) -> ResponseReturnValue:
    kind = PROGRAM_TYPES[cohort.program_type]
    words = program_in_words(kind, cohort)
    return render_template("cohorts/rules.html", cohort=cohort, kind=kind, words=words, **rules_context(cohort))


def _new_page(form: CohortForm) -> ResponseReturnValue:
    words = {kind.slug: program_in_words(kind) for kind in PROGRAM_TYPES.values()}
    milestones = {kind.slug: delivered(kind.milestones) for kind in PROGRAM_TYPES.values()}
    return render("cohorts/new.html", form, kinds=PROGRAM_TYPES, words=words, milestones=milestones)
