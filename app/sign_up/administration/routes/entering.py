"""A sign-up filled in for somebody; it counts when they have looked through it and confirmed it."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort
from app.cohorts.policy import CohortAction
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import person_by_public_id, signed_in_person
from app.sign_up.administration.forms import EnterForm
from app.sign_up.administration.services import Told, enter_told
from app.sign_up.blueprint import bp


@bp.get("/cohorts/<pid:cohort_id>/sign-up/enter")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
def enter(cohort: Cohort) -> ResponseReturnValue:
    person = person_by_public_id(request.args.get("person", ""))
    form = EnterForm(data={"email": person.email if person else "", "side": request.args.get("side", "mentee")})
    return render("sign_up/administration/enter.html", form, cohort=cohort)


@bp.post("/cohorts/<pid:cohort_id>/sign-up/enter")
@guarded(CohortAction.INVITE, see=CohortAction.VIEW, cohort=cohort_by_public_id)
@transactional
def keep_entered(cohort: Cohort) -> ResponseReturnValue:
    form = EnterForm()
    entered = result_of(form, lambda: enter_told(cohort, _told(form), actor=signed_in_person()))
    if entered is None:
        return render("sign_up/administration/enter.html", form, cohort=cohort)
    flash(_("%(name)s is asked to look through it and confirm.", name=entered.person.name), "good")
    return redirect(url_for(".overview", cohort_id=cohort.public_id))


def _told(form: EnterForm) -> Told:
    return Told(
        email=form.email.data or "",
        side=form.side.data,
        seats=form.seats.data,
        skills=form.skills.data or "",
        roles=form.roles.data or "",
        interests=form.interests.data or "",
    )
