"""The launch: every letter per role, how many get it, and nothing leaves before the button."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.moves import leads_through
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.workings import findings
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.i18n import ngettext
from app.core.transactions import transactional
from app.core.wording import number
from app.people.queries import signed_in_person
from app.sign_up.administration.before_launch import what_is_missing
from app.sign_up.administration.forms import SeenForm
from app.sign_up.administration.pages import invitations_page, reminder_before_close
from app.sign_up.administration.services import launch as launch_cohort
from app.sign_up.blueprint import bp
from programs.phases import Phase

leads_through(Phase.DRAFT, Phase.SIGN_UP, "sign_up.launch", _l("Open sign-up"))


@bp.get("/cohorts/<pid:cohort_id>/launch")
@guarded(CohortAction.MOVE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def launch(cohort: Cohort) -> ResponseReturnValue:
    if cohort.phase is not Phase.DRAFT:
        return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))
    return _page(cohort, SeenForm())


@bp.post("/cohorts/<pid:cohort_id>/launch")
@guarded(CohortAction.MOVE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def confirm_launch(cohort: Cohort) -> ResponseReturnValue:
    form = SeenForm()
    sent = result_of(form, lambda: launch_cohort(cohort, form.seen.data or "", actor=signed_in_person()))
    if sent is None:
        return _page(cohort, form)
    letters = ngettext("One letter is on its way.", "%(count)s letters are on their way.", sent, count=number(sent))
    flash(f"{_('Sign-up is open.')} {letters if sent else ''}".strip(), "good")
    return redirect(url_for("cohorts.show", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: SeenForm) -> ResponseReturnValue:
    viewer = signed_in_person()
    page = invitations_page(cohort, viewer)
    form.seen.data = page.seen
    missing, found = what_is_missing(cohort), findings(cohort)
    is_mentoring = not any(each.is_error for each in found)
    later = reminder_before_close(cohort, viewer)
    context: dict[str, Any] = {"page": page, "later": later, "missing": missing, "findings": found}
    is_ready = is_mentoring and not any(each.is_needed for each in missing)
    return render(
        "sign_up/administration/launch.html",
        form,
        cohort=cohort,
        is_ready=is_ready,
        is_mentoring=is_mentoring,
        **context,
    )
