"""A round is opened and scheduled: by an owner who sees the slate, by a delegate who sees a time and nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.core.access import guarded
from app.core.days import given
from app.core.db import session
from app.core.errors import RuleBroken
from app.core.forms import accepts, render
from app.core.i18n import gettext as _
from app.core.organisation import organisation
from app.core.transactions import transactional
from app.people.models import Appointment, Person, PersonState, Role
from app.people.queries import signed_in_person
from app.succession.blueprint import bp
from app.succession.forms import RoundForm, ScheduleForm, people_choices
from app.succession.models import Plan, Round
from app.succession.policy import SuccessionAction
from app.succession.queries import people_by_public_id
from app.succession.routes.finding import own_plan, own_round, somebody
from app.succession.services import settling
from programs.calendar_times import NoSuchTime, instant_of

OWN, SCHEDULE = SuccessionAction.OWN, SuccessionAction.SCHEDULE


@bp.get("/plans/<pid:plan_id>/round")
@guarded(OWN, plan=own_plan)
def new_round(plan: Plan) -> ResponseReturnValue:
    return render("succession/round.html", _form(), plan=plan)


@bp.post("/plans/<pid:plan_id>/round")
@guarded(OWN, plan=own_plan)
@transactional
def open_round(plan: Plan) -> ResponseReturnValue:
    form = _form()
    if not accepts(form, lambda: _open(plan, form)):
        return render("succession/round.html", form, plan=plan)
    flash(_("The round is open, and the order stands."), "good")
    return redirect(url_for(".plan", plan_id=plan.public_id), code=303)


@bp.get("/meetings/<pid:running_id>")
@guarded(SCHEDULE, running=own_round)
def scheduling(running: Round) -> ResponseReturnValue:
    return render("succession/schedule.html", ScheduleForm(), running=running)


@bp.post("/meetings/<pid:running_id>")
@guarded(SCHEDULE, running=own_round)
@transactional
def schedule(running: Round) -> ResponseReturnValue:
    form, actor = ScheduleForm(), signed_in_person()
    if not accepts(form, lambda: settling.schedule(running, _instant(form, actor), actor=actor)):
        return render("succession/schedule.html", form, running=running)
    flash(_("The time is set."), "good")
    return redirect(url_for(".scheduling", running_id=running.public_id), code=303)


def _open(plan: Plan, form: RoundForm) -> Round:
    found = people_by_public_id(form.executives.data or [])
    delegate = somebody(form.delegate.data, "delegate") if form.delegate.data else None
    days = given(form.choose_by), given(form.ends_on)
    return settling.open_a_round(plan, list(found.values()), *days, delegate, actor=signed_in_person())


def _instant(form: ScheduleForm, actor: Person) -> datetime:
    try:
        return instant_of(cast("datetime", form.meets_at.data), actor.time_zone or organisation().time_zone)
    except NoSuchTime as error:
        raise RuleBroken(_("Clocks jump over this time. Choose another one."), field="meets_at") from error


def _form() -> RoundForm:
    form = RoundForm()
    form.executives.choices = people_choices([(each.public_id, each.name) for each in _executives()])
    return form


def _executives() -> list[Person]:
    held = select(Appointment.person_id).where(Appointment.role == Role.EXECUTIVE, Appointment.ended_at.is_(None))
    found = select(Person).where(Person.id.in_(held), Person.state == PersonState.ACTIVE)
    return list(session().scalars(found.order_by(Person.search_text, Person.id)))
