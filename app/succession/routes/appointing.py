"""The first two owners of a plan: proposed by one, confirmed by the other."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from app.core.access import guarded
from app.core.forms import Form, accepts, render
from app.core.i18n import gettext as _
from app.core.transactions import transactional
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.forms import ProposalForm, RoleForm
from app.succession.models import Plan
from app.succession.papers import PROPOSAL, open_drawer
from app.succession.policy import SuccessionAction
from app.succession.queries import people_by_public_id
from app.succession.routes.finding import own_plan, somebody
from app.succession.services import appointing
from app.succession.services.appointing import ROLE, CriticalRole

PROPOSE, CONFIRM = SuccessionAction.PROPOSE, SuccessionAction.CONFIRM


@bp.get("/plans/new")
@guarded(PROPOSE)
def new_plan() -> ResponseReturnValue:
    return render("succession/new.html", ProposalForm())


@bp.post("/plans/new")
@guarded(PROPOSE)
@transactional
def propose_plan() -> ResponseReturnValue:
    form = ProposalForm()
    if not accepts(form, lambda: _propose(form)):
        return render("succession/new.html", form)
    flash(_("It waits for the other one of you two."), "good")
    return redirect(url_for(".index"), code=303)


@bp.get("/proposals/<pid:plan_id>")
@guarded(CONFIRM, plan=own_plan)
def proposal(plan: Plan) -> ResponseReturnValue:
    role = open_drawer(plan, PROPOSAL, signed_in_person()).newest(ROLE)
    owners = people_by_public_id(role.get("owners")) if role else {}
    return render("succession/proposal.html", Form(), plan=plan, role=role, owners=list(owners.values()))


@bp.post("/proposals/<pid:plan_id>/yes")
@guarded(CONFIRM, plan=own_plan)
@transactional
def confirm_owners(plan: Plan) -> ResponseReturnValue:
    appointing.confirm(plan, actor=signed_in_person())
    flash(_("The two own the plan from now on. You see no more of it than everybody else."), "good")
    return redirect(url_for(".index"), code=303)


@bp.post("/proposals/<pid:plan_id>/no")
@guarded(CONFIRM, plan=own_plan)
@transactional
def turn_owners_down(plan: Plan) -> ResponseReturnValue:
    appointing.turn_down(plan, actor=signed_in_person())
    flash(_("Turned down. Nothing of it was kept."), "good")
    return redirect(url_for(".index"), code=303)


def role_in(form: RoleForm) -> CriticalRole:
    """The role as it was typed."""
    return CriticalRole(
        title=form.title.data or "",
        seats=form.seats.data or 1,
        incumbents=form.incumbents.data or "",
        exit_on=form.exit_on.data,
        why=form.why.data or "",
    )


def _propose(form: ProposalForm) -> Plan:
    owners = [somebody(form.first.data, "first"), somebody(form.second.data, "second")]
    confirmer = somebody(form.confirmer.data, "confirmer")
    return appointing.propose(role_in(form), owners, confirmer, actor=signed_in_person())
