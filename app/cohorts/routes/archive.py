"""Cohorts that were put away: their list, and the way there and back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.pages import listed
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, cohorts_run_by, counts_by_cohort
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import archive, bring_back
from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.pages import asked_page, paginate
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/cohorts/put-away")
@guarded(CohortAction.LIST)
def put_away() -> ResponseReturnValue:
    page = paginate(cohorts_run_by(signed_in_person(), put_away=True), asked_page())
    counts = counts_by_cohort(cohort.id for cohort in page.rows)
    return render_template("cohorts/put_away.html", page=page, rows=listed(page.rows, counts))


@bp.post("/cohorts/<pid:cohort_id>/put-away")
@guarded(CohortAction.MOVE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def put_cohort_away(cohort: Cohort) -> ResponseReturnValue:
    archive(cohort, actor=signed_in_person())
    flash(_("%(cohort)s is put away. You can read it, and bring it back.", cohort=cohort.name), "good")
    return redirect(url_for(".index"))


@bp.post("/cohorts/<pid:cohort_id>/bring-back")
@guarded(CohortAction.MOVE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def bring_cohort_back(cohort: Cohort) -> ResponseReturnValue:
    bring_back(cohort, actor=signed_in_person())
    flash(_("%(cohort)s is in the list again.", cohort=cohort.name), "good")
    return redirect(url_for(".show", cohort_id=cohort.public_id))
