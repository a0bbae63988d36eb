"""What somebody who takes part changes on the page of their cohort."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort, Side
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id, enrolments_of
from app.core.access import guarded
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.sign_up.blueprint import bp
from app.sign_up.forms import SideForm, SwitchForm
from app.sign_up.services import leave as leave_cohort
from app.sign_up.services import name_partner_in_letters


@bp.post("/cohorts/<pid:cohort_id>/letters")
@guarded(CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def switch_letters(cohort: Cohort) -> ResponseReturnValue:
    form, me = SwitchForm(), signed_in_person()
    side, _dash, on = (form.on.data or "").partition("-") if form.validate_on_submit() else ("", "", "")
    for enrolment in enrolments_of(me, cohort):
        if enrolment.role.value == side and on in {"yes", "no"}:
            name_partner_in_letters(enrolment, is_named=on == "yes", actor=me)
            flash(_("Saved. It holds for your own letters only."))
    return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/leave")
@guarded(CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def leave(cohort: Cohort) -> ResponseReturnValue:
    form, me = SideForm(), signed_in_person()
    if not form.validate_on_submit() or form.side.data not in set(Side):
        abort(400)
    sign_up = leave_cohort(me, cohort, Side(form.side.data), actor=me)
    return redirect(url_for(".withdrawing", sign_up_id=sign_up.public_id))
