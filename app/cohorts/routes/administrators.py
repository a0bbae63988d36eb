"""Who runs a cohort."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.forms import AdministratorForm, PersonForm
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import administrator_of, administrators_of, cohort_by_public_id
from app.cohorts.routes.blueprint import bp
from app.cohorts.services import add_administrator, remove_administrator
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/administrators")
@guarded(CohortAction.NAME_ADMINISTRATORS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def administrators(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, AdministratorForm())


@bp.post("/cohorts/<pid:cohort_id>/administrators")
@guarded(CohortAction.NAME_ADMINISTRATORS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def name_administrator(cohort: Cohort) -> ResponseReturnValue:
    form = AdministratorForm()
    if not accepts(form, lambda: add_administrator(cohort, form.email.data or "", actor=signed_in_person())):
        return _page(cohort, form)
    flash(_("They see this cohort from now on."))
    return redirect(url_for(".administrators", cohort_id=cohort.public_id))


@bp.post("/cohorts/<pid:cohort_id>/administrators/remove")
@guarded(CohortAction.NAME_ADMINISTRATORS, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def end_administrator(cohort: Cohort) -> ResponseReturnValue:
    form = PersonForm()
    named = administrator_of(cohort, form.person.data or "") if form.validate_on_submit() else None
    if named is None:
        abort(404)
    name, was_me = named.person.name, named.person_id == signed_in_person().id
    remove_administrator(named, actor=signed_in_person())
    flash(_("%(name)s no longer runs this cohort.", name=name))
    return redirect(url_for(".index") if was_me else url_for(".administrators", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: AdministratorForm) -> ResponseReturnValue:
    return render("cohorts/administrators.html", form, cohort=cohort, named=administrators_of(cohort))
