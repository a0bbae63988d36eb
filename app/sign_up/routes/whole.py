"""A sign-up as a whole: begun, looked through and confirmed, looked at again, withdrawn."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Cohort, Side
from app.cohorts.queries import cohort_by_public_id
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.sign_up.asking import steps_for
from app.sign_up.blueprint import bp
from app.sign_up.forms import SideForm, VersionForm
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.pages import aside, begin_page, minutes_left, sign_up_page
from app.sign_up.policy import SignUpAction
from app.sign_up.queries import consent_of, sign_up_by_public_id
from app.sign_up.services import begin as begin_sign_up
from app.sign_up.services import confirm as confirm_sign_up
from app.sign_up.services import withdraw as withdraw_sign_up

UNDER_WAY = frozenset({SignUpState.OPENED, SignUpState.STARTED})


@bp.get("/cohorts/<pid:cohort_id>/sign-up")
@guarded(SignUpAction.BEGIN, cohort=cohort_by_public_id)
def begin(cohort: Cohort) -> ResponseReturnValue:
    return render_template("sign_up/begin.html", page=begin_page(signed_in_person(), cohort), cohort=cohort)


@bp.post("/cohorts/<pid:cohort_id>/sign-up")
@guarded(SignUpAction.BEGIN, cohort=cohort_by_public_id)
@transactional
def open_one(cohort: Cohort) -> ResponseReturnValue:
    form, me = SideForm(), signed_in_person()
    if not form.validate_on_submit() or form.side.data not in set(Side):
        return redirect(url_for(".begin", cohort_id=cohort.public_id))
    sign_up = begin_sign_up(me, cohort, Side(form.side.data), actor=me)
    return redirect(url_for(".show", sign_up_id=sign_up.public_id))


@bp.get("/sign-ups/<pid:sign_up_id>")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
def show(sign_up: SignUp) -> ResponseReturnValue:
    page = sign_up_page(sign_up)
    if sign_up.state in UNDER_WAY and page.why_closed is None and not page.is_in:
        return redirect(_where_one_stopped(sign_up))
    if sign_up.state is SignUpState.ENTERED and page.why_closed is None:
        return redirect(url_for(".look", sign_up_id=sign_up.public_id))
    return render_template(
        "sign_up/show.html", page=page, sign_up=sign_up, aside=aside(sign_up), agreed=consent_of(sign_up)
    )


@bp.get("/sign-ups/<pid:sign_up_id>/look")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
def look(sign_up: SignUp) -> ResponseReturnValue:
    page = sign_up_page(sign_up)
    if sign_up.state in {SignUpState.INVITED, SignUpState.WITHDRAWN} or not page.may_change:
        return redirect(url_for(".show", sign_up_id=sign_up.public_id))
    return _look_page(sign_up, VersionForm(version=page.agreement.version))


@bp.post("/sign-ups/<pid:sign_up_id>/look")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
@transactional
def confirm(sign_up: SignUp) -> ResponseReturnValue:
    form, me = VersionForm(), signed_in_person()
    if not accepts(form, lambda: confirm_sign_up(sign_up, form.version.data or "", actor=me)):
        return _look_page(sign_up, form)
    flash(_("You have signed up. A receipt is on its way to you by mail."))
    return redirect(url_for(".show", sign_up_id=sign_up.public_id))


@bp.get("/sign-ups/<pid:sign_up_id>/withdraw")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
def withdrawing(sign_up: SignUp) -> ResponseReturnValue:
    return render_template("sign_up/withdraw.html", page=sign_up_page(sign_up), sign_up=sign_up)


@bp.post("/sign-ups/<pid:sign_up_id>/withdraw")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
@transactional
def withdraw(sign_up: SignUp) -> ResponseReturnValue:
    withdraw_sign_up(sign_up, actor=signed_in_person())
    return redirect(url_for(".withdrawing", sign_up_id=sign_up.public_id))


def _look_page(sign_up: SignUp, form: VersionForm) -> ResponseReturnValue:
    page = sign_up_page(sign_up)
    form.version.data = page.agreement.version
    steps = len(steps_for(sign_up.cohort, sign_up.side)) + 1
    left = minutes_left(0)
    return render("sign_up/look.html", form, page=page, sign_up=sign_up, aside=aside(sign_up), steps=steps, left=left)


def _where_one_stopped(sign_up: SignUp) -> str:
    if sign_up.step > len(steps_for(sign_up.cohort, sign_up.side)):
        return url_for(".look", sign_up_id=sign_up.public_id)
    return url_for(".step", sign_up_id=sign_up.public_id, number=max(1, sign_up.step))
