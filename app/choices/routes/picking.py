"""An administrator puts two together: first both are named, then what stands against it, then the reason."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.choices.blueprint import bp
from app.choices.forms import PickForm
from app.choices.pages.picking import pick_page, two_of
from app.choices.services import pick_pair
from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.cohorts.services import refuse_pairs
from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.pages import asked_words
from app.core.transactions import transactional
from app.pairings.models import Pairing
from app.people.queries import signed_in_person


@bp.get("/cohorts/<pid:cohort_id>/pick")
@guarded(CohortAction.MATCH, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def pick(cohort: Cohort) -> ResponseReturnValue:
    refuse_pairs(cohort)
    return _page(cohort, asked_words("mentee"), asked_words("mentor"), PickForm(formdata=None))


@bp.post("/cohorts/<pid:cohort_id>/pick")
@guarded(CohortAction.MATCH, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def pick_now(cohort: Cohort) -> ResponseReturnValue:
    form = PickForm()
    made = result_of(form, lambda: _picked(cohort, form))
    if made is None:
        return _page(cohort, form.mentee.data or "", form.mentor.data or "", form)
    both = {"mentee": made.mentee.person.name, "mentor": made.mentor.person.name}
    flash(_("%(mentee)s and %(mentor)s are a pair, and both are written to.", **both), "good")
    return redirect(url_for("pairings.index", cohort_id=cohort.public_id))


def _picked(cohort: Cohort, form: PickForm) -> Pairing:
    two = two_of(cohort, form.mentee.data or "", form.mentor.data or "")
    if two is None:
        raise RuleBroken(_("Name a mentee and a mentor of this cohort first."))
    sets_aside, reason = bool(form.sets_aside.data), form.reason.data or ""
    return pick_pair(*two, reason, sets_aside=sets_aside, actor=signed_in_person())


def _page(cohort: Cohort, mentee: str, mentor: str, form: PickForm) -> ResponseReturnValue:
    page = pick_page(cohort, mentee, mentor)
    if page.two:
        form.mentee.data, form.mentor.data = page.two[0].public_id, page.two[1].public_id
    return render("choices/pick.html", form, page=page, cohort=cohort)
