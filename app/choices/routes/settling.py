"""Which form of choice a cohort uses."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.choices.blueprint import bp
from app.choices.forms import ChoiceForm, choice_form
from app.choices.services import choose_form
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.catalogue import PROGRAM_TYPES
from programs.choice import FORMS
from programs.phases import Phase


@bp.get("/cohorts/<pid:cohort_id>/settings/choice")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def settle(cohort: Cohort) -> ResponseReturnValue:
    return _page(cohort, choice_form(cohort))


@bp.post("/cohorts/<pid:cohort_id>/settings/choice")
@guarded(CohortAction.SETTLE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def save_choice(cohort: Cohort) -> ResponseReturnValue:
    form = choice_form(cohort)
    if not accepts(form, lambda: choose_form(cohort, form.form.data or "", actor=signed_in_person())):
        return _page(cohort, form)
    flash(_("Saved."), "good")
    return redirect(url_for("cohorts.settings", cohort_id=cohort.public_id))


def _page(cohort: Cohort, form: ChoiceForm) -> ResponseReturnValue:
    kind = PROGRAM_TYPES[cohort.program_type]
    offered = [FORMS[each] for each in (kind.choice.forms if kind.choice else ())]
    kept = FORMS[cohort.form_of_choice] if cohort.form_of_choice else None
    is_open = cohort.phase is Phase.DRAFT
    return render("choices/settle.html", form, cohort=cohort, offered=offered, kept=kept, is_open=is_open)
