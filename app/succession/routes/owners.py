"""A plan as its owners run it: the role, the slate, the other owner, the board, and who opened what."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.forms import PersonForm, RoleForm
from app.succession.journal import WORDS, Line, note_look
from app.succession.models import Plan
from app.succession.pages import PlanView
from app.succession.policy import SuccessionAction
from app.succession.queries import journal_of, newest_round
from app.succession.routes.appointing import role_in
from app.succession.routes.finding import own_plan, somebody
from app.succession.services import appointing, naming, regaining
from app.succession.tasks import tasks_of
from programs.readiness import Band

OWN = SuccessionAction.OWN


@bp.get("/plans/<pid:plan_id>")
@guarded(OWN, plan=own_plan)
def plan(plan: Plan) -> ResponseReturnValue:
    note_look(plan, Line.OPENED_PLAN, signed_in_person())
    view, running = PlanView(plan, signed_in_person()), newest_round(plan)
    tasks = tasks_of(view, running)
    return render_template("succession/plan.html", view=view, plan=plan, running=running, tasks=tasks)


@bp.get("/plans/<pid:plan_id>/role")
@guarded(OWN, plan=own_plan)
def role(plan: Plan) -> ResponseReturnValue:
    note_look(plan, Line.OPENED_PLAN, signed_in_person())
    view = PlanView(plan, signed_in_person())
    there = view.role
    known = {name: there.get(name) for name in ("title", "seats", "incumbents", "why")} if there else {}
    form = RoleForm(data={**known, "exit_on": view.exit_on, "seen": str(there.version if there else 0)})
    return render("succession/role.html", form, view=view, plan=plan)


@bp.post("/plans/<pid:plan_id>/role")
@guarded(OWN, plan=own_plan)
@transactional
def save_role(plan: Plan) -> ResponseReturnValue:
    form, view = RoleForm(), PlanView(plan, signed_in_person())
    if not accepts(form, lambda: appointing.describe(view.slate, role_in(form), form.version)):
        return render("succession/role.html", form, view=view, plan=plan)
    return to(plan)


@bp.get("/plans/<pid:plan_id>/owners")
@guarded(OWN, plan=own_plan)
def owners(plan: Plan) -> ResponseReturnValue:
    note_look(plan, Line.OPENED_PLAN, signed_in_person())
    return render("succession/owners.html", PersonForm(), plan=plan, shut_out=regaining.shut_out(plan))


@bp.post("/plans/<pid:plan_id>/owners/vouch")
@guarded(OWN, plan=own_plan)
@transactional
def vouch(plan: Plan) -> ResponseReturnValue:
    who = next((each for each in regaining.shut_out(plan) if each.public_id == request.form.get("person")), None)
    if who is None:
        raise RuleBroken(_("Nothing of this plan is shut to them."))
    regaining.vouch(plan, who, actor=signed_in_person())
    flash(_("Noted. It opens to them a day after the change."), "good")
    return redirect(url_for(".owners", plan_id=plan.public_id), code=303)


@bp.post("/plans/<pid:plan_id>/owners")
@guarded(OWN, plan=own_plan)
@transactional
def appoint_owner(plan: Plan) -> ResponseReturnValue:
    form, actor = PersonForm(), signed_in_person()
    if not accepts(form, lambda: appointing.appoint(plan, somebody(form.person.data, "person"), actor=actor)):
        return render("succession/owners.html", form, plan=plan, shut_out=regaining.shut_out(plan))
    flash(_("The plan has two owners again."), "good")
    return to(plan)


@bp.post("/plans/<pid:plan_id>/owners/leave")
@guarded(OWN, plan=own_plan)
@transactional
def step_down(plan: Plan) -> ResponseReturnValue:
    appointing.step_down(plan, actor=signed_in_person())
    flash(_("You own this plan no longer."), "good")
    return redirect(url_for(".index"), code=303)


@bp.post("/plans/<pid:plan_id>/review")
@guarded(OWN, plan=own_plan)
@transactional
def review(plan: Plan) -> ResponseReturnValue:
    naming.review(plan, actor=signed_in_person())
    flash(_("Noted: you have looked at each name again."), "good")
    return to(plan)


@bp.get("/plans/<pid:plan_id>/board")
@guarded(OWN, plan=own_plan)
def board(plan: Plan) -> ResponseReturnValue:
    note_look(plan, Line.OPENED_BOARD, signed_in_person())
    view = PlanView(plan, signed_in_person())
    return render_template("succession/board.html", view=view, plan=plan, bands=list(Band))


@bp.get("/plans/<pid:plan_id>/journal")
@guarded(OWN, plan=own_plan)
def journal(plan: Plan) -> ResponseReturnValue:
    note_look(plan, Line.OPENED_JOURNAL, signed_in_person())
    lines = [(each, WORDS[Line(each.kind)]) for each in journal_of(plan)]
    view = PlanView(plan, signed_in_person())
    names = {each.candidate.public_id: each.name for each in view.cards}
    return render_template("succession/journal.html", plan=plan, view=view, lines=lines, names=names)


def to(plan: Plan) -> ResponseReturnValue:
    """To the page of the plan."""
    return redirect(url_for("succession.plan", plan_id=plan.public_id), code=303)
