"""One’s own side: what a manager left, what one shows of it, and what a manager sees."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.cohorts.models import Enrolment
from app.core.access import guarded, signed_in
from app.core.i18n import gettext as _
from app.core.i18n import lazy_gettext as _l
from app.core.navigation import menu_entry
from app.core.transactions import transactional
from app.managers.models import Suggestion
from app.managers.pages import own_page
from app.managers.policy import BusyTimesAction, SuggestionAction
from app.managers.queries import enrolment_by_public_id, suggestion_by_public_id
from app.managers.routes.blueprint import bp
from app.managers.services import agree_to_busy_times, end_agreement, put_away, show_no_longer, show_to_mentor
from app.pairings.queries import pairings_of
from app.people.queries import signed_in_person
from programs.rules import RuleBroken

menu_entry(_l("You and your manager"), "managers.own", order=17)

was_left = guarded(SuggestionAction.DECIDE, suggestion=suggestion_by_public_id)
own_choice = guarded(BusyTimesAction.DECIDE, enrolment=enrolment_by_public_id)


@bp.get("/you-and-your-manager")
@signed_in
def own() -> ResponseReturnValue:
    return render_template("managers/own.html", page=own_page(signed_in_person()))


@bp.post("/you-and-your-manager/suggestions/<pid:suggestion_id>/put-away")
@was_left
@transactional
def dismiss(suggestion: Suggestion) -> ResponseReturnValue:
    put_away(suggestion, actor=signed_in_person())
    return back(_("Put away. Nobody is told."))


@bp.post("/you-and-your-manager/suggestions/<pid:suggestion_id>/show")
@was_left
@transactional
def show(suggestion: Suggestion) -> ResponseReturnValue:
    actor, wanted = signed_in_person(), request.form.get("pair")
    pairing = next((each for each in pairings_of(actor) if each.public_id == wanted), None)
    if pairing is None:
        raise RuleBroken(_("Choose one of your mentors."))
    show_to_mentor(suggestion, pairing, actor=actor)
    return back(_("It stands on the page that you share with %(name)s now.", name=pairing.mentor.person.first_name))


@bp.post("/you-and-your-manager/suggestions/<pid:suggestion_id>/show-no-longer")
@was_left
@transactional
def hide(suggestion: Suggestion) -> ResponseReturnValue:
    show_no_longer(suggestion, actor=signed_in_person())
    return back(_("No longer shown to anybody."))


@bp.post("/you-and-your-manager/busy-times/<pid:enrolment_id>/agree")
@own_choice
@transactional
def agree(enrolment: Enrolment) -> ResponseReturnValue:
    agree_to_busy_times(enrolment, request.form.get("manager", ""), actor=signed_in_person())
    return back(_("Agreed. You can take it back here at any time."))


@bp.post("/you-and-your-manager/busy-times/<pid:enrolment_id>/end")
@own_choice
@transactional
def end(enrolment: Enrolment) -> ResponseReturnValue:
    end_agreement(enrolment, actor=signed_in_person())
    return back(_("Nothing is shown any more."))


def back(words: str) -> ResponseReturnValue:
    """To one’s own page, which says what was done."""
    flash(words, "good")
    return redirect(url_for(".own"), code=303)
