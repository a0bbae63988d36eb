"""Asking a coach, and what the coach answers."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.models import Engagement
from app.coaching.with_coach.forms import AskForm, CoachForm
from app.coaching.with_coach.policy import WithCoachAction
from app.coaching.with_coach.queries import coaches_for, coaching_by_public_id, sponsors_for
from app.coaching.with_coach.services import asking
from app.coaching.with_coach.services.agreeing import take_on
from app.core.access import guarded, signed_in
from app.core.forms import accepts, render, result_of
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.models import Person
from app.people.queries import person_by_public_id, signed_in_person


@bp.get("/coaching/ask-for-a-coach")
@signed_in
def asking_for_coach() -> ResponseReturnValue:
    return _ask_page(_ask_form())


@bp.post("/coaching/ask-for-a-coach")
@signed_in
@transactional
def ask_for_coach() -> ResponseReturnValue:
    form = _ask_form()
    made = result_of(form, lambda: _asked(form))
    if made is None:
        return _ask_page(form)
    flash(_("It is on its way. Nobody but this coach learns of it."), "good")
    return redirect(url_for(".coaching", engagement_id=made.public_id), code=303)


@bp.get("/coaching/with-a-coach/<pid:engagement_id>/coach")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
def choosing_coach(engagement: Engagement) -> ResponseReturnValue:
    return render("coaching/with_coach/coach.html", _coach_form(), engagement=engagement)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/coach")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def choose_coach(engagement: Engagement) -> ResponseReturnValue:
    form = _coach_form()
    if not accepts(form, lambda: asking.ask_another(engagement, _person(form.coach.data))):
        return render("coaching/with_coach/coach.html", form, engagement=engagement)
    return redirect(url_for(".coaching", engagement_id=engagement.public_id), code=303)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/take")
@guarded(WithCoachAction.ANSWER, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def take_on_client(engagement: Engagement) -> ResponseReturnValue:
    take_on(engagement, signed_in_person())
    return redirect(url_for(".agreement", engagement_id=engagement.public_id), code=303)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/leave")
@guarded(WithCoachAction.ANSWER, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def leave_to_another(engagement: Engagement) -> ResponseReturnValue:
    asking.leave(engagement, signed_in_person())
    flash(_("It is another coach’s now. No reason is asked."), "quiet")
    return redirect(url_for(".index"), code=303)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/withdraw")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def withdraw_request(engagement: Engagement) -> ResponseReturnValue:
    asking.withdraw(engagement)
    flash(_("It is withdrawn. Nobody else can open a word of it."), "quiet")
    return redirect(url_for(".index"), code=303)


def _asked(form: AskForm) -> Engagement:
    return asking.ask(
        signed_in_person(),
        _person(form.coach.data),
        _person(form.sponsor.data),
        wish=form.wish.data or "",
        months=form.months.data,
        sessions=form.sessions.data,
    )


def _ask_form() -> AskForm:
    form = AskForm()
    form.offer_terms()
    form.offer_coaches(coaches_for(signed_in_person()))
    form.offer_sponsors(sponsors_for(signed_in_person()))
    return form


def _coach_form() -> CoachForm:
    form = CoachForm()
    form.offer_coaches(coaches_for(signed_in_person()))
    return form


def _ask_page(form: AskForm) -> ResponseReturnValue:
    return render("coaching/with_coach/ask.html", form)


def _person(public_id: str) -> Person:
    return person_by_public_id(public_id) or abort(404)
