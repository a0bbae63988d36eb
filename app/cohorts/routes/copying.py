"""A cohort made again from another one, with a name and a first day of its own."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.forms import CopyForm
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import copy_cohort
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.catalogue import PROGRAM_TYPES


@bp.get("/cohorts/<pid:cohort_id>/copy")
@guarded(CohortAction.COPY, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def copy(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, CopyForm())


@bp.post("/cohorts/<pid:cohort_id>/copy")
@guarded(CohortAction.COPY, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def make_copy(cohort: Cohort) -> ResponseReturnValue:
    form = CopyForm()
    made = result_of(form, lambda: copy_cohort(cohort, *form.beginning(), actor=signed_in_person()))
    if made is None:
        return _page(cohort, form)
    flash(_("Made from “%(cohort)s”. Look through it, then open sign-up.", cohort=cohort.name), "good")
    return redirect(url_for(".show", cohort_id=made.public_id))


def _page(cohort: Cohort, form: CopyForm) -> ResponseReturnValue:
    return render("cohorts/copy.html", form, cohort=cohort, kind=PROGRAM_TYPES[cohort.program_type])
