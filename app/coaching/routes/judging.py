"""The manager's judgement of each area, and what the client says to it."""

from __future__ import annotations

from typing import Any

from flask import abort, flash
from flask.typing import ResponseReturnValue

from app.coaching.areas import JUDGEMENT, Judged
from app.coaching.blueprint import bp
from app.coaching.forms import AnswerForm, JudgeForm, for_areas
from app.coaching.labels import JUDGEMENTS
from app.coaching.models import Engagement
from app.coaching.noting import note_reading
from app.coaching.pages import CaseView
from app.coaching.policy import CoachingAction
from app.coaching.queries import case_by_public_id
from app.coaching.routes.case import OWN, VIEW, to
from app.coaching.routes.planning import opened
from app.coaching.services import judging
from app.core.access import guarded
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from programs.engagements import Judgement

JUDGE = CoachingAction.JUDGE


@bp.get("/coaching/<pid:case_id>/judgement")
@guarded(JUDGE, see=VIEW, case=case_by_public_id)
def judgement(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    shown = _page(_form(view), view)
    note_reading(view)
    return shown


@bp.post("/coaching/<pid:case_id>/judgement")
@guarded(JUDGE, see=VIEW, case=case_by_public_id)
@transactional
def judge(case: Engagement) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    form = _form(view)
    if not accepts(form, lambda: judging.judge(opened(view.plan), _judgements(form, view))):
        return _page(form, view)
    flash(_("%(name)s reads it now, as you do.", name=case.client.first_name), "good")
    return to(case)


@bp.get("/coaching/<pid:case_id>/judgements/<pid:paper_id>/answer")
@guarded(OWN, see=VIEW, case=case_by_public_id)
def answer(case: Engagement, paper_id: str) -> ResponseReturnValue:
    view = CaseView(case, signed_in_person())
    return render("coaching/answer.html", AnswerForm(), **_about(view, paper_id))


@bp.post("/coaching/<pid:case_id>/judgements/<pid:paper_id>/answer")
@guarded(OWN, see=VIEW, case=case_by_public_id)
@transactional
def answer_now(case: Engagement, paper_id: str) -> ResponseReturnValue:
    form, view = AnswerForm(), CaseView(case, signed_in_person())
    about = _about(view, paper_id)
    if not accepts(form, lambda: judging.answer(opened(view.plan), about["judged"].paper, form.words.data or "")):
        return render("coaching/answer.html", form, **about)
    flash(_("It stands beside the judgement, for everybody who reads that."), "good")
    return to(case)


def _form(view: CaseView) -> JudgeForm:
    form = JudgeForm()
    for_areas(form, ["level", "example"], len(view.areas))
    return form


def _judgements(form: JudgeForm, view: CaseView) -> dict[str, tuple[Judgement, str]]:
    return {
        area.id: (Judgement(form[f"level_{number}"].data), form[f"example_{number}"].data)
        for number, area in enumerate(view.areas, 1)
    }


def _about(view: CaseView, paper_id: str) -> dict[str, Any]:
    found: list[tuple[str, Judged]] = [
        (area.name, each) for area in view.areas for each in area.judged if each.paper.paper.public_id == paper_id
    ]
    if not found or found[0][1].paper.kind != JUDGEMENT:
        abort(404)
    name, judged = found[0]
    return {"view": view, "engagement": view.engagement, "area": name, "judged": judged, "judgements": JUDGEMENTS}


def _page(form: JudgeForm, view: CaseView) -> ResponseReturnValue:
    return render("coaching/judge.html", form, view=view, engagement=view.engagement)
