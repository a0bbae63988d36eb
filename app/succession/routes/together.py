"""The plan of a protégé, written by the two of them: no template, one target, and stretch assignments."""

from __future__ import annotations

from datetime import date

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.days import given
from app.core.forms import accepts, render
from app.core.transactions import transactional
from app.people.queries import person_by_public_id, signed_in_person
from app.succession.blueprint import bp
from app.succession.board import person_of
from app.succession.forms import AssignmentForm, DevelopmentForm, ReadinessForm
from app.succession.models import Candidate
from app.succession.pages import readiness as readiness_in
from app.succession.papers import TOGETHER, OpenDrawer, OpenPaper, open_drawer
from app.succession.policy import SuccessionAction
from app.succession.routes.finding import own_candidate
from app.succession.services import working
from app.succession.services.naming import READY
from app.succession.services.working import ASSIGNMENT, PLAN, Assignment, Development
from programs.readiness import Band

WORK, JUDGE = SuccessionAction.WORK, SuccessionAction.JUDGE
TARGETS = ("target", "strengths", "experience", "skills", "gaps", "exposure")
WORDS = ("goal", "business_owner", "risk", "sponsor", "review")


@bp.get("/together/<pid:candidate_id>")
@guarded(WORK, candidate=own_candidate)
def together(candidate: Candidate) -> ResponseReturnValue:
    drawer = _drawer(candidate)
    assignments = [(each, _days(each)) for each in drawer.of_kind(ASSIGNMENT)]
    shown = {
        "plan": drawer.newest(PLAN),
        "assignments": assignments,
        "is_executive": candidate.executive_id == signed_in_person().id,
        "is_altered": drawer.is_altered,
        "protege": person_by_public_id(person_of(drawer)),
        "ready": readiness_in(drawer.newest(READY)),
    }
    return render_template("succession/together.html", candidate=candidate, **shown)


@bp.get("/together/<pid:candidate_id>/readiness")
@guarded(JUDGE, candidate=own_candidate)
def judging(candidate: Candidate) -> ResponseReturnValue:
    return render("succession/judging.html", ReadinessForm(), candidate=candidate)


@bp.post("/together/<pid:candidate_id>/readiness")
@guarded(JUDGE, candidate=own_candidate)
@transactional
def judge_protege(candidate: Candidate) -> ResponseReturnValue:
    form, drawer, actor = ReadinessForm(), _drawer(candidate), signed_in_person()

    def judge() -> None:
        band, seen_on = Band(form.band.data), given(form.seen_on)
        working.judge_protege(drawer, candidate, band, form.evidence.data or "", seen_on, actor=actor)

    if not accepts(form, judge):
        return render("succession/judging.html", form, candidate=candidate)
    return _to(candidate)


@bp.get("/together/<pid:candidate_id>/plan")
@guarded(WORK, candidate=own_candidate)
def development(candidate: Candidate) -> ResponseReturnValue:
    there = _drawer(candidate).newest(PLAN)
    known = {name: there.get(name) for name in TARGETS} if there else {}
    form = DevelopmentForm(data={**known, "seen": str(there.version if there else 0)})
    return render("succession/development.html", form, candidate=candidate, there=there)


@bp.post("/together/<pid:candidate_id>/plan")
@guarded(WORK, candidate=own_candidate)
@transactional
def save_development(candidate: Candidate) -> ResponseReturnValue:
    form, drawer = DevelopmentForm(), _drawer(candidate)
    typed = Development(**{name: form[name].data or "" for name in TARGETS})
    if not accepts(form, lambda: working.write_plan(drawer, typed, form.version)):
        return render("succession/development.html", form, candidate=candidate, there=drawer.newest(PLAN))
    return _to(candidate)


@bp.get("/together/<pid:candidate_id>/assignments/new")
@guarded(WORK, candidate=own_candidate)
def new_assignment(candidate: Candidate) -> ResponseReturnValue:
    return render("succession/assignment.html", AssignmentForm(), candidate=candidate, there=None)


@bp.post("/together/<pid:candidate_id>/assignments/new")
@guarded(WORK, candidate=own_candidate)
@transactional
def add_assignment(candidate: Candidate) -> ResponseReturnValue:
    form, drawer = AssignmentForm(), _drawer(candidate)
    if not accepts(form, lambda: working.write_assignment(drawer, _typed(form), None, 0)):
        return render("succession/assignment.html", form, candidate=candidate, there=None)
    return _to(candidate)


@bp.get("/together/<pid:candidate_id>/assignments/<pid:assignment_id>")
@guarded(WORK, candidate=own_candidate)
def assignment(candidate: Candidate, assignment_id: str) -> ResponseReturnValue:
    there = _assignment(_drawer(candidate), assignment_id)
    begins_on, ends_on = _days(there)
    known = {name: there.get(name) for name in WORDS}
    form = AssignmentForm(data={**known, "begins_on": begins_on, "ends_on": ends_on, "seen": str(there.version)})
    return render("succession/assignment.html", form, candidate=candidate, there=there)


@bp.post("/together/<pid:candidate_id>/assignments/<pid:assignment_id>")
@guarded(WORK, candidate=own_candidate)
@transactional
def save_assignment(candidate: Candidate, assignment_id: str) -> ResponseReturnValue:
    form, drawer = AssignmentForm(), _drawer(candidate)
    there = _assignment(drawer, assignment_id)
    if not accepts(form, lambda: working.write_assignment(drawer, _typed(form), there, form.version)):
        return render("succession/assignment.html", form, candidate=candidate, there=there)
    return _to(candidate)


def _drawer(candidate: Candidate) -> OpenDrawer:
    return open_drawer(candidate, TOGETHER, signed_in_person())


def _assignment(drawer: OpenDrawer, public_id: str) -> OpenPaper:
    found = next((each for each in drawer.of_kind(ASSIGNMENT) if each.paper.public_id == public_id), None)
    if found is None or found.words is None:
        abort(404)
    return found


def _days(paper: OpenPaper) -> tuple[date | None, date | None]:
    if paper.words is None:
        return None, None
    return date.fromisoformat(paper.get("begins_on")), date.fromisoformat(paper.get("ends_on"))


def _typed(form: AssignmentForm) -> Assignment:
    words = {name: form[name].data or "" for name in WORDS}
    return Assignment(**words, begins_on=given(form.begins_on), ends_on=given(form.ends_on))


def _to(candidate: Candidate) -> ResponseReturnValue:
    return redirect(url_for(".together", candidate_id=candidate.public_id), code=303)
