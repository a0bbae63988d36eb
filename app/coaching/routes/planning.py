"""What advisor and client work on: what stands behind it, the plan, the talks, and how the advisor sees it."""

from __future__ import annotations

from flask import abort, flash
from flask.typing import ResponseReturnValue

from app.coaching.areas import PLAN, Area
from app.coaching.blueprint import bp
from app.coaching.forms import AREA_FIELDS, CauseForm, PlanForm, TalkForm, ViewForm, for_areas
from app.coaching.models import Engagement
from app.coaching.pages import CaseView
from app.coaching.papers import OpenDrawer
from app.coaching.policy import CoachingAction
from app.coaching.queries import case_by_public_id
from app.coaching.routes.case import VIEW, to
from app.coaching.services import planning
from app.core.access import guarded
from app.core.clock import today
from app.core.days import given
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.engagements import Cause

GUIDE, TALK = CoachingAction.GUIDE, CoachingAction.TALK


@bp.get("/coaching/<pid:case_id>/cause")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
def cause(case: Engagement) -> ResponseReturnValue:
    return _page("cause", CauseForm(), CaseView(case, signed_in_person()))


@bp.post("/coaching/<pid:case_id>/cause")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
@transactional
def find_cause(case: Engagement) -> ResponseReturnValue:
    form, view = CauseForm(), CaseView(case, signed_in_person())
    if not accepts(form, lambda: planning.find_cause(opened(view.talks), Cause(form.cause.data))):
        return _page("cause", form, view)
    return to(case)


@bp.get("/coaching/<pid:case_id>/plan")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
def plan(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    return _page("plan", _plan_form(view), view)


@bp.post("/coaching/<pid:case_id>/plan")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
@transactional
def set_plan(case: Engagement) -> ResponseReturnValue:
    form, view = PlanForm(), CaseView(case, signed_in_person())
    seen = form.seen.data or ""
    if not accepts(
        form, lambda: planning.set_plan(opened(view.plan), _areas(form), int(seen) if seen.isdecimal() else 0)
    ):
        return _page("plan", form, view)
    flash(_("The plan is set. Those who may read it are told."), "good")
    return to(case)


@bp.get("/coaching/<pid:case_id>/talks")
@guarded(TALK, see=VIEW, case=case_by_public_id)
def talk(case: Engagement) -> ResponseReturnValue:
    return _page("talk", TalkForm(on=today()), CaseView(case, signed_in_person()))


@bp.post("/coaching/<pid:case_id>/talks")
@guarded(TALK, see=VIEW, case=case_by_public_id)
@transactional
def note_talk(case: Engagement) -> ResponseReturnValue:
    form, view = TalkForm(), CaseView(case, signed_in_person())
    words = {name: form[name].data or "" for name in ("done", "undone", "blocked")}
    held = form.was_held.data == "yes"
    if not accepts(form, lambda: planning.note_talk(opened(view.talks), given(form.on), words, was_held=held)):
        return _page("talk", form, view)
    flash(_("It is noted, for the two of you."), "good")
    return to(case)


@bp.get("/coaching/<pid:case_id>/view")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
def view_of_areas(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    return _page("view", _view_form(view), view)


@bp.post("/coaching/<pid:case_id>/view")
@guarded(GUIDE, see=VIEW, case=case_by_public_id)
@transactional
def set_view(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    form = _view_form(view)
    typed = {area.id: form[f"view_{number}"].data for number, area in enumerate(view.areas, 1)}
    seen = {area: words for area, words in typed.items() if words}
    if not accepts(form, lambda: planning.see(opened(view.talks), seen)):
        return _page("view", form, view)
    return to(case)


def opened(drawer: OpenDrawer | None) -> OpenDrawer:
    """The drawer; 404 where it may not be opened."""
    if drawer is None:
        abort(404)
    return drawer


def _plan_form(view: CaseView) -> PlanForm:
    there = opened(view.plan).newest(PLAN)
    known = {"seen": str(there.paper.version if there else 0)}
    for number, area in enumerate(view.areas, 1):
        known |= {f"{name}_{number}": getattr(area, name) for name in ("name", *(each for each, _label in AREA_FIELDS))}
        known[f"due_{number}"] = area.due  # type: ignore[assignment]  # a form takes any value
    return PlanForm(data=known)


def _areas(form: PlanForm) -> list[Area]:
    return [
        Area(
            name=form[f"name_{number}"].data,
            due=form[f"due_{number}"].data,
            **{name: form[f"{name}_{number}"].data for name, _label in AREA_FIELDS},
        )
        for number in form.named()
    ]


def _view_form(view: CaseView) -> ViewForm:
    form = ViewForm()
    for_areas(form, ["view"], len(view.areas))
    return form


def _page(name: str, form: Form, view: CaseView) -> ResponseReturnValue:
    return render(f"coaching/{name}.html", form, view=view, engagement=view.engagement)
