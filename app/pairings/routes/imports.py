"""Running pairs from a file: chosen, looked through, then done or thrown away."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.services import refuse_pairs
from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.i18n import ngettext
from app.core.transactions import give_way, transactional
from app.pairings.blueprint import bp
from app.pairings.forms import PairsFileForm, PairsPlanForm
from app.pairings.models import PairsDraft
from app.pairings.queries import pairs_file_of
from app.pairings.running.reading import Row, read_running_pairs
from app.pairings.services import forget_pairs_file, keep_pairs_file, plan_of
from app.pairings.services import import_pairs as do_import
from app.people.queries import signed_in_person

SHOWN = 100


@bp.get("/cohorts/<pid:cohort_id>/pairs/import")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def import_pairs(cohort: Cohort) -> ResponseReturnValue:
    refuse_pairs(cohort)
    return render("pairings/import_pairs.html", PairsFileForm(), cohort=cohort)


@bp.post("/cohorts/<pid:cohort_id>/pairs/import")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def choose_pairs(cohort: Cohort) -> ResponseReturnValue:
    form, actor = PairsFileForm(), signed_in_person()
    grow = bool(form.seats_grow.data)
    if result_of(form, lambda: keep_pairs_file(cohort, _read(form), seats_grow=grow, actor=actor)) is None:
        return render("pairings/import_pairs.html", form, cohort=cohort)
    return redirect(url_for(".check_pairs", cohort_id=cohort.public_id))


@bp.get("/cohorts/<pid:cohort_id>/pairs/import/check")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def check_pairs(cohort: Cohort) -> ResponseReturnValue:
    draft = pairs_file_of(signed_in_person(), cohort)
    if draft is None:
        return redirect(url_for(".import_pairs", cohort_id=cohort.public_id))
    return _check_page(draft, PairsPlanForm())


@bp.post("/cohorts/<pid:cohort_id>/pairs/import/check")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def confirm_pairs(cohort: Cohort) -> ResponseReturnValue:
    form, draft = PairsPlanForm(), pairs_file_of(signed_in_person(), cohort)
    if draft is None:
        flash(_("There is no file any more. Choose it again."), "care")
        return redirect(url_for(".import_pairs", cohort_id=cohort.public_id))
    made = result_of(form, lambda: do_import(draft, form.digest.data or "", actor=signed_in_person()))
    if made is None:
        return _check_page(draft, form)
    flash(ngettext("One pair is in.", "%(num)s pairs are in.", made), "good")
    return redirect(url_for(".index", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/pairs/import/discard")
@guarded(CohortAction.IMPORT, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def discard_pairs(cohort: Cohort) -> ResponseReturnValue:
    forget_pairs_file(cohort, actor=signed_in_person())
    flash(_("The file is gone. Nothing was stored."), "quiet")
    return redirect(url_for(".import_pairs", cohort_id=cohort.public_id))


def _read(form: PairsFileForm) -> list[Row]:
    upload = form.file.data
    if not upload or not upload.filename:
        raise RuleBroken(_("Choose a file."), field="file")
    give_way()
    return read_running_pairs(upload.stream, upload.filename)


def _check_page(draft: PairsDraft, form: PairsPlanForm) -> ResponseReturnValue:
    plan = plan_of(draft)
    form.digest.data = plan.digest()
    return render("pairings/check_pairs.html", form, plan=plan, cohort=draft.cohort, shown=SHOWN)
