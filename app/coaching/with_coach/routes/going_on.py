"""The page of a coaching: sessions as dates, the client’s own goals, the end."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.labels import OUTCOMES, STATES
from app.coaching.models import Engagement
from app.coaching.reports.pages import STATES as REPORT_STATES
from app.coaching.reports.queries import reports_on
from app.coaching.with_coach.forms import EndForm, GoalForm, SeenForm, SessionForm
from app.coaching.with_coach.pages import coaching_page
from app.coaching.with_coach.policy import WithCoachAction
from app.coaching.with_coach.queries import coaching_by_public_id
from app.coaching.with_coach.services import going_on
from app.core.access import guarded
from app.core.clock import today
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person


@bp.get("/coaching/with-a-coach/<pid:engagement_id>")
@guarded(WithCoachAction.VIEW, engagement=coaching_by_public_id)
def coaching(engagement: Engagement) -> ResponseReturnValue:
    return _page(engagement, None)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/sessions")
@guarded(WithCoachAction.WORK, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def note_session(engagement: Engagement) -> ResponseReturnValue:
    form, person = SessionForm(prefix="session"), signed_in_person()
    held = form.was_held.data == "yes"
    if not accepts(form, lambda: going_on.note_session(engagement, person, form.on.data or today(), was_held=held)):
        return _page(engagement, form)
    return _back(engagement)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/goals")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def set_goal(engagement: Engagement) -> ResponseReturnValue:
    form = GoalForm(prefix="goal")
    if not accepts(form, lambda: going_on.set_goal(engagement, signed_in_person(), form.text.data or "")):
        return _page(engagement, form)
    return _back(engagement)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/goals/<pid:paper_id>")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def tick_goal(engagement: Engagement, paper_id: str) -> ResponseReturnValue:
    form = SeenForm()
    if not form.validate_on_submit():
        abort(400)
    going_on.tick_goal(engagement, signed_in_person(), paper_id, form.version.data or 0)
    return _back(engagement)


@bp.get("/coaching/with-a-coach/<pid:engagement_id>/end")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
def ending_coaching(engagement: Engagement) -> ResponseReturnValue:
    return render("coaching/with_coach/end.html", EndForm(), engagement=engagement)


@bp.post("/coaching/with-a-coach/<pid:engagement_id>/end")
@guarded(WithCoachAction.CHOOSE, see=WithCoachAction.VIEW, engagement=coaching_by_public_id)
@transactional
def end_coaching(engagement: Engagement) -> ResponseReturnValue:
    form = EndForm()
    if not accepts(form, lambda: going_on.end(engagement, goals_met=form.outcome.data == "met")):
        return render("coaching/with_coach/end.html", form, engagement=engagement)
    flash(_("It has ended. What was written stays with the two of you."), "good")
    return _back(engagement)


def _page(engagement: Engagement, refused: Form | None) -> ResponseReturnValue:
    person = signed_in_person()
    session_form = refused if isinstance(refused, SessionForm) else SessionForm(formdata=None, prefix="session")
    goal_form = refused if isinstance(refused, GoalForm) else GoalForm(formdata=None, prefix="goal")
    return render(
        "coaching/with_coach/show.html",
        refused or session_form,
        page=coaching_page(engagement, person),
        reports=reports_on(engagement, person),
        session_form=session_form,
        goal_form=goal_form,
        states=STATES,
        outcomes=OUTCOMES,
        report_states=REPORT_STATES,
    )


def _back(engagement: Engagement) -> ResponseReturnValue:
    return redirect(url_for(".coaching", engagement_id=engagement.public_id), code=303)
