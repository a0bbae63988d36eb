"""A request, and the answer of the mentor who is asked."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.choices.blueprint import bp
from app.choices.models import MentorRequest
from app.choices.pages import request_page
from app.choices.policy import ChoiceAction
from app.choices.queries import request_by_public_id, requests_waiting_for
from app.choices.services import accept_request, decline_request, offer_talk
from app.core.access import guarded, signed_in
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.core.wording import day
from app.people.queries import signed_in_person


@bp.get("/requests")
@signed_in
def waiting() -> ResponseReturnValue:
    return render_template("choices/waiting.html", requests=requests_waiting_for(signed_in_person()))


@bp.get("/requests/<pid:request_id>")
@guarded(ChoiceAction.VIEW, request=request_by_public_id)
def show(request: MentorRequest) -> ResponseReturnValue:
    return render_template(
        "choices/request.html", page=request_page(request, signed_in_person()), cohort=request.cohort
    )


@bp.post("/requests/<pid:request_id>/accept")
@guarded(ChoiceAction.ANSWER, see=ChoiceAction.VIEW, request=request_by_public_id)
@transactional
def accept(request: MentorRequest) -> ResponseReturnValue:
    made = accept_request(request, actor=signed_in_person())
    flash(_("You are a pair. Both of you are written to."), "good")
    return redirect(url_for("pairings.show", pairing_id=made.public_id))


@bp.post("/requests/<pid:request_id>/decline")
@guarded(ChoiceAction.ANSWER, see=ChoiceAction.VIEW, request=request_by_public_id)
@transactional
def decline(request: MentorRequest) -> ResponseReturnValue:
    decline_request(request, actor=signed_in_person())
    told = day(request.answer_by)
    flash(_("Noted, and nobody asks why. Until %(day)s you may still say yes.", day=told), "good")
    return redirect(url_for("home.index"))


@bp.post("/requests/<pid:request_id>/talk")
@guarded(ChoiceAction.ANSWER, see=ChoiceAction.VIEW, request=request_by_public_id)
@transactional
def talk(request: MentorRequest) -> ResponseReturnValue:
    offer_talk(request, actor=signed_in_person())
    flash(_("Your offer of a talk is on its way. You answer by %(day)s.", day=day(request.answer_by)), "good")
    return redirect(url_for(".show", request_id=request.public_id))
