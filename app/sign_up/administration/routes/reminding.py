"""Reminders by hand: the letter, who would get it, and the button."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import ngettext
from app.core.transactions import transactional
from app.core.wording import number
from app.people.queries import signed_in_person
from app.sign_up.administration.forms import SeenForm
from app.sign_up.administration.pages import reminders_page
from app.sign_up.administration.services import remind
from app.sign_up.administration.services.reminding import remindable
from app.sign_up.blueprint import bp


@bp.get("/cohorts/<pid:cohort_id>/sign-up/reminders")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def reminders(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, SeenForm())


@bp.post("/cohorts/<pid:cohort_id>/sign-up/reminders")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def send_reminders(cohort: Cohort) -> ResponseReturnValue:
    form = SeenForm()
    sent = result_of(form, lambda: remind(cohort, form.seen.data or "", actor=signed_in_person()))
    if sent is None:
        return _page(cohort, form)
    flash(
        ngettext("One reminder is on its way.", "%(count)s reminders are on their way.", sent, count=number(sent)),
        "good",
    )
    return redirect(url_for(".overview", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: SeenForm) -> ResponseReturnValue:
    page = reminders_page(cohort, remindable(cohort), signed_in_person())
    form.seen.data = page.seen
    return render("sign_up/administration/reminders.html", form, cohort=cohort, page=page)
