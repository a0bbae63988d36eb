"""The steps of the form: each is saved by any of its buttons, and can be come back to from anywhere."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.labels import program_in_words
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.people.working_hours import DAYS, in_words
from app.sign_up.asking import steps_for
from app.sign_up.blueprint import bp
from app.sign_up.filling import filling_of, what_they_offer
from app.sign_up.forms import StepForm, step_form
from app.sign_up.models import SignUp, SignUpState
from app.sign_up.pages import aside, can_change, minutes_left
from app.sign_up.policy import SignUpAction
from app.sign_up.presses import LATER, Press, carry_out, pressed
from app.sign_up.queries import sign_up_by_public_id
from programs.questions import Step


@bp.get("/sign-ups/<pid:sign_up_id>/steps/<int:number>")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
def step(sign_up: SignUp, number: int) -> ResponseReturnValue:
    if sign_up.state in {SignUpState.INVITED, SignUpState.WITHDRAWN} or not can_change(sign_up):
        return redirect(url_for(".show", sign_up_id=sign_up.public_id))
    return _step_page(sign_up, number, step_form(sign_up, _step(sign_up, number)))


@bp.post("/sign-ups/<pid:sign_up_id>/steps/<int:number>")
@guarded(SignUpAction.FILL, sign_up=sign_up_by_public_id)
@transactional
def save(sign_up: SignUp, number: int) -> ResponseReturnValue:
    form = step_form(sign_up, _step(sign_up, number))
    press = pressed(request.form, form)
    if not accepts(form, lambda: carry_out(press, sign_up, form, actor=signed_in_person())):
        form.look_again(sign_up)
        return _step_page(sign_up, number, form)
    if press.is_search:
        form.look_again(sign_up)
        return _step_page(sign_up, number, form)
    return _onward(sign_up, number, press)


def _step(sign_up: SignUp, number: int) -> Step:
    steps = steps_for(sign_up.cohort, sign_up.side)
    if not 1 <= number <= len(steps):
        abort(404)
    return steps[number - 1]


def _step_page(sign_up: SignUp, number: int, form: StepForm) -> ResponseReturnValue:
    filling = filling_of(sign_up, number, form.find.data or "", form.find_avoid.data or "")
    if filling is None:
        abort(404)
    form.looked_for.data, form.looked_for_avoid.data = form.find.data, form.find_avoid.data
    return render(
        "sign_up/step.html",
        form,
        filling=filling,
        sign_up=sign_up,
        aside=aside(sign_up),
        left=minutes_left(filling.minutes),
        meetings=program_in_words(filling.kind, sign_up.cohort)[-1],
        offers=what_they_offer,
        hours=in_words(sign_up.person.working_hours),
        days=DAYS,
    )


def _onward(sign_up: SignUp, number: int, press: Press) -> ResponseReturnValue:
    here = sign_up.public_id
    if press.is_private:
        flash(_("Done. Nobody is told, and no page shows it."))
    if press.name == LATER:
        flash(_("Saved. You find it on your home page, on any device."))
        return redirect(url_for("home.index"))
    if not press.goes_on:
        return redirect(url_for(".step", sign_up_id=here, number=number))
    if number < len(steps_for(sign_up.cohort, sign_up.side)):
        return redirect(url_for(".step", sign_up_id=here, number=number + 1))
    return redirect(url_for(".look", sign_up_id=here))
