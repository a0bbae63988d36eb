"""How it ends: met, extended once, not met, another job; and whether it still is met three months later."""

from __future__ import annotations

from flask import flash
from flask.typing import ResponseReturnValue

from app.coaching.blueprint import bp
from app.coaching.forms import ExtensionForm, OutcomeForm, StillForm
from app.coaching.models import Engagement
from app.coaching.pages import As, CaseView
from app.coaching.policy import CoachingAction
from app.coaching.queries import case_by_public_id
from app.coaching.routes.case import VIEW, to
from app.coaching.routes.planning import opened
from app.coaching.services import judging
from app.core.access import guarded
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.engagements import Outcome

CLOSE, JUDGE = CoachingAction.CLOSE, CoachingAction.JUDGE


@bp.get("/coaching/<pid:case_id>/outcome")
@guarded(CLOSE, see=VIEW, case=case_by_public_id)
def outcome(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    return _page("outcome", _form(view), view)


@bp.post("/coaching/<pid:case_id>/outcome")
@guarded(CLOSE, see=VIEW, case=case_by_public_id)
@transactional
def close(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    form = _form(view)
    if not accepts(form, lambda: judging.close(opened(view.plan), Outcome(form.outcome.data))):
        return _page("outcome", form, view)
    flash(_("It has ended."), "good")
    return to(case)


@bp.get("/coaching/<pid:case_id>/extension")
@guarded(JUDGE, see=VIEW, case=case_by_public_id)
def extension(case: Engagement) -> ResponseReturnValue:
    return _page("extension", ExtensionForm(), CaseView(case, signed_in_person()))


@bp.post("/coaching/<pid:case_id>/extension")
@guarded(JUDGE, see=VIEW, case=case_by_public_id)
@transactional
def extend(case: Engagement) -> ResponseReturnValue:
    form, actor = ExtensionForm(), signed_in_person()
    if not accepts(form, lambda: judging.extend(case, form.days.data or 0, actor=actor)):
        return _page("extension", form, CaseView(case, actor))
    flash(_("It goes on a little longer, once."), "good")
    return to(case)


@bp.get("/coaching/<pid:case_id>/still")
@guarded(CLOSE, see=VIEW, case=case_by_public_id)
def still(case: Engagement) -> ResponseReturnValue:
    return _page("still", StillForm(), CaseView(case, signed_in_person()))


@bp.post("/coaching/<pid:case_id>/still")
@guarded(CLOSE, see=VIEW, case=case_by_public_id)
@transactional
def say_still(case: Engagement) -> ResponseReturnValue:
    form, actor = StillForm(), signed_in_person()
    if not accepts(form, lambda: judging.say_still(case, still=form.still.data == "yes", actor=actor)):
        return _page("still", form, CaseView(case, actor))
    flash(_("Thank you. It is not asked again."), "good")
    return to(case)


def _form(view: CaseView) -> OutcomeForm:
    form = OutcomeForm()
    judges = view.role is not As.CLIENT
    form.offer([Outcome.MET, *([Outcome.NOT_MET] if judges else []), Outcome.MOVED])
    return form


def _page(name: str, form: Form, view: CaseView) -> ResponseReturnValue:
    return render(f"coaching/{name}.html", form, view=view, engagement=view.engagement)
