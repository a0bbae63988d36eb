"""The page of an engagement, and what its client decides: to pass it on, to whom to say yes, who reads what."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.forms import OfferForm, StatementForm
from app.coaching.labels import JUDGEMENTS, KINDS, STANDINGS
from app.coaching.models import Engagement
from app.coaching.noting import note_reading
from app.coaching.pages import CaseView
from app.coaching.policy import CoachingAction
from app.coaching.queries import case_by_public_id
from app.coaching.services import judging, taking_up
from app.coaching.services.consents import withdraw_consent
from app.coaching.services.referrals import pass_on
from app.core.access import guarded
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.engagements import EngagementState

OWN, VIEW = CoachingAction.OWN, CoachingAction.VIEW


@bp.get("/coaching/<pid:case_id>")
@guarded(VIEW, case=case_by_public_id)
def show(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    shown = _page(view, OfferForm() if case.state is EngagementState.OFFERED else StatementForm())
    note_reading(view)
    return shown


@bp.post("/coaching/<pid:case_id>/pass-on")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def pass_on_now(case: Engagement) -> ResponseReturnValue:
    form = StatementForm()
    if not accepts(form, lambda: pass_on(case, form.words.data or "")):
        return page(case, form)
    flash(_("The desk looks for an advisor now."), "good")
    return to(case)


@bp.post("/coaching/<pid:case_id>/take-up")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def take_up(case: Engagement) -> ResponseReturnValue:
    form = OfferForm()
    days, sees = int(form.days.data or 0) if (form.days.data or "").isdecimal() else 0, bool(form.with_manager.data)
    if not accepts(form, lambda: taking_up.take_up(case, days, with_manager=sees)):
        return page(case, form)
    flash(_("It begins today."), "good")
    return to(case)


@bp.post("/coaching/<pid:case_id>/another")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def another(case: Engagement) -> ResponseReturnValue:
    taking_up.ask_for_another(case)
    flash(_("The desk looks for somebody else."), "good")
    return to(case)


@bp.post("/coaching/<pid:case_id>/turn-down")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def turn_down(case: Engagement) -> ResponseReturnValue:
    taking_up.turn_down(case)
    flash(_("It is not taken up. What was written is gone."), "good")
    return redirect(url_for(".index"), code=303)


@bp.post("/coaching/<pid:case_id>/end")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def end(case: Engagement) -> ResponseReturnValue:
    judging.end(case)
    flash(_("It has ended."), "good")
    return to(case)


@bp.post("/coaching/<pid:case_id>/let-in")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def let_in(case: Engagement) -> ResponseReturnValue:
    if case.state is EngagementState.UNDER_WAY:
        taking_up.let_manager_in(case)
    return to(case)


@bp.post("/coaching/<pid:case_id>/shut-out")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def shut_out(case: Engagement) -> ResponseReturnValue:
    if case.sponsor is not None:
        withdraw_consent(case, case.sponsor, actor=case.client)
        flash(_("From now on they open nothing of it."), "good")
    return to(case)


def page(case: Engagement, form: Form) -> ResponseReturnValue:
    """The page of a case, with the form of its next step."""
    return _page(CaseView(case, signed_in_person()), form)


def to(case: Engagement) -> ResponseReturnValue:
    """To that page."""
    return redirect(url_for(".show", case_id=case.public_id), code=303)


def _page(view: CaseView, form: Form) -> ResponseReturnValue:
    words = {"kinds": KINDS, "standings": STANDINGS, "judgements": JUDGEMENTS}
    if not form.errors:
        return render_template("coaching/case.html", view=view, engagement=view.engagement, form=form, **words)
    return render("coaching/case.html", form, view=view, engagement=view.engagement, **words)
